import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, NOTICE, paragraph, part, section } from './blocks.ts'

/** The ward's plan: the department's tasks as far as a people's committee of a ward has to do with them. */
export const wardPlan2026: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '95/KH-UBND',
  superiorLines: [],
  issuerLines: ['Ủy ban nhân dân', 'Phường Hạnh Thông'],
  place: 'Hạnh Thông',
  date: '2026-03-16',
  title:
    'Thực hiện công tác đối ngoại và hội nhập quốc tế trong các trường học trên địa bàn phường Hạnh Thông năm 2026',
  addressees: [],
  legalBases: [
    'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
    'Căn cứ Kế hoạch số 1778/KH-UBND ngày 21 tháng 3 năm 2025 của Ủy ban nhân dân Thành phố Hồ Chí Minh về thực hiện Đề án “Hội nhập quốc tế trong giáo dục và đào tạo đến năm 2030”',
    'Căn cứ Kế hoạch số 1111/KH-SGDĐT ngày 02 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về công tác đối ngoại và hội nhập quốc tế năm 2026',
  ],
  blocks: [
    paragraph(
      'Ủy ban nhân dân phường Hạnh Thông ban hành Kế hoạch thực hiện trong các trường học trên địa bàn như sau:',
    ),
    section('I', 'Mục đích, yêu cầu'),
    ...bullets(
      'Cụ thể hóa nhiệm vụ của Sở Giáo dục và Đào tạo cho các trường mầm non, tiểu học, trung học cơ sở do phường quản lý.',
      'Phân định rõ việc của Phòng Văn hóa - Xã hội, của nhà trường và của các bộ phận liên quan; nắm chắc hoạt động có yếu tố nước ngoài trên địa bàn.',
    ),
    section('II', 'Nhiệm vụ'),
    part('1', 'Tuyên truyền'),
    ...bullets(
      'Phổ biến Nghị quyết số 59-NQ/TW và Nghị quyết số 153/NQ-CP đến toàn thể cán bộ quản lý, giáo viên, nhân viên các trường trên địa bàn trước ngày 30 tháng 4 năm 2026; Phòng Văn hóa - Xã hội chủ trì.',
      'Đăng trên trang thông tin điện tử của phường ít nhất 01 tin, bài mỗi tháng về hoạt động hội nhập quốc tế của các trường.',
      'Vận động cha mẹ học sinh cùng nhà trường tạo môi trường sử dụng tiếng Anh ngoài giờ học.',
    ),
    part('2', 'Quản lý hoạt động có yếu tố nước ngoài trong trường học'),
    ...bullets(
      'Hướng dẫn các trường đăng ký, tiếp nhận và báo cáo hoạt động có yếu tố nước ngoài theo quy trình của Sở; cử một công chức làm đầu mối trước ngày 31 tháng 3 năm 2026.',
      'Lập danh sách giáo viên nước ngoài, trung tâm ngoại ngữ và chương trình liên kết đang hoạt động trong trường học; cập nhật trước ngày 25 tháng cuối quý.',
      'Kiểm tra ít nhất 03 trường về quản lý giáo viên nước ngoài và chương trình làm quen tiếng Anh trước ngày 30 tháng 9 năm 2026.',
      'Nhắc các trường không tiếp nhận viện trợ, tài trợ nước ngoài khi chưa được cấp có thẩm quyền phê duyệt.',
    ),
    part('3', 'Thông tin đối ngoại và ngoại giao văn hóa'),
    ...bullets(
      'Rà soát hình ảnh, bản đồ, tài liệu giới thiệu bằng tiếng nước ngoài của các trường; yêu cầu chỉnh sửa ngay khi phát hiện sai sót về chủ quyền quốc gia.',
      'Chọn một trường tiểu học và một trường trung học cơ sở tham gia Tuần lễ văn hóa các nước ASEAN vào tháng 8 năm 2026.',
      'Hướng dẫn các trường xin ý kiến đồng ý của cha mẹ trước khi công bố hình ảnh học sinh trong hoạt động giao lưu quốc tế.',
    ),
    part('4', 'Hội nhập quốc tế trong giáo dục'),
    ...bullets(
      'Bảo đảm 100% trường tiểu học trên địa bàn dạy tiếng Anh từ lớp 1; rà soát nhu cầu giáo viên trước ngày 30 tháng 6 năm 2026.',
      'Hỗ trợ các trường mầm non cho trẻ làm quen tiếng Anh, phấn đấu đạt 70% số trường trong năm học 2026 - 2027.',
      'Tổ chức ngày hội tiếng Anh cấp phường cho học sinh tiểu học, trung học cơ sở trong tháng 10 năm 2026.',
    ),
    part('5', 'Quản lý đoàn ra, đoàn vào'),
    ...bullets(
      'Xem xét, quyết định việc viên chức các trường thuộc phường đi nước ngoài về việc riêng đúng thẩm quyền; công chức đầu mối lập sổ theo dõi.',
      'Tiếp nhận đăng ký tiếp đoàn khách nước ngoài của các trường, phối hợp Công an phường bảo đảm an ninh, trật tự.',
      'Tổng hợp số đoàn, số khách, nội dung làm việc theo quý và gửi Sở Giáo dục và Đào tạo trước ngày 05 của tháng đầu quý sau.',
    ),
    section('III', 'Tổ chức thực hiện'),
    part('1', 'Phòng Văn hóa - Xã hội'),
    ...bullets(
      'Tham mưu Ủy ban nhân dân phường theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch.',
      'Tổng hợp kết quả của các trường, tham mưu báo cáo gửi Sở Giáo dục và Đào tạo trước ngày 25 tháng 10 năm 2026.',
    ),
    part('2', 'Phòng Kinh tế, Hạ tầng và Đô thị'),
    ...bullets('Tham mưu bố trí kinh phí thực hiện trong dự toán năm 2026 của phường.'),
    part('3', 'Các trường mầm non, tiểu học, trung học cơ sở'),
    ...bullets(
      'Ban hành kế hoạch của trường trước ngày 31 tháng 3 năm 2026, gửi Phòng Văn hóa - Xã hội theo dõi.',
      'Báo cáo kết quả thực hiện về Ủy ban nhân dân phường và Sở Giáo dục và Đào tạo trước ngày 15 tháng 10 hằng năm.',
    ),
    paragraph('Ủy ban nhân dân phường yêu cầu các bộ phận, các trường nghiêm túc thực hiện Kế hoạch này.'),
  ],
  signer: {
    authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'],
    position: 'Phó Chủ tịch',
    name: 'Phan Ngọc Diễm Quỳnh',
  },
  recipients: [
    'Sở Giáo dục và Đào tạo (để báo cáo)',
    'Thường trực Đảng ủy phường (để báo cáo)',
    'Chủ tịch, các Phó Chủ tịch UBND phường',
    'Các trường MN, TH, THCS trên địa bàn (để thực hiện)',
    'Lưu: VT, VHXH',
  ],
  draft: false,
  notice: NOTICE,
}
