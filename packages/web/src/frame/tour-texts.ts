import { register, type Same } from '../i18n/index.ts'

const vi = {
  step: 'Bước {step} / {total}',
  next: 'Tiếp',
  previous: 'Trước',
  skip: 'Bỏ qua',
  finish: 'Bắt đầu làm việc',
  again: 'Xem lại ở “Tài khoản → Hướng dẫn ba bước”.',
  head: {
    one: 'Văn bản chờ duyệt ở đầu danh sách',
    oneText:
      'Kế hoạch, báo cáo cấp dưới trình lên nằm ở “Cần làm”. Mở ra đọc đúng bản sẽ ký, duyệt hoặc trả lại kèm ý kiến.',
    two: 'Cho ý kiến trên văn bản đến',
    twoText: 'Văn bản đến đã vào sổ chờ bút phê của bạn: giao ai, làm gì, đến bao giờ. Người được giao nhận việc ngay.',
    three: 'Theo dõi tiến độ',
    threeText: 'Mở một kế hoạch rồi xem “Bảng tiến độ”: đơn vị nào đã nhận, đã đưa vào kế hoạch, đã làm xong việc nào.',
  },
  deputy: {
    one: 'Việc của đơn vị bắt đầu từ đây',
    oneText: 'Kế hoạch của cấp trên, việc đến hạn và văn bản bị trả lại nằm ở “Cần làm”, hạn gần nhất đứng trước.',
    two: 'Lập kế hoạch của đơn vị',
    twoText: 'Mở kế hoạch cấp trên, bấm “Lập kế hoạch”: hệ thống soạn sẵn dự thảo, bạn giao người, đặt hạn rồi trình.',
    three: 'Lập báo cáo',
    threeText:
      'Báo cáo được soạn từ tiến độ mọi người đã ghi; bạn chỉ viết phần khó khăn, kiến nghị rồi trình thủ trưởng.',
  },
  officer: {
    one: 'Triển khai kế hoạch đến đơn vị',
    oneText:
      'Mở kế hoạch đã ban hành, chọn nơi thực hiện và triển khai. Làm hai lần không giao trùng; đơn vị sót thì thêm sau.',
    two: 'Báo cáo gửi về',
    twoText:
      'Tab “Đã nhận” có báo cáo của các đơn vị. Ai chưa gửi, ai gửi trễ nằm ở bảng “Tình hình gửi báo cáo” của từng kế hoạch.',
    three: 'Tìm gì cũng được',
    threeText: 'Số văn bản, tên đơn vị, tên việc. Gõ không dấu cũng thấy. Nhấn Ctrl K ở bất cứ đâu.',
  },
  clerk: {
    one: 'Đưa văn bản đến vào sổ',
    oneText: 'Vào “Văn bản”, kéo thả tệp rồi xem lại phần máy đọc được. Xác nhận là vào sổ, có số đến.',
    two: 'Phát hành bản đã ký',
    twoText:
      'Văn bản đã duyệt hiện ở “Cần làm”: tải bản ký lên cùng số và ngày của đơn vị. Từ lúc đó mới là đã ban hành.',
    three: 'Tìm theo số, ký hiệu',
    threeText: 'Gõ số văn bản hoặc vài chữ trong trích yếu, không dấu cũng thấy. Nhấn Ctrl K ở bất cứ đâu.',
  },
  'team-lead': {
    one: 'Việc giao cho tổ',
    oneText: 'Việc giao cho tổ nằm ở “Cần làm”. Bạn trả lời cho cả tổ, hoặc chuyển cho một thành viên ở nút ba chấm.',
    two: 'Kế hoạch của đơn vị',
    twoText: 'Xem nhiệm vụ nào đã giao cho tổ mình, hạn khi nào, làm đến đâu ở thẻ “Tiến độ”.',
    three: 'Có việc mới thì chuông báo',
    threeText: 'Giao việc, nhắc hạn và lời nhắc tên trong “Trao đổi” đều báo ở đây.',
  },
  teacher: {
    one: 'Việc của bạn, hạn gần nhất đứng trước',
    oneText:
      'Làm xong bấm “Xong”. Không có gì để báo thì bấm “Không phát sinh”. Cần thêm thời gian thì bấm nút ba chấm.',
    two: 'Ghi lại việc đã làm',
    twoText: 'Bấm vào tên việc để ghi chú, chụp ảnh, dán liên kết. Những gì bạn ghi được đưa vào báo cáo của trường.',
    three: 'Lịch đến hạn',
    threeText: 'Bấm một ngày để xem việc của ngày đó. Có thể đưa lịch này vào điện thoại.',
  },
  inspector: {
    one: 'Xem kế hoạch của các đơn vị',
    oneText:
      'Mở một kế hoạch rồi vào “Bảng tiến độ” để xem từng đơn vị, từng nhiệm vụ. Bấm một ô để đọc các dòng đứng sau.',
    two: 'Báo cáo và số liệu',
    twoText: 'Mỗi con số trong báo cáo mở ra được những dòng đã tạo nên nó.',
    three: 'Tìm gì cũng được',
    threeText: 'Số văn bản, tên đơn vị, tên việc. Gõ không dấu cũng thấy. Nhấn Ctrl K ở bất cứ đâu.',
  },
  administrator: {
    one: 'Người và vai trò của đơn vị',
    oneText:
      'Thêm người, giao vai trò, in phiếu mật khẩu. Có danh sách sẵn thì nhập từ bảng tính, xem trước rồi mới ghi.',
    two: 'Thể thức văn bản',
    twoText: 'Trong trang của đơn vị, đặt tên cơ quan, ký hiệu, địa danh và người ký: mọi văn bản in theo đó.',
    three: 'Tài khoản của bạn',
    threeText: 'Đổi mật khẩu, xem các máy đang đăng nhập và xem lại hướng dẫn này ở đây.',
  },
}
const en: Same<typeof vi> = {
  step: 'Step {step} of {total}',
  next: 'Next',
  previous: 'Back',
  skip: 'Skip',
  finish: 'Start working',
  again: 'See it again under “Account → Three-step tour”.',
  head: {
    one: 'What waits for your approval comes first',
    oneText:
      'Plans and reports submitted to you stand under “To do”. Read exactly what will be signed, then approve it or return it with remarks.',
    two: 'Instructions on incoming documents',
    twoText:
      'A filed document waits for you to say who deals with it, how and by when. That person has the work at once.',
    three: 'Follow progress',
    threeText: 'Open a plan and its progress matrix: which unit has received it, adopted it and finished which task.',
  },
  deputy: {
    one: 'The work of your unit begins here',
    oneText: 'Plans of your superior, work that falls due and papers returned stand under “To do”, nearest date first.',
    two: 'Make your unit’s plan',
    twoText:
      'Open the superior’s plan and make yours of it: a draft is ready, you give out the tasks, set dates and submit.',
    three: 'Make the report',
    threeText:
      'It is written from the progress everybody recorded; you add difficulties and proposals, then submit it.',
  },
  officer: {
    one: 'Give a plan to units',
    oneText:
      'Open an issued plan, choose who carries it out and send it. Doing it twice gives nothing twice; a unit forgotten is added later.',
    two: 'Reports that came in',
    twoText:
      '“Received” has the reports of the units. Who has not sent one, and who was late, is on the page of each plan’s reports.',
    three: 'Find anything',
    threeText: 'A document number, a unit, a task, with or without accents. Ctrl K works everywhere.',
  },
  clerk: {
    one: 'Register what arrives',
    oneText:
      'Open “Documents”, drop the file and look over what was read. Confirming files it and gives it its arrival number.',
    two: 'Issue the signed copy',
    twoText:
      'An approved paper stands under “To do”: upload the signed copy with your unit’s number and date. Only then is it issued.',
    three: 'Find by number',
    threeText: 'Type a number or a few words of the subject, with or without accents. Ctrl K works everywhere.',
  },
  'team-lead': {
    one: 'Work given to your team',
    oneText: 'It stands under “To do”. Answer for the team, or hand it to one of its members behind the three dots.',
    two: 'The plan of your unit',
    twoText: 'See which tasks are your team’s, when they fall due and how far they are, under “Progress”.',
    three: 'The bell tells of new work',
    threeText: 'Work given, reminders and remarks that name you are told here.',
  },
  teacher: {
    one: 'Your work, nearest date first',
    oneText:
      'Press “Done” when it is. With nothing to report, say so. More time, or somebody else: behind the three dots.',
    two: 'Record what was done',
    twoText:
      'Press the name of a task to add a note, a picture or a link. What you record goes into the school’s report.',
    three: 'What falls due when',
    threeText: 'Press a day to see its work. The calendar can be added to your phone.',
  },
  inspector: {
    one: 'The plans of the units',
    oneText:
      'Open a plan and its progress matrix to see unit by unit and task by task. Press a cell to read the rows behind it.',
    two: 'Reports and figures',
    twoText: 'Every figure of a report opens the rows it was made from.',
    three: 'Find anything',
    threeText: 'A document number, a unit, a task, with or without accents. Ctrl K works everywhere.',
  },
  administrator: {
    one: 'People and roles of your unit',
    oneText:
      'Add people, give roles, print password slips. A list you have already is imported from a spreadsheet, looked over first.',
    two: 'How your papers look',
    twoText: 'On the page of your unit set its letterhead, symbol, place and signer: every paper prints by it.',
    three: 'Your account',
    threeText: 'Change your password, see where you are signed in, and see this tour again here.',
  },
}
register('tour', { vi, en })
declare module '../i18n/index.ts' {
  interface Dictionaries {
    tour: typeof vi
  }
}
