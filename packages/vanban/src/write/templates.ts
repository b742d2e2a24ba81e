import type { Block, WrittenDocument } from '../document.ts'

/**
 * The body a document of a kind begins with, after the templates of NĐ 30/2020/NĐ-CP, Phụ lục III: to be filled in,
 * reordered and cut by whoever writes. Gaps are "…". Letterhead, number and signer come from the unit.
 */
export interface Template
  extends Pick<WrittenDocument, 'kind' | 'title' | 'addressees' | 'legalBases' | 'blocks' | 'recipients'> {
  /** Abbreviation in the symbol ("KH"), null for a công văn (Phụ lục III, I). */
  code: string | null
  enactor?: string
  cosigner?: NonNullable<WrittenDocument['cosigner']>
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text })
const section = (label: string, title: string): Block => ({ type: 'heading', level: 1, label, title })
const part = (label: string, title: string): Block => ({ type: 'heading', level: 2, label, title })
const bullet = (text: string): Block => ({ type: 'item', depth: 0, label: null, text })
const article = (number: number, text: string): Block => ({ type: 'item', depth: 0, label: `Điều ${number}`, text })
const headedArticle = (number: number, title: string): Block => ({
  type: 'heading',
  level: 2,
  label: `Điều ${number}`,
  title,
})
const clause = (number: number, text: string): Block => ({ type: 'item', depth: 0, label: String(number), text })
const chapter = (number: string, title: string): Block => ({
  type: 'heading',
  level: 1,
  label: `Chương ${number}`,
  title,
})

const REPORTED = ['… (để báo cáo)', '… (để thực hiện)', 'Lưu: VT, …']

