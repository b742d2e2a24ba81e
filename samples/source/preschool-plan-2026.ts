import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, numbered, paragraph, part, SCHOOL_NOTICE, section } from './blocks.ts'

/**
 * A preschool's plan with two faults on purpose, so that findings can be shown: the items of section II jump
 * from 9 to 11, and item 7 cites a decree that another has replaced.
 */
export const preschoolPlan2026: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '41/KH-MN.MT',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường Mầm non Mây Trắng'],
  place: 'Hạnh Thông',
  date: '2026-03-23',
  title: 'Thực hiện công tác hội nhập quốc tế năm 2026 của Trường Mầm non Mây Trắng',
  addressees: [],
  legalBases: [
    'Căn cứ Kế hoạch số 1111/KH-SGDĐT ngày 02 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về công tác đối ngoại và hội nhập quốc tế năm 2026',
    'Căn cứ Kế hoạch số 95/KH-UBND ngày 16 tháng 3 năm 2026 của Ủy ban nhân dân phường Hạnh Thông về thực hiện công tác đối ngoại và hội nhập quốc tế trong các trường học năm 2026',
  ],
  blocks: [
    paragraph('Trường Mầm non Mây Trắng xây dựng Kế hoạch thực hiện công tác hội nhập quốc tế năm 2026 như sau:'),
    section('I', 'Mục đích, yêu cầu'),
    part('1', 'Mục đích'),
    ...bullets(
      'Giúp trẻ làm quen tự nhiên với tiếng Anh và với văn hóa các nước qua chơi, hát, kể chuyện.',
      'Giúp giáo viên biết chọn lọc cái hay trong giáo dục mầm non của nước bạn để dùng ở lớp mình.',
    ),
    part('2', 'Yêu cầu'),
    ...bullets(
      'Phù hợp với lứa tuổi, không ép trẻ học chữ, học ngoại ngữ trước chương trình.',
      'Cha mẹ trẻ được biết, được bàn và tự nguyện tham gia.',
    ),
    section('II', 'Nhiệm vụ'),
    numbered(
      '1',
      'Phổ biến Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị đến toàn thể giáo viên, nhân viên trong buổi họp hội đồng tháng 4 năm 2026.',
    ),
    numbered(
      '2',
      'Trao đổi với cha mẹ trẻ về ích lợi và giới hạn của việc cho trẻ làm quen tiếng Anh tại buổi họp đầu năm học 2026 - 2027.',
    ),
    numbered(
      '3',
      'Tổ chức cho trẻ 4 - 5 tuổi làm quen tiếng Anh 02 buổi mỗi tuần; Phó Hiệu trưởng phụ trách chuyên môn lựa chọn tài liệu đã được phê duyệt trước ngày 15 tháng 8 năm 2026.',
    ),
    numbered(
      '4',
      'Cử 04 giáo viên dự lớp bồi dưỡng phương pháp cho trẻ làm quen tiếng Anh do Sở Giáo dục và Đào tạo tổ chức.',
    ),
    numbered(
      '5',
      'Mỗi khối lớp dựng một góc “Bạn bè năm châu” giới thiệu trang phục, món ăn, trò chơi của các nước; hoàn thành trước ngày 30 tháng 9 năm 2026.',
    ),
    numbered(
      '6',
      'Tổ chức ngày hội trò chơi dân gian Việt Nam cho trẻ và mời cha mẹ là người nước ngoài cùng tham gia.',
    ),
    numbered(
      '7',
      'Không tiếp nhận đồ chơi, thiết bị do tổ chức nước ngoài tặng khi chưa được phê duyệt theo Nghị định số 80/2020/NĐ-CP của Chính phủ.',
    ),
    numbered(
      '8',
      'Báo cáo Ủy ban nhân dân phường trước khi đón khách nước ngoài đến thăm lớp; Hiệu trưởng trực tiếp tiếp khách.',
    ),
    numbered('9', 'Chỉ đăng hình ảnh của trẻ trong hoạt động giao lưu khi có phiếu đồng ý của cha mẹ.'),
    numbered(
      '11',
      'Thông báo cho toàn thể giáo viên, nhân viên thủ tục xin phép đi nước ngoài về việc riêng và thời gian hạn chế trong năm học.',
    ),
    numbered(
      '12',
      'Học hỏi phương pháp giáo dục STEAM qua tài liệu, tiết dạy mẫu trực tuyến của trường mầm non các nước; tổ chuyên môn chọn và dạy thử 03 hoạt động trong năm.',
    ),
    section('III', 'Tổ chức thực hiện'),
    part('1', 'Hiệu trưởng'),
    ...bullets(
      'Chỉ đạo chung, duyệt nội dung và kinh phí; chịu trách nhiệm về mọi hoạt động có yếu tố nước ngoài tại trường.',
      'Ký báo cáo kết quả gửi Ủy ban nhân dân phường Hạnh Thông và Sở Giáo dục và Đào tạo trước ngày 15 tháng 10 hằng năm.',
    ),
    part('2', 'Phó Hiệu trưởng'),
    ...bullets(
      'Theo dõi việc thực hiện ở các khối lớp, dự giờ ít nhất 01 buổi làm quen tiếng Anh mỗi tháng.',
      'Tổng hợp số liệu, dự thảo báo cáo trình Hiệu trưởng trước ngày 05 tháng 10 năm 2026.',
    ),
    part('3', 'Giáo viên, nhân viên'),
    ...bullets('Thực hiện nhiệm vụ được phân công, tự học ngoại ngữ và phản ánh kịp thời khó khăn với tổ chuyên môn.'),
    paragraph('Trên đây là Kế hoạch hội nhập quốc tế năm 2026 của Trường Mầm non Mây Trắng.'),
  ],
  signer: { authority: [], position: 'Hiệu trưởng', name: 'Võ Thị Thu Sương' },
  recipients: [
    'UBND phường Hạnh Thông (để báo cáo)',
    'Sở Giáo dục và Đào tạo (để báo cáo)',
    'Các tổ, khối (để thực hiện)',
    'Lưu: VT',
  ],
  draft: false,
  notice: SCHOOL_NOTICE,
}
