import { register, type Same } from '../i18n/index.ts'

const vi = {
  tab: 'Trao đổi',
  empty: 'Chưa có trao đổi nào',
  emptyText:
    'Hỏi, nhắc, góp ý ngay tại đây thay cho tin nhắn riêng. Gõ @ rồi tên người để người đó nhận thông báo. Ai không xem được bản ghi này thì không đọc được.',
  write: 'Viết trao đổi',
  hint: 'Gõ @ để nhắc tên; dán liên kết nếu cần. Ctrl + Enter để gửi.',
  mention: 'Nhắc tên',
  send: 'Gửi',
  sent: 'Đã gửi trao đổi',
  needText: 'Viết nội dung trước khi gửi.',
  for: 'Ai đọc được',
  forUnit: 'Trong đơn vị',
  forRecord: 'Mọi đơn vị xem được',
  onlyUnit: 'Chỉ người trong đơn vị đọc được, kể cả sau khi văn bản được gửi đi.',
  kept: 'Trong đơn vị',
  edited: 'đã sửa',
  earlier: 'Xem lời trước khi sửa',
  withdrawn: 'Đã rút lại lúc {time}',
  edit: 'Sửa',
  save: 'Lưu lời đã sửa',
  saved: 'Đã sửa trao đổi',
  withdraw: 'Rút lại',
  saidWithdrawn: 'Đã rút lại trao đổi',
  restore: 'Đưa lại',
  older: 'Xem trao đổi trước đó',
  people: 'Người có thể nhắc tên',
  nobody: 'Không có ai tên như vậy xem được bản ghi này',
  actions: 'Trao đổi của {name}, {time}',
}
const en: Same<typeof vi> = {
  tab: 'Remarks',
  empty: 'No remarks yet',
  emptyText:
    'Ask, remind and suggest here instead of in private messages. Type @ and a name, and that person is told. Whoever may not see this record does not read them.',
  write: 'Write a remark',
  hint: 'Type @ to name somebody; paste a link where it helps. Ctrl + Enter sends.',
  mention: 'Name somebody',
  send: 'Send',
  sent: 'Remark sent',
  needText: 'Write something first.',
  for: 'Who reads it',
  forUnit: 'My unit',
  forRecord: 'Every unit that sees this',
  onlyUnit: 'Only people of your unit read it, also after the paper was sent.',
  kept: 'My unit',
  edited: 'edited',
  earlier: 'What it said before',
  withdrawn: 'Withdrawn {time}',
  edit: 'Edit',
  save: 'Save the new wording',
  saved: 'Remark edited',
  withdraw: 'Withdraw',
  saidWithdrawn: 'Remark withdrawn',
  restore: 'Put back',
  older: 'Show earlier remarks',
  people: 'People who can be named',
  nobody: 'Nobody of that name sees this record',
  actions: 'Remark by {name}, {time}',
}
register('remarks', { vi, en })
declare module '../i18n/index.ts' {
  interface Dictionaries {
    remarks: typeof vi
  }
}
