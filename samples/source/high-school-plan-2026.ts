import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, paragraph, part, SCHOOL_NOTICE, section } from './blocks.ts'

/** An upper secondary school's plan: under the department itself, with a table of assignments in the text. */
export const highSchoolPlan2026: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '158/KH-THPT.CT',
  superiorLines: ['Sở Giáo dục và Đào tạo', 'Thành phố Hồ Chí Minh'],
  issuerLines: ['Trường THPT Chân Trời'],
  place: 'Thành phố Hồ Chí Minh',
  date: '2026-03-18',
  title: 'Công tác đối ngoại và hội nhập quốc tế năm 2026 của Trường Trung học phổ thông Chân Trời',
  addressees: [],
  legalBases: [
    'Căn cứ Quyết định số 1600/QĐ-TTg ngày 19 tháng 12 năm 2024 của Thủ tướng Chính phủ phê duyệt Đề án “Hội nhập quốc tế trong giáo dục và đào tạo đến năm 2030”',
    'Căn cứ Kế hoạch số 1111/KH-SGDĐT ngày 02 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về công tác đối ngoại và hội nhập quốc tế năm 2026',
  ],
  blocks: [
    paragraph('Trường Trung học phổ thông Chân Trời ban hành Kế hoạch năm 2026 như sau:'),
    section('I', 'Mục đích, yêu cầu'),
    ...bullets(
      'Chuẩn bị cho học sinh đủ năng lực ngoại ngữ và hiểu biết để học tập, làm việc trong môi trường quốc tế.',
      'Mở rộng hợp tác có chọn lọc, đúng thẩm quyền, có kết quả đo được.',
    ),
    section('II', 'Nhiệm vụ'),
    part('1', 'Tuyên truyền, quán triệt'),
    ...bullets(
      'Tổ chức học tập Nghị quyết số 59-NQ/TW, Nghị quyết số 71-NQ/TW cho toàn thể đảng viên, giáo viên, nhân viên trước ngày 30 tháng 4 năm 2026.',
      'Đoàn Thanh niên tổ chức 02 diễn đàn học sinh về công dân toàn cầu và trách nhiệm bảo vệ chủ quyền biển, đảo.',
    ),
    part('2', 'Hợp tác quốc tế'),
    ...bullets(
      'Rà soát 03 bản ghi nhớ hợp tác đã ký với trường bạn; đề xuất gia hạn hoặc kết thúc, gửi Sở trước ngày 30 tháng 5 năm 2026.',
      'Lấy ý kiến Sở Giáo dục và Đào tạo trước khi ký bản ghi nhớ mới; bản ghi nhớ phải nêu rõ không ràng buộc pháp lý.',
      'Đón 02 đoàn học sinh nước ngoài đến giao lưu trong học kỳ I năm học 2026 - 2027; hồ sơ đăng ký gửi Sở trước ngày 15 tháng 8 năm 2026.',
    ),
    part('3', 'Dạy và học bằng tiếng nước ngoài'),
    ...bullets(
      'Xây dựng đề án dạy Toán và Tin học bằng tiếng Anh cho 02 lớp 10 theo Nghị định số 222/2025/NĐ-CP, trình Sở trước ngày 30 tháng 6 năm 2026.',
      'Phối hợp tổ chức thi chứng chỉ ngoại ngữ cho học sinh; phấn đấu 40% học sinh lớp 12 đạt bậc 3 trở lên.',
      'Mời chuyên gia nước ngoài nói chuyện chuyên đề hướng nghiệp, mỗi học kỳ 01 buổi.',
    ),
    part('4', 'Thông tin đối ngoại, ngoại giao văn hóa'),
    ...bullets(
      'Sản xuất 01 đoạn phim ngắn bằng tiếng Anh giới thiệu nhà trường trước ngày 15 tháng 6 năm 2026; Câu lạc bộ Truyền thông thực hiện.',
      'Tổ chức đêm văn hóa Việt Nam dành cho học sinh nước ngoài đến giao lưu.',
    ),
    part('5', 'Đoàn ra, đoàn vào'),
    ...bullets(
      'Lập kế hoạch đoàn ra của năm, trình Sở trước ngày 25 tháng 3 năm 2026; không nhận lời mời đích danh của doanh nghiệp.',
      'Hạn chế giải quyết cho giáo viên đi nước ngoài về việc riêng trong tháng 6 để phục vụ kỳ thi tốt nghiệp.',
      'Nộp báo cáo sau mỗi chuyến đi trong 10 ngày làm việc; đưa bài học kinh nghiệm vào sinh hoạt tổ chuyên môn.',
    ),
    section('III', 'Tổ chức thực hiện'),
    {
      type: 'table',
      head: ['STT', 'Nội dung công việc', 'Chủ trì', 'Thời hạn'],
      rows: [
        ['1', 'Học tập Nghị quyết số 59-NQ/TW, Nghị quyết số 71-NQ/TW', 'Chi bộ', '30/4/2026'],
        ['2', 'Rà soát bản ghi nhớ hợp tác', 'Phó Hiệu trưởng', '30/5/2026'],
        ['3', 'Đoạn phim giới thiệu nhà trường', 'Câu lạc bộ Truyền thông', '15/6/2026'],
        ['4', 'Đề án dạy học bằng tiếng Anh', 'Tổ Toán - Tin', '30/6/2026'],
        ['5', 'Hồ sơ đón đoàn học sinh nước ngoài', 'Văn phòng', '15/8/2026'],
      ],
    },
    ...bullets(
      'Ban Giám hiệu theo dõi, kiểm tra và điều chỉnh Kế hoạch khi cần.',
      'Văn phòng tổng hợp, trình Hiệu trưởng ký báo cáo gửi Sở Giáo dục và Đào tạo trước ngày 15 tháng 10 hằng năm.',
    ),
    paragraph('Các tổ chuyên môn, đoàn thể căn cứ Kế hoạch này để thực hiện.'),
  ],
  signer: { authority: ['KT. Hiệu trưởng'], position: 'Phó Hiệu trưởng', name: 'Lâm Gia Bảo Hân' },
  recipients: [
    'Sở Giáo dục và Đào tạo (để báo cáo)',
    'Chi bộ, Ban Giám hiệu (để chỉ đạo)',
    'Các tổ chuyên môn, đoàn thể (để thực hiện)',
    'Lưu: VT',
  ],
  draft: false,
  notice: SCHOOL_NOTICE,
}
