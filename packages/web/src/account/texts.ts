import { register, type Same } from '../i18n/index.ts'

const vi = {
  title: 'Chức danh',
  device: '{browser} trên {system}',
  unknownDevice: 'Thiết bị không rõ',
  otherBrowser: 'Trình duyệt khác',
  phone: 'điện thoại Android',
  tablet: 'máy tính bảng Android',
  since: 'Đăng nhập {time}',
  from: 'địa chỉ {address}',
  endOthers: 'Đăng xuất mọi máy khác',
  othersEnded: 'Đã đăng xuất các máy khác',
  onlyThis: 'Không có máy nào khác đang đăng nhập.',
  notices: 'Nhận thông báo',
  noticesText: 'Việc mới giao, việc bị trả lại, sắp đến hạn và lời nhắc luôn hiện ở chuông thông báo trong hệ thống.',
  mail: 'Gửi cả qua thư điện tử',
  mailHint: 'Gửi đến địa chỉ trong hồ sơ của bạn.',
  noMail: 'Hệ thống này chưa nối với máy chủ thư, nên chưa gửi thư điện tử.',
  kept: 'Đã ghi lựa chọn',
  calendar: 'Lịch hạn việc',
  calendarText:
    'Xem hạn việc của bạn trong lịch điện thoại, Google Calendar hoặc Outlook qua một đường dẫn riêng. Ai có đường dẫn đều xem được, nên chỉ mình bạn giữ.',
}
const en: Same<typeof vi> = {
  title: 'Position',
  device: '{browser} on {system}',
  unknownDevice: 'Unknown device',
  otherBrowser: 'Another browser',
  phone: 'an Android phone',
  tablet: 'an Android tablet',
  since: 'Signed in {time}',
  from: 'address {address}',
  endOthers: 'Sign out every other device',
  othersEnded: 'The other devices have been signed out',
  onlyThis: 'No other device is signed in.',
  notices: 'Notices',
  noticesText: 'New work, work sent back, approaching limits and reminders always appear at the bell.',
  mail: 'Send them by e-mail too',
  mailHint: 'To the address in your record.',
  noMail: 'This system has no mail server yet, so no e-mail is sent.',
  kept: 'Your choice is kept',
  calendar: 'Calendar of limits',
  calendarText:
    'See when your work is due in your phone’s calendar, Google Calendar or Outlook through a private address. Whoever has the address can read it, so keep it to yourself.',
}
register('mine', { vi, en })
declare module '../i18n/index.ts' {
  interface Dictionaries {
    mine: typeof vi
  }
}
