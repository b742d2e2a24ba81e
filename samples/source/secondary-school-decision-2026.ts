import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { numbered, SCHOOL_NOTICE } from './blocks.ts'

/** A quyết định in articles, still a draft without number and day. */
export const secondarySchoolDecision2026: WrittenDocument = {
  kind: 'Quyết định',
  number: '/QĐ-THCS.GM',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường THCS Gió Mới'],
  place: 'Hạnh Thông',
  date: null,
  title: 'Về việc thành lập Tổ công tác hội nhập quốc tế của Trường Trung học cơ sở Gió Mới',
  addressees: [],
  enactor: 'Hiệu trưởng Trường Trung học cơ sở Gió Mới',
  legalBases: [
    'Căn cứ Kế hoạch số 67/KH-THCS.GM ngày 20 tháng 3 năm 2026 của Trường Trung học cơ sở Gió Mới về thực hiện công tác đối ngoại và hội nhập quốc tế năm 2026',
    'Theo đề nghị của Phó Hiệu trưởng phụ trách đối ngoại',
  ],
  blocks: [
    numbered(
      'Điều 1',
      'Thành lập Tổ công tác hội nhập quốc tế gồm Phó Hiệu trưởng làm Tổ trưởng, Tổ trưởng Tổ Ngoại ngữ làm Tổ phó và 05 thành viên là đại diện các tổ chuyên môn, đoàn thể.',
    ),
    numbered(
      'Điều 2',
      'Tổ công tác giúp Hiệu trưởng theo dõi hoạt động có yếu tố nước ngoài, chuẩn bị hồ sơ tiếp đoàn khách và tổng hợp số liệu từng quý.',
    ),
    numbered(
      'Điều 3',
      'Quyết định này có hiệu lực kể từ ngày ký. Các ông, bà có tên tại Điều 1, các tổ chuyên môn và Văn phòng chịu trách nhiệm thi hành Quyết định này.',
    ),
  ],
  signer: { authority: [], position: 'Hiệu trưởng', name: 'Huỳnh Minh Triết' },
  recipients: ['Như Điều 3', 'UBND phường Hạnh Thông (để báo cáo)', 'Lưu: VT'],
  draft: true,
  notice: SCHOOL_NOTICE,
}
