import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { bullets, NOTICE, numbered, paragraph } from './blocks.ts'

/** A công văn: no name of a kind, the subject after "V/v", several addressees, signed by order of the director. */
export const departmentLetter2026: WrittenDocument = {
  kind: null,
  number: '4321/SGDĐT-VP',
  superiorLines: ['Ủy ban nhân dân', 'Thành phố Hồ Chí Minh'],
  issuerLines: ['Sở Giáo dục và Đào tạo'],
  place: 'Thành phố Hồ Chí Minh',
  date: '2026-09-07',
  title: 'báo cáo kết quả công tác đối ngoại và hội nhập quốc tế năm 2026',
  addressees: ['Ủy ban nhân dân các phường, xã, đặc khu', 'Thủ trưởng các cơ sở giáo dục trực thuộc'],
  legalBases: [],
  blocks: [
    paragraph(
      'Thực hiện Kế hoạch số 1111/KH-SGDĐT ngày 02 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về công tác đối ngoại và hội nhập quốc tế năm 2026, Sở đề nghị các đơn vị báo cáo kết quả như sau:',
    ),
    numbered(
      '1',
      'Nội dung báo cáo gồm phần lời theo 05 mục của đề cương và các bảng số liệu kèm theo; số liệu tính từ ngày 16 tháng 10 năm 2025.',
    ),
    numbered(
      '2',
      'Cơ sở giáo dục gửi báo cáo trước ngày 15 tháng 10 năm 2026; Ủy ban nhân dân các phường, xã, đặc khu tổng hợp, gửi Sở trước ngày 25 tháng 10 năm 2026.',
    ),
    numbered('3', 'Đơn vị không có hoạt động có yếu tố nước ngoài vẫn gửi báo cáo, ghi rõ “không phát sinh”.'),
    paragraph('Khi lập báo cáo, đề nghị các đơn vị lưu ý:'),
    ...bullets(
      'Không ghi số hộ chiếu, ngày sinh của học sinh vào báo cáo.',
      'Đối chiếu số đoàn khách với sổ đăng ký của đơn vị trước khi ký.',
    ),
    paragraph('Đề nghị các đơn vị quan tâm thực hiện đúng thời hạn.'),
  ],
  signer: { authority: ['TL. Giám đốc'], position: 'Chánh Văn phòng', name: 'Trịnh Quốc Duy Khang' },
  recipients: ['Như trên', 'Giám đốc Sở (để báo cáo)', 'Các phòng thuộc Sở', 'Lưu: VT, VP'],
  draft: false,
  notice: NOTICE,
}