/** One template for each kind the sector's units write, by the order of NĐ 30/2020/NĐ-CP, Điều 7. */
export const TEMPLATES: readonly Template[] = [
  {
    kind: 'Quyết định',
    code: 'QĐ',
    title: 'Về việc …',
    addressees: [],
    enactor: '… (chức vụ của người đứng đầu)',
    legalBases: ['Căn cứ … (văn bản quy định thẩm quyền, chức năng của cơ quan)', 'Căn cứ …', 'Theo đề nghị của …'],
    blocks: [
      article(1, '…'),
      article(2, 'Quyết định này có hiệu lực kể từ ngày ký.'),
      article(3, '… và các bộ phận có liên quan chịu trách nhiệm thi hành Quyết định này.'),
    ],
    recipients: ['Như Điều 3', 'Lưu: VT, …'],
  },
  {
    kind: 'Quy chế',
    code: 'QC',
    title: 'Về …',
    addressees: [],
    legalBases: [],
    blocks: [
      paragraph('(Ban hành kèm theo Quyết định số …/QĐ-… ngày … tháng … năm … của …)'),
      chapter('I', 'Quy định chung'),
      headedArticle(1, 'Phạm vi điều chỉnh và đối tượng áp dụng'),
      clause(1, '…'),
      headedArticle(2, 'Nguyên tắc'),
      clause(1, '…'),
      chapter('II', 'Quy định cụ thể'),
      headedArticle(3, '…'),
      clause(1, '…'),
      chapter('III', 'Tổ chức thực hiện'),
      headedArticle(4, 'Trách nhiệm thi hành'),
      clause(1, '…'),
    ],
    recipients: REPORTED,
  },
  {
    kind: 'Quy định',
    code: 'QyĐ',
    title: 'Về …',
    addressees: [],
    legalBases: [],
    blocks: [
      paragraph('(Ban hành kèm theo Quyết định số …/QĐ-… ngày … tháng … năm … của …)'),
      headedArticle(1, 'Phạm vi điều chỉnh và đối tượng áp dụng'),
      clause(1, '…'),
      headedArticle(2, 'Nội dung quy định'),
      clause(1, '…'),
      headedArticle(3, 'Trách nhiệm thi hành'),
      clause(1, '…'),
    ],
    recipients: REPORTED,
  },
  {
    kind: 'Thông báo',
    code: 'TB',
    title: 'Về việc …',
    addressees: [],
    legalBases: [],
    blocks: [
      paragraph('Căn cứ …, … thông báo về việc … như sau:'),
      clause(1, 'Nội dung: ….'),
      clause(2, 'Thời gian, địa điểm: ….'),
      clause(3, 'Thành phần: ….'),
      paragraph('Đề nghị các đơn vị, cá nhân có liên quan thực hiện.'),
    ],
    recipients: ['…', 'Lưu: VT, …'],
  },
  {
    kind: 'Hướng dẫn',
    code: 'HD',
    title: 'Thực hiện …',
    addressees: [],
    legalBases: ['Căn cứ …'],
    blocks: [
      paragraph('… hướng dẫn thực hiện … như sau:'),
      section('I', 'Mục đích, yêu cầu'),
      bullet('…'),
      section('II', 'Nội dung hướng dẫn'),
      part('1', '…'),
      bullet('…'),
      section('III', 'Tổ chức thực hiện'),
      bullet('…'),
    ],
    recipients: REPORTED,
  },
  {
    kind: 'Chương trình',
    code: 'CTr',
    title: 'Công tác …',
    addressees: [],
    legalBases: ['Căn cứ …'],
    blocks: [
      paragraph('… ban hành Chương trình như sau:'),
      section('I', 'Mục tiêu'),
      bullet('…'),
      section('II', 'Nội dung'),
      { type: 'table', head: ['STT', 'Thời gian', 'Nội dung', 'Phụ trách'], rows: [['1', '…', '…', '…']] },
      section('III', 'Tổ chức thực hiện'),
      bullet('…'),
    ],
    recipients: REPORTED,
  },
  {
    kind: 'Kế hoạch',
    code: 'KH',
    title: '… năm …',
    addressees: [],
    legalBases: ['Căn cứ Kế hoạch số … ngày … tháng … năm … của … về …', 'Căn cứ …'],
    blocks: [
      paragraph('… ban hành Kế hoạch … như sau:'),
      section('I', 'Mục đích, yêu cầu'),
      part('1', 'Mục đích'),
      bullet('…'),
      part('2', 'Yêu cầu'),
      bullet('…'),
      section('II', 'Nội dung thực hiện'),
      part('1', '…'),
      bullet('…; … chủ trì, hoàn thành trước ngày … tháng … năm ….'),
      section('III', 'Tổ chức thực hiện'),
      part('1', '…'),
      bullet('…'),
      paragraph('Trên đây là Kế hoạch …, đề nghị các đơn vị, cá nhân thực hiện.'),
    ],
    recipients: REPORTED,
  },
  {
    kind: 'Đề án',
    code: 'ĐA',
    title: '…',
    addressees: [],
    legalBases: [],
    blocks: [
      section('I', 'Sự cần thiết và cơ sở xây dựng đề án'),
      paragraph('…'),
      section('II', 'Mục tiêu'),
      bullet('…'),
      section('III', 'Nội dung, quy mô, thành phần tham gia'),
      bullet('…'),
      section('IV', 'Thời gian, địa điểm'),
      paragraph('…'),
      section('V', 'Kinh phí'),
      {
        type: 'table',
        head: ['STT', 'Nội dung chi', 'Số lượng', 'Thành tiền (đồng)', 'Nguồn'],
        rows: [['1', '…', '…', '…', '…']],
      },
      section('VI', 'Tổ chức thực hiện'),
      bullet('…'),
    ],
    recipients: REPORTED,
  },
  {
    kind: 'Báo cáo',
    code: 'BC',
    title: 'Kết quả … năm …',
    addressees: ['…'],
    legalBases: [],
    blocks: [
      paragraph('Thực hiện …, … báo cáo kết quả như sau:'),
      section('I', 'Tình hình chung'),
      paragraph('…'),
      section('II', 'Công tác quản lý'),
      bullet('…'),
      section('III', 'Kết quả thực hiện'),
      {
        type: 'table',
        head: ['STT', 'Nội dung', 'Kỳ trước', 'Kỳ này', 'Tăng, giảm'],
        rows: [['1', '…', '…', '…', '…']],
      },
      section('IV', 'Khó khăn, vướng mắc'),
      bullet('…'),
      section('V', 'Đề xuất, kiến nghị'),
      bullet('…'),
    ],
    recipients: ['Như trên', 'Lưu: VT, …'],
  },
  {
    kind: 'Biên bản',
    code: 'BB',
    title: 'Họp …',
    addressees: [],
    legalBases: [],
    blocks: [
      paragraph('Thời gian bắt đầu: … giờ …, ngày … tháng … năm ….'),
      paragraph('Địa điểm: ….'),
      paragraph('Thành phần tham dự: ….'),
      paragraph('Chủ trì: ….'),
      paragraph('Thư ký: ….'),
      section('I', 'Nội dung'),
      clause(1, '…'),
      section('II', 'Kết luận'),
      clause(1, '…'),
      paragraph('Cuộc họp kết thúc lúc … giờ …, ngày … tháng … năm ….'),
    ],
    recipients: ['…', 'Lưu: VT, hồ sơ'],
    cosigner: { authority: [], position: 'Thư ký', name: '…' },
  },
  {
    kind: 'Tờ trình',
    code: 'TTr',
    title: 'Về việc …',
    addressees: ['…'],
    legalBases: [],
    blocks: [
      paragraph('Căn cứ …, … kính trình … như sau:'),
      section('I', 'Sự cần thiết'),
      paragraph('…'),
      section('II', 'Nội dung trình'),
      clause(1, '…'),
      section('III', 'Kiến nghị'),
      paragraph('Kính đề nghị … xem xét, quyết định.'),
    ],
    recipients: ['Như trên', 'Lưu: VT, …'],
  },
  {
    kind: 'Bản ghi nhớ',
    code: 'BGN',
    title: 'Hợp tác giữa … và …',
    addressees: [],
    legalBases: [],
    blocks: [
      {
        type: 'table',
        head: ['Tiếng Việt', 'English'],
        widths: [1, 1],
        rows: [
          [
            'Bản ghi nhớ này được lập giữa … (Việt Nam) và … (…).',
            'This Memorandum of Understanding is made between … (Viet Nam) and … (…).',
          ],
          ['Điều 1. Lĩnh vực và nội dung hợp tác: …', 'Article 1. Fields and content of cooperation: …'],
          ['Điều 2. Hình thức hợp tác: …', 'Article 2. Forms of cooperation: …'],
          [
            'Điều 3. Bản ghi nhớ này không làm phát sinh quyền, nghĩa vụ ràng buộc pháp lý giữa hai bên.',
            'Article 3. This Memorandum creates no legally binding rights or obligations between the parties.',
          ],
          [
            'Điều 4. Hiệu lực từ ngày ký, trong thời hạn … năm; sửa đổi, gia hạn, chấm dứt bằng văn bản.',
            'Article 4. It takes effect on the date of signature for … years and is amended, extended or ended in writing.',
          ],
          [
            'Làm tại …, ngày …, thành hai bản tiếng Việt và tiếng Anh có giá trị như nhau.',
            'Done at …, on …, in duplicate in Vietnamese and English, both texts being equally valid.',
          ],
        ],
      },
    ],
    recipients: ['…', 'Lưu: VT, …'],
    cosigner: { authority: [], position: 'Đại diện …', name: '…' },
  },
  {
    kind: 'Giấy mời',
    code: 'GM',
    title: '…',
    addressees: [],
    legalBases: [],
    blocks: [
      paragraph('… trân trọng kính mời: …'),
      paragraph('Tới dự: …'),
      paragraph('Chủ trì: …'),
      paragraph('Thời gian: … giờ …, ngày … tháng … năm ….'),
      paragraph('Địa điểm: ….'),
    ],
    recipients: ['Như trên', 'Lưu: VT, …'],
  },
  {
    kind: null,
    code: null,
    title: '…',
    addressees: ['…'],
    legalBases: [],
    blocks: [paragraph('…'), paragraph('Đề nghị … quan tâm thực hiện.')],
    recipients: ['Như trên', 'Lưu: VT, …'],
  },
]
