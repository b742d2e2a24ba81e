export type UnreadableCode =
  | 'empty'
  | 'encrypted'
  | 'unreadable'
  | 'mislabelled'
  | 'too-large'
  | 'scanned'
  | 'unsupported'

const SENTENCES: Record<UnreadableCode, readonly [vi: string, en: string]> = {
  empty: ['Tệp rỗng, không có nội dung.', 'The file is empty.'],
  encrypted: [
    'Tệp đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lại.',
    'The file is protected by a password. Remove the password and upload it again.',
  ],
  unreadable: [
    'Tệp bị hỏng hoặc không đúng định dạng nên không đọc được. Hãy mở và lưu lại tệp rồi tải lại.',
    'The file is damaged or not in its format. Open it, save it again and upload it again.',
  ],
  mislabelled: [
    'Nội dung tệp không đúng với phần mở rộng của tên tệp. Hãy đổi lại tên tệp cho đúng loại.',
    'The content does not match the extension of the file name. Rename the file to its true type.',
  ],
  'too-large': ['Tệp lớn hơn mức cho phép (50 MB).', 'The file is larger than allowed (50 MB).'],
  scanned: [
    'Tệp chỉ có ảnh chụp, không có lớp chữ, nên phải nhận dạng chữ từ ảnh trước khi đọc.',
    'The file holds page images only and no text: its text has to be recognised before it can be read.',
  ],
  unsupported: [
    'Chưa đọc được loại tệp này. Hãy dùng .docx, .doc, .odt, .rtf, .pdf, .html, .mhtml, .txt, .md hoặc ảnh .png, .jpg, .webp, .gif, .bmp, .tif.',
    'This type of file cannot be read. Use .docx, .doc, .odt, .rtf, .pdf, .html, .mhtml, .txt, .md, or a picture: .png, .jpg, .webp, .gif, .bmp, .tif.',
  ],
}

/** A file that cannot be read, with a sentence for the person who brought it. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode
  readonly vi: string
  readonly en: string

  constructor(code: UnreadableCode, detail?: { vi: string; en: string }, cause?: unknown) {
    const [vi, en] = detail ? [detail.vi, detail.en] : SENTENCES[code]
    super(en, cause === undefined ? undefined : { cause })
    this.name = 'UnreadableFile'
    this.code = code
    this.vi = vi
    this.en = en
  }
}
