/**
 * The one error type of the server. On the wire it is RFC 9457 problem details with a stable `type`;
 * docs/error-codes.md lists every code and a test holds the two together.
 */
export const problems = {
  'not-signed-in': { status: 401, vi: 'Bạn cần đăng nhập', en: 'Please sign in' },
  'wrong-credentials': { status: 401, vi: 'Tên đăng nhập hoặc mật khẩu không đúng', en: 'Wrong name or password' },
  'password-change-required': {
    status: 403,
    vi: 'Hãy đặt mật khẩu của riêng bạn trước khi làm việc khác',
    en: 'Choose a password of your own before anything else',
  },
  forbidden: { status: 403, vi: 'Bạn không có quyền làm việc này', en: 'You may not do this' },
  'not-found': { status: 404, vi: 'Không tìm thấy', en: 'Not found' },
  'state-conflict': {
    status: 409,
    vi: 'Việc này không làm được ở trạng thái hiện tại',
    en: 'Not possible in the present state',
  },
  'version-conflict': { status: 409, vi: 'Người khác vừa sửa nội dung này', en: 'Somebody else has just changed this' },
  'already-exists': { status: 409, vi: 'Đã có rồi', en: 'It exists already' },
  'already-given': {
    status: 409,
    vi: 'Việc này đã giao rồi',
    en: 'This has been given already',
  },
  'signed-copy-differs': {
    status: 409,
    vi: 'Bản ký khác bản đã duyệt',
    en: 'The signed copy differs from what was approved',
  },
  'too-large': { status: 413, vi: 'Tệp lớn hơn 50 MB', en: 'The file is larger than 50 MB' },
  'unreadable-file': { status: 422, vi: 'Không đọc được tệp', en: 'The file cannot be read' },
  'secret-document': {
    status: 422,
    vi: 'Văn bản có dấu chỉ độ mật không được đưa vào hệ thống này',
    en: 'Papers marked secret must not enter this system',
  },
  invalid: { status: 422, vi: 'Có chỗ chưa đúng', en: 'Something is not right' },
  'too-many-requests': { status: 429, vi: 'Thử lại sau ít phút', en: 'Try again in a few minutes' },
  internal: {
    status: 500,
    vi: 'Hệ thống gặp lỗi; việc vừa làm chưa được ghi',
    en: 'Something broke; nothing was saved',
  },
} as const satisfies Record<string, { status: number; vi: string; en: string }>

export type ProblemCode = keyof typeof problems

export interface FieldError {
  /** JSON pointer into what was sent: "/dueOn" */
  path: string
  message: Words
}

/** One sentence in both languages; the reader gets theirs. */
export interface Words {
  vi: string
  en: string
}

export class Problem extends Error {
  readonly code: ProblemCode
  /** A sentence for the person: what is wrong, where, and what to do. */
  readonly detail: Words | undefined
  readonly errors: FieldError[] | undefined
  /** Extra members of the problem object, e.g. the current version of a row. */
  readonly extra: Record<string, unknown>

  constructor(
    code: ProblemCode,
    detail?: Words,
    more: { errors?: FieldError[]; extra?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(detail?.en ?? problems[code].en, { cause: more.cause })
    this.code = code
    this.detail = detail
    this.errors = more.errors
    this.extra = more.extra ?? {}
  }

  get status(): number {
    return problems[this.code].status
  }

  /** RFC 9457 body in the reader's language. */
  body(locale: 'vi' | 'en'): Record<string, unknown> {
    return {
      type: `/errors/${this.code}`,
      title: problems[this.code][locale],
      status: this.status,
      ...(this.detail ? { detail: this.detail[locale] } : {}),
      ...(this.errors ? { errors: this.errors.map(({ path, message }) => ({ path, message: message[locale] })) } : {}),
      ...this.extra,
    }
  }
}

/** What one may not read looks as if it did not exist. */
export function notFound(): Problem {
  return new Problem('not-found')
}
