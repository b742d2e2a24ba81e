import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, paragraph, part, SCHOOL_NOTICE, section } from './blocks.ts'

/** A lower secondary school's plan: most of the department's tasks in the words of a school, some left out, some its own. */
export const secondarySchoolPlan2026: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '67/KH-THCS.GM',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường THCS Gió Mới'],
  place: 'Hạnh Thông',
  date: '2026-03-20',
  title: 'Thực hiện công tác đối ngoại và hội nhập quốc tế năm 2026 của Trường Trung học cơ sở Gió Mới',
  addressees: [],
  legalBases: [
    'Căn cứ Kế hoạch số 1111/KH-SGDĐT ngày 02 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về công tác đối ngoại và hội nhập quốc tế năm 2026',
    'Căn cứ Kế hoạch số 95/KH-UBND ngày 16 tháng 3 năm 2026 của Ủy ban nhân dân phường Hạnh Thông về thực hiện công tác đối ngoại và hội nhập quốc tế trong các trường học năm 2026',
    'Căn cứ Kế hoạch số 210/KH-THCS.GM ngày 12 tháng 9 năm 2025 của Trường Trung học cơ sở Gió Mới về giáo dục nhà trường năm học 2025 - 2026',
  ],
  blocks: [
    paragraph('Trường Trung học cơ sở Gió Mới xây dựng Kế hoạch thực hiện năm 2026 với các nội dung sau:'),
    section('I', 'Mục đích, yêu cầu'),
    part('1', 'Mục đích'),
    ...bullets(
      'Giúp học sinh dùng được tiếng Anh trong học tập và giao tiếp, biết tôn trọng sự khác biệt văn hóa.',
      'Giúp giáo viên tiếp cận phương pháp dạy học mới của các nước và đưa vào tiết dạy.',
    ),
    part('2', 'Yêu cầu'),
    ...bullets(
      'Việc nào cũng có người phụ trách và ngày hoàn thành.',
      'Hoạt động có yếu tố nước ngoài phải được đăng ký trước, báo cáo sau.',
    ),
    section('II', 'Nội dung thực hiện'),
    part('1', 'Thông tin, tuyên truyền về hội nhập quốc tế'),
    ...bullets(
      'Phổ biến nội dung cốt lõi của Nghị quyết số 59-NQ/TW và Nghị quyết số 153/NQ-CP đến 100% cán bộ, giáo viên, nhân viên nhà trường trước ngày 25 tháng 4 năm 2026; Chi bộ và Ban Giám hiệu chủ trì.',
      'Lồng ghép chủ đề công dân toàn cầu vào tiết sinh hoạt dưới cờ và câu lạc bộ; mỗi khối lớp thực hiện 02 chủ đề trong một học kỳ.',
      'Giáo viên chủ nhiệm hướng dẫn học sinh nhận biết thông tin sai sự thật trên mạng xã hội; báo ngay cho Ban Giám hiệu khi phát hiện vụ việc liên quan đến nhà trường.',
    ),
    part('2', 'Quản lý hoạt động có yếu tố nước ngoài'),
    ...bullets(
      'Thực hiện đúng quy trình đăng ký, tiếp nhận và báo cáo hoạt động có yếu tố nước ngoài do Sở Giáo dục và Đào tạo ban hành.',
      'Rà soát bản ghi nhớ hợp tác giữa nhà trường và trường bạn ở nước ngoài, gửi danh mục về Sở trước ngày 15 tháng 6 năm 2026.',
      'Kiểm tra hồ sơ giáo viên nước ngoài của đơn vị phối hợp: giấy phép lao động, bằng cấp, hợp đồng; thực hiện trước khi bắt đầu mỗi học kỳ.',
    ),
    part('3', 'Thông tin đối ngoại'),
    ...bullets(
      'Lập trang tiếng Anh trên trang thông tin điện tử của trường, đăng ít nhất 01 bài mỗi tháng kể từ tháng 5 năm 2026; Tổ Ngoại ngữ phụ trách.',
      'Phân công đồng chí Phó Hiệu trưởng làm người phát ngôn; gửi thông tin về Sở trước ngày 31 tháng 3 năm 2026.',
      'Chỉ công bố hình ảnh học sinh trong hoạt động giao lưu khi học sinh và cha mẹ đã đồng ý bằng văn bản.',
    ),
    part('4', 'Ngoại giao văn hóa'),
    ...bullets(
      'Tổ chức Tuần lễ văn hóa ASEAN cho học sinh toàn trường vào tháng 8 năm 2026, mỗi khối tìm hiểu một quốc gia.',
      'Xây dựng góc trưng bày văn hóa Việt Nam có chú thích song ngữ tại thư viện trước ngày 30 tháng 9 năm 2026; Tổ Khoa học xã hội chủ trì.',
      'Tập luyện 02 tiết mục nghệ thuật dân tộc để giới thiệu khi có khách quốc tế đến thăm.',
    ),
    part('5', 'Hội nhập quốc tế trong giáo dục'),
    ...bullets(
      'Tự đánh giá mức độ sử dụng tiếng Anh trong nhà trường theo Quyết định số 2371/QĐ-TTg ngày 27 tháng 10 năm 2025 của Thủ tướng Chính phủ, báo cáo kết quả trước ngày 20 tháng 5 năm 2026.',
      'Dạy thử một số chủ đề Khoa học tự nhiên bằng tiếng Anh ở khối 8, tối thiểu 04 tiết trong năm học; Tổ Khoa học tự nhiên phối hợp Tổ Ngoại ngữ thực hiện.',
      'Cử 05 giáo viên dự khóa bồi dưỡng phương pháp dạy học bằng ngoại ngữ do Sở tổ chức.',
      'Duy trì lớp học trực tuyến với trường bạn ở nước ngoài: mỗi tháng một buổi về khoa học và giáo dục STEM.',
      'Tham gia ngày hội tiếng Anh cấp phường trong tháng 10 năm 2026; phấn đấu có ít nhất 60 học sinh dự thi.',
    ),
    part('6', 'Quản lý đoàn ra, đoàn vào'),
    ...bullets(
      'Đăng ký với Ủy ban nhân dân phường trước khi tiếp đoàn khách nước ngoài; Văn phòng nhà trường lưu hồ sơ từng đoàn.',
      'Viên chức đi nước ngoài về việc riêng nộp đơn trước 30 ngày; không giải quyết trong tuần kiểm tra cuối kỳ.',
      'Người được cử đi công tác nước ngoài gửi báo cáo kết quả chuyến đi cho Hiệu trưởng trong 10 ngày làm việc kể từ ngày về nước.',
    ),
    section('III', 'Tổ chức thực hiện'),
    part('1', 'Hiệu trưởng'),
    ...bullets(
      'Chỉ đạo, kiểm tra việc thực hiện Kế hoạch; quyết định kinh phí từ nguồn chi thường xuyên của trường.',
      'Báo cáo kết quả thực hiện về Sở Giáo dục và Đào tạo và Ủy ban nhân dân phường Hạnh Thông trước ngày 15 tháng 10 hằng năm.',
    ),
    part('2', 'Phó Hiệu trưởng'),
    ...bullets(
      'Làm đầu mối về đối ngoại và hội nhập quốc tế, theo dõi tiến độ từng việc.',
      'Tổng hợp số liệu từng quý, gửi Phòng Văn hóa - Xã hội phường trước ngày 25 tháng cuối quý.',
    ),
    part('3', 'Các tổ chuyên môn, đoàn thể'),
    ...bullets('Đưa nhiệm vụ được phân công vào kế hoạch của tổ, báo cáo kết quả tại cuộc họp cuối tháng.'),
    paragraph(
      'Đề nghị các tổ chuyên môn, đoàn thể và toàn thể giáo viên, nhân viên nhà trường thực hiện Kế hoạch này.',
    ),
  ],
  signer: { authority: [], position: 'Hiệu trưởng', name: 'Huỳnh Minh Triết' },
  recipients: [
    'Sở Giáo dục và Đào tạo (để báo cáo)',
    'UBND phường Hạnh Thông (để báo cáo)',
    'Chi bộ, Ban Giám hiệu (để chỉ đạo)',
    'Các tổ chuyên môn, đoàn thể (để thực hiện)',
    'Ban đại diện cha mẹ học sinh (để phối hợp)',
    'Lưu: VT, HNQT',
  ],
  draft: false,
  notice: SCHOOL_NOTICE,
}
