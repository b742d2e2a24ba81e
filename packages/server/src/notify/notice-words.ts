/**
 * A notice in one sentence, for letters. `{by}`, `{title}` and the rest are what the notice carries; `{ask}` is the word the
 * reminded unit is asked with, after its own setting. The screens have their own texts.
 */
export const noticeWords: Record<string, { vi: string; en: string }> = {
  due: {
    vi: 'Việc của bạn: {overdue} quá hạn, {in1} đến hạn ngày mai, {in3} còn 3 ngày, {in7} còn 7 ngày',
    en: 'Your work: {overdue} overdue, {in1} due tomorrow, {in3} in 3 days, {in7} in 7 days',
  },
  reminded: {
    vi: '{from} {ask} hoàn thành {count} nhiệm vụ còn lại',
    en: '{from} reminds you: {count} assignments are unsettled',
  },
  'tasks-given': { vi: 'Bạn được giao nhiệm vụ theo {number} {title}', en: 'You were given tasks of {number} {title}' },
  transferred: { vi: '{by} chuyển cho bạn một nhiệm vụ', en: '{by} gave you an assignment' },
  'extension-asked': { vi: '{by} xin gia hạn đến {dueOn}', en: '{by} asks for an extension to {dueOn}' },
  'extension-granted': { vi: '{by} đồng ý gia hạn', en: '{by} granted the extension' },
  'extension-refused': { vi: '{by} không đồng ý gia hạn', en: '{by} refused the extension' },
  'report-received': { vi: '{from} gửi báo cáo {number}', en: '{from} sent report {number}' },
  'plan-received': {
    vi: 'Có kế hoạch của cấp trên: {number} {title}',
    en: 'A plan of a superior has arrived: {number} {title}',
  },
  'paper-submitted': { vi: '{by} trình: {title}', en: '{by} submitted: {title}' },
  'paper-returned': { vi: '{by} trả lại để sửa: {title}', en: '{by} returned for changes: {title}' },
  'paper-approved': { vi: '{by} đã duyệt: {title}', en: '{by} approved: {title}' },
  'paper-issued': { vi: 'Đã ban hành: {number} {title}', en: 'Issued: {number} {title}' },
  'paper-withdrawn': { vi: '{by} rút lại: {title}', en: '{by} withdrew: {title}' },
  'paper-reopened': { vi: '{by} mở lại để sửa: {title}', en: '{by} reopened for changes: {title}' },
  'document-recognised': {
    vi: 'Đã nhận dạng xong bản quét, chờ xác nhận: {number} {title}',
    en: 'A scan has been recognised and waits for confirmation: {number} {title}',
  },
  'document-refused': {
    vi: 'Bản quét bạn tải lên có dấu chỉ độ mật ở trang sau nên bị từ chối và xóa khỏi hệ thống; xử lý theo quy trình văn bản mật',
    en: 'A later page of the scan you uploaded bears a mark of secrecy: it was refused and wiped; use the procedure for secret documents',
  },
  'document-filed': {
    vi: 'Văn bản đến chờ bút phê: {number} {title}',
    en: 'An arrival waits for your instruction: {number} {title}',
  },
  'remark-mentioned': { vi: '{by} nhắc đến bạn khi trao đổi: {title}', en: '{by} named you in a remark: {title}' },
  'remark-written': { vi: '{by} trao đổi: {title}', en: '{by} wrote a remark: {title}' },
  'instruction-given': { vi: '{by} giao xử lý: {title}', en: '{by} gave you a paper to deal with: {title}' },
  'instruction-done': { vi: '{by} đã xử lý: {title}', en: '{by} has dealt with: {title}' },
}

const general = { vi: 'Bạn có thông báo mới', en: 'You have a new notice' }

export function noticeSentence(kind: string, params: Record<string, string | number>, locale: 'vi' | 'en'): string {
  return (noticeWords[kind] ?? general)[locale]
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(params[name] ?? (name === 'ask' ? 'đề nghị' : ''))
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split('-').reverse().join('/') : value
    })
    .replace(/\s+/g, ' ')
    .trim()
}
