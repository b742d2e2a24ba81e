import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, NOTICE, paragraph, part, section } from './blocks.ts'

/** Last year's report of the ward, rolled up from its schools. */
export const wardReport2025: WrittenDocument = {
  kind: 'Báo cáo',
  number: '318/BC-UBND',
  superiorLines: [],
  issuerLines: ['Ủy ban nhân dân', 'Phường Hạnh Thông'],
  place: 'Hạnh Thông',
  date: '2025-10-24',
  title: 'Kết quả công tác đối ngoại và hội nhập quốc tế trong các trường học trên địa bàn phường Hạnh Thông năm 2025',
  addressees: ['Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh'],
  legalBases: [],
  blocks: [
    paragraph(
      'Thực hiện Kế hoạch số 1778/KH-UBND ngày 21 tháng 3 năm 2025 của Ủy ban nhân dân Thành phố Hồ Chí Minh về thực hiện Đề án “Hội nhập quốc tế trong giáo dục và đào tạo đến năm 2030”, Ủy ban nhân dân phường Hạnh Thông báo cáo kết quả năm 2025 như sau (số liệu minh hoạ):',
    ),
    section('I', 'Tình hình chung'),
    paragraph(
      'Số liệu của Báo cáo tổng hợp từ 12 trường công lập và ngoài công lập gửi về trước ngày 15 tháng 10 năm 2025; 02 trường gửi chậm, 01 trường chưa có hoạt động có yếu tố nước ngoài.',
    ),
    section('II', 'Công tác quản lý'),
    ...bullets(
      'Phường đã cử công chức đầu mối và lập sổ theo dõi đoàn khách nước ngoài từ tháng 8 năm 2025.',
      'Kiểm tra 02 trường về quản lý giáo viên nước ngoài, nhắc nhở 01 trường bổ sung hồ sơ.',
    ),
    section('III', 'Kết quả'),
    part('1', 'Tuyên truyền'),
    ...bullets(
      '12/12 trường đã phổ biến Nghị quyết số 59-NQ/TW và Nghị quyết số 153/NQ-CP.',
      'Trang thông tin điện tử của phường đăng 05 tin, bài về hội nhập quốc tế trong trường học.',
    ),
    part('2', 'Hội nhập quốc tế trong giáo dục'),
    ...bullets(
      '04/04 trường tiểu học dạy tiếng Anh từ lớp 1.',
      '03/05 trường mầm non cho trẻ làm quen tiếng Anh, đạt 60%.',
    ),
    part('3', 'Đoàn ra, đoàn vào'),
    {
      type: 'table',
      head: ['STT', 'Nội dung', 'Mầm non', 'Tiểu học', 'THCS', 'Cộng'],
      rows: [
        ['1', 'Đoàn vào (đoàn)', '1', '3', '4', '8'],
        ['2', 'Khách nước ngoài (người)', '6', '31', '52', '89'],
        ['3', 'Đi nước ngoài việc công (lượt)', '0', '1', '2', '3'],
        ['4', 'Đi nước ngoài việc riêng (lượt)', '14', '22', '19', '55'],
        ['5', 'Giáo viên nước ngoài (người)', '3', '6', '5', '14'],
        ['6', 'Bản ghi nhớ hợp tác (bản)', '0', '0', '1', '1'],
      ],
    },
    section('IV', 'Khó khăn, vướng mắc'),
    ...bullets(
      'Mẫu thống kê của các trường chưa thống nhất, phải đối chiếu nhiều lần.',
      'Công chức đầu mối kiêm nhiệm nhiều lĩnh vực.',
    ),
    section('V', 'Đề xuất, kiến nghị'),
    ...bullets(
      'Đề nghị Sở Giáo dục và Đào tạo ban hành mẫu thống kê dùng chung.',
      'Đề nghị tổ chức tập huấn cho công chức đầu mối cấp phường.',
    ),
  ],
  signer: {
    authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'],
    position: 'Phó Chủ tịch',
    name: 'Phan Ngọc Diễm Quỳnh',
  },
  recipients: ['Như trên', 'Thường trực Đảng ủy phường (để báo cáo)', 'Các trường trên địa bàn', 'Lưu: VT, VHXH'],
  draft: false,
  notice: NOTICE,
}
