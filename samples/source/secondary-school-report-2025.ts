import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, paragraph, part, SCHOOL_NOTICE, section } from './blocks.ts'

/** Last year's report of the same lower secondary school, with the figures this year's are measured against. */
export const secondarySchoolReport2025: WrittenDocument = {
  kind: 'Báo cáo',
  number: '243/BC-THCS.GM',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường THCS Gió Mới'],
  place: 'Hạnh Thông',
  date: '2025-10-13',
  title: 'Kết quả công tác đối ngoại và hội nhập quốc tế năm 2025 của Trường Trung học cơ sở Gió Mới',
  addressees: ['Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh', 'Ủy ban nhân dân phường Hạnh Thông'],
  legalBases: [],
  blocks: [
    paragraph(
      'Thực hiện Kế hoạch số 1778/KH-UBND ngày 21 tháng 3 năm 2025 của Ủy ban nhân dân Thành phố Hồ Chí Minh, Trường Trung học cơ sở Gió Mới báo cáo kết quả năm 2025 như sau:',
    ),
    section('I', 'Tình hình chung'),
    paragraph(
      'Trường có 32 lớp với 1.386 học sinh, 71 cán bộ quản lý, giáo viên, nhân viên; trong đó có 07 giáo viên tiếng Anh. Nhà trường có 01 bản ghi nhớ hợp tác với trường bạn ở nước ngoài.',
    ),
    section('II', 'Kết quả thực hiện'),
    part('1', 'Thông tin, tuyên truyền'),
    ...bullets(
      '71/71 cán bộ, giáo viên, nhân viên được phổ biến Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị.',
      'Tổ chức 06 chuyên đề dưới cờ, thu hút toàn bộ học sinh tham gia.',
    ),
    part('2', 'Quản lý hoạt động có yếu tố nước ngoài'),
    ...bullets(
      'Có 02 giáo viên nước ngoài dạy tăng cường tại trường, đủ giấy phép lao động.',
      'Không phát sinh khoản viện trợ, tài trợ nước ngoài.',
    ),
    part('3', 'Đoàn ra, đoàn vào'),
    ...bullets(
      'Đón 02 đoàn khách với 27 người, đều đã đăng ký với Ủy ban nhân dân phường.',
      'Có 09 viên chức đi nước ngoài về việc riêng, về nước đúng thời hạn.',
    ),
    part('4', 'Số liệu tổng hợp'),
    {
      type: 'table',
      head: ['STT', 'Nội dung', 'Đơn vị tính', 'Năm 2024', 'Năm 2025'],
      rows: [
        ['1', 'Đoàn vào', 'đoàn', '1', '2'],
        ['2', 'Khách nước ngoài', 'người', '12', '27'],
        ['3', 'Viên chức đi nước ngoài về việc riêng', 'lượt', '6', '9'],
        ['4', 'Giáo viên nước ngoài', 'người', '2', '2'],
        ['5', 'Bản ghi nhớ còn hiệu lực', 'bản', '1', '1'],
        ['6', 'Tiết học trực tuyến với trường bạn', 'tiết', '4', '8'],
        ['7', 'Giáo viên dự bồi dưỡng về hội nhập quốc tế', 'người', '2', '4'],
      ],
    },
    section('III', 'Khó khăn, vướng mắc'),
    ...bullets(
      'Trang thông tin điện tử chưa có phần tiếng Anh.',
      'Giáo viên các môn khoa học còn ngại dạy bằng tiếng Anh.',
    ),
    section('IV', 'Phương hướng năm 2026'),
    ...bullets(
      'Mở trang tiếng Anh trên trang thông tin điện tử của trường.',
      'Cử thêm giáo viên đi bồi dưỡng phương pháp dạy học bằng ngoại ngữ.',
      'Duy trì lớp học trực tuyến với trường bạn ở nước ngoài.',
    ),
    section('V', 'Đề xuất, kiến nghị'),
    paragraph(
      'Đề nghị Sở Giáo dục và Đào tạo tổ chức tập huấn về quản lý hoạt động có yếu tố nước ngoài cho cán bộ đầu mối của trường.',
    ),
  ],
  signer: { authority: [], position: 'Hiệu trưởng', name: 'Huỳnh Minh Triết' },
  recipients: ['Như trên', 'Chi bộ', 'Lưu: VT, HNQT'],
  draft: false,
  notice: SCHOOL_NOTICE,
}
