type UnusableCode = 'wrong-password' | 'unreadable' | 'no-key' | 'unsupported' | 'out-of-term'

const SENTENCES: Record<UnusableCode, readonly [vi: string, en: string]> = {
  'wrong-password': ['Mật khẩu của tệp chứng thư không đúng.', 'The password of the certificate file is wrong.'],
  unreadable: [
    'Tệp chứng thư không đọc được. Hãy chọn tệp .p12 hoặc .pfx do tổ chức chứng thực cấp.',
    'The certificate file cannot be read. Choose the .p12 or .pfx file given by the certification body.',
  ],
  'no-key': ['Tệp chứng thư không có khoá riêng để ký.', 'The certificate file holds no private key to sign with.'],
  unsupported: [
    'Loại khoá trong tệp chứng thư chưa ký được; dùng khoá RSA hoặc ECDSA (P-256, P-384, P-521).',
    'The kind of key in the certificate file cannot sign here; use RSA or ECDSA (P-256, P-384, P-521).',
  ],
  'out-of-term': [
    'Chứng thư chữ ký số chưa có hiệu lực hoặc đã hết hạn.',
    'The certificate is not valid yet or no longer valid.',
  ],
}

/** A key that cannot sign, with a sentence for the person who brought it. */
export class UnusableKey extends Error {
  readonly code: UnusableCode
  readonly vi: string
  readonly en: string

  constructor(code: UnusableCode, cause?: unknown) {
    const [vi, en] = SENTENCES[code]
    super(en, cause === undefined ? undefined : { cause })
    this.name = 'UnusableKey'
    this.code = code
    this.vi = vi
    this.en = en
  }
}
