import type { Block, WrittenDocument } from '../document.ts'
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds.ts'
import type { TemplateField } from './template-fields.ts'

/**
 * What a document of a kind begins with, after the templates of NĐ 30/2020/NĐ-CP, Phụ lục III: plain data, to be
 * edited, reordered and cut by whoever writes. `{name}` is a field, "…" a gap to fill by hand. Letterhead, day and
 * signer are no part of it: they come from the unit.
 */
export interface Template
  extends Pick<
    WrittenDocument,
    | 'kind'
    | 'title'
    | 'addressees'
    | 'legalBases'
    | 'blocks'
    | 'recipients'
    | 'enactor'
    | 'cosigner'
    | 'attachments'
    | 'annexes'
  > {
  /** Names the template in addresses; the kind's own id for the templates delivered. */
  id: string
  name: { vi: string; en: string }
  /** "{number}/KH-{symbol}"; null for a thư công. */
  number: string | null
  /** Who signs, where the kind says so ("Chủ trì"); else the signer of the unit. */
  signer?: WrittenDocument['signer']
  /** The fields of its own, beside `STANDARD_FIELDS`. */
  fields: TemplateField[]
}

/** The parts of a template that its kind does not give already. */
type Contents = Omit<Partial<Template>, 'id' | 'name' | 'kind' | 'number'> & Pick<Template, 'title' | 'blocks'>

const paragraph = (text: string): Block => ({ type: 'paragraph', text })
const section = (label: string, title: string): Block => ({ type: 'heading', level: 1, label, title })
const part = (label: string, title: string): Block => ({ type: 'heading', level: 2, label, title })
const bullet = (text: string): Block => ({ type: 'item', depth: 0, label: null, text })
const article = (number: number, text: string): Block => ({ type: 'item', depth: 0, label: `Điều ${number}`, text })
const headed = (number: number, title: string, level = 2): Block => ({
  type: 'heading',
  level,
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

const asked = (name: string, type: TemplateField['type'], vi: string, en: string): TemplateField => ({
  name,
  type,
  vi,
  en,
})
const SUBJECT = asked('subject', 'text', 'Về việc gì', 'About what')
const RECEIVER = asked('receiver', 'text', 'Nơi nhận chính', 'Main receiver')
const TIME = asked('time', 'time', 'Giờ', 'Time')
const DAY = asked('day', 'date', 'Ngày', 'Day')
const VENUE = asked('venue', 'text', 'Địa điểm', 'Venue')
const PARTNER = asked('partner', 'text', 'Tên đối tác', 'Name of the partner')
const PARTNER_ENGLISH = asked('partnerEnglish', 'text', 'Tên đối tác bằng tiếng Anh', 'Name of the partner in English')

const REPORTED = ['… (để báo cáo)', '… (để thực hiện)', 'Lưu: VT, {office}']
const AS_ABOVE = ['Như trên', 'Lưu: VT, {office}']

/** The chapters of a quy chế and the articles of a quy định, also where they come with a decision. */
const STATUTE: Block[] = [
  chapter('I', 'Quy định chung'),
  headed(1, 'Phạm vi điều chỉnh và đối tượng áp dụng'),
  clause(1, 'Quy chế này quy định về {subject}.'),
  clause(2, 'Quy chế này áp dụng đối với …'),
  headed(2, 'Nguyên tắc'),
  clause(1, '…'),
  chapter('II', 'Quy định cụ thể'),
  headed(3, '…'),
  clause(1, '…'),
  chapter('III', 'Tổ chức thực hiện'),
  headed(4, 'Trách nhiệm thi hành'),
  clause(1, '…'),
]

/** What stands in the templates of the kinds the sector's units write; the others have the general form. */
const CONTENTS: Record<string, Contents> = {
  'Nghị quyết': {
    title: 'Về việc {subject}',
    fields: [SUBJECT],
    enactor: '…',
    legalBases: ['Căn cứ … (văn bản quy định thẩm quyền)', 'Xét Tờ trình số … ngày … tháng … năm … của …'],
    blocks: [
      article(1, '…'),
      article(2, 'Giao … tổ chức thực hiện Nghị quyết này.'),
      article(3, 'Nghị quyết này có hiệu lực kể từ ngày ký.'),
    ],
    recipients: ['Như Điều 2', 'Lưu: VT, {office}'],
  },
  'Quyết định': {
    title: 'Về việc {subject}',
    fields: [SUBJECT],
    enactor: '{head} {unit}',
    legalBases: ['Căn cứ … (văn bản quy định thẩm quyền, chức năng của cơ quan)', 'Căn cứ …', 'Theo đề nghị của …'],
    blocks: [
      article(1, '…'),
      article(2, 'Quyết định này có hiệu lực kể từ ngày ký.'),
      article(3, '… và các bộ phận có liên quan chịu trách nhiệm thi hành Quyết định này.'),
    ],
    recipients: ['Như Điều 3', 'Lưu: VT, {office}'],
  },
  'Chỉ thị': {
    title: 'Về việc {subject}',
    fields: [SUBJECT],
    blocks: [paragraph('Để …, {head} {unit} yêu cầu:'), clause(1, '…'), clause(2, '…')],
    recipients: REPORTED,
  },
  'Quy chế': {
    title: 'Về {subject}',
    fields: [SUBJECT],
    blocks: [paragraph('(Ban hành kèm theo Quyết định số …/QĐ-{symbol} {date} của {head} {unit})'), ...STATUTE],
    recipients: REPORTED,
  },
  'Quy định': {
    title: 'Về {subject}',
    fields: [SUBJECT],
    blocks: [
      paragraph('(Ban hành kèm theo Quyết định số …/QĐ-{symbol} {date} của {head} {unit})'),
      headed(1, 'Phạm vi điều chỉnh và đối tượng áp dụng', 1),
      clause(1, 'Quy định này quy định về {subject}.'),
      headed(2, 'Nội dung quy định', 1),
      clause(1, '…'),
      headed(3, 'Trách nhiệm thi hành', 1),
      clause(1, '…'),
    ],
    recipients: REPORTED,
  },
  'Thông báo': {
    title: 'Về việc {subject}',
    fields: [SUBJECT, TIME, DAY, VENUE],
    blocks: [
      paragraph('{unit} thông báo về việc {subject} như sau:'),
      clause(1, 'Nội dung: …'),
      clause(2, 'Thời gian: {time}, {day}.'),
      clause(3, 'Địa điểm: {venue}.'),
      clause(4, 'Thành phần: …'),
      paragraph('Đề nghị các đơn vị, cá nhân có liên quan thực hiện.'),
    ],
    recipients: ['…', 'Lưu: VT, {office}'],
  },
  'Hướng dẫn': {
    title: 'Thực hiện {subject}',
    fields: [asked('subject', 'text', 'Hướng dẫn thực hiện việc gì', 'What is to be carried out')],
    legalBases: ['Căn cứ …'],
    blocks: [
      paragraph('{unit} hướng dẫn thực hiện {subject} như sau:'),
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
  'Chương trình': {
    title: 'Công tác {subject} năm {year}',
    fields: [asked('subject', 'text', 'Công tác gì', 'Which work')],
    legalBases: ['Căn cứ …'],
    blocks: [
      paragraph('{unit} ban hành Chương trình công tác {subject} năm {year} như sau:'),
      section('I', 'Mục tiêu'),
      bullet('…'),
      section('II', 'Nội dung'),
      { type: 'table', head: ['STT', 'Thời gian', 'Nội dung', 'Phụ trách'], rows: [['1', '…', '…', '…']] },
      section('III', 'Tổ chức thực hiện'),
      bullet('…'),
    ],
    recipients: REPORTED,
  },
  'Kế hoạch': {
    title: '{subject} năm {year}',
    fields: [
      asked('subject', 'text', 'Kế hoạch về việc gì', 'What the plan is about'),
      asked('bases', 'lines', 'Căn cứ ban hành, mỗi dòng một văn bản', 'Legal bases, one document a line'),
      asked('tasks', 'lines', 'Nhiệm vụ, mỗi dòng một việc', 'Tasks, one a line'),
    ],
    legalBases: ['{bases}'],
    blocks: [
      paragraph('{unit} ban hành Kế hoạch {subject} năm {year} như sau:'),
      section('I', 'Mục đích, yêu cầu'),
      part('1', 'Mục đích'),
      bullet('…'),
      part('2', 'Yêu cầu'),
      bullet('…'),
      section('II', 'Nội dung thực hiện'),
      bullet('{tasks}'),
      section('III', 'Tổ chức thực hiện'),
      bullet('…'),
      paragraph('Trên đây là Kế hoạch {subject} năm {year}, đề nghị các đơn vị, cá nhân thực hiện.'),
    ],
    recipients: REPORTED,
  },
  'Đề án': {
    title: '{subject}',
    fields: [asked('subject', 'text', 'Tên đề án', 'Name of the proposal'), VENUE],
    blocks: [
      section('I', 'Sự cần thiết và cơ sở xây dựng đề án'),
      paragraph('…'),
      section('II', 'Mục tiêu'),
      bullet('…'),
      section('III', 'Nội dung, quy mô, thành phần tham gia'),
      bullet('…'),
      section('IV', 'Thời gian, địa điểm'),
      paragraph('Thời gian: … Địa điểm: {venue}.'),
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
  'Báo cáo': {
    title: 'Kết quả {subject} năm {year}',
    fields: [asked('subject', 'text', 'Kết quả công tác gì', 'Results of which work'), RECEIVER],
    addressees: ['{receiver}'],
    blocks: [
      paragraph('Thực hiện …, {unit} báo cáo kết quả {subject} năm {year} như sau:'),
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
    recipients: AS_ABOVE,
  },
  'Biên bản': {
    title: 'Họp {subject}',
    fields: [
      asked('subject', 'text', 'Họp về việc gì', 'What the meeting is about'),
      TIME,
      DAY,
      VENUE,
      asked('chair', 'text', 'Họ và tên người chủ trì', 'Name of the chair'),
      asked('secretary', 'text', 'Họ và tên thư ký', 'Name of the secretary'),
      asked('present', 'lines', 'Người dự họp', 'Those present'),
    ],
    blocks: [
      paragraph('Thời gian bắt đầu: {time}, {day}.'),
      paragraph('Địa điểm: {venue}.'),
      paragraph('Chủ trì: {chair}.'),
      paragraph('Thư ký: {secretary}.'),
      paragraph('Thành phần tham dự: {present}.'),
      section('I', 'Nội dung'),
      clause(1, '…'),
      section('II', 'Kết luận'),
      clause(1, '…'),
      paragraph(
        'Cuộc họp kết thúc lúc … giờ …, {day}. Biên bản đã được đọc cho những người dự họp nghe và thống nhất.',
      ),
    ],
    recipients: ['…', 'Lưu: VT, hồ sơ'],
    cosigner: { authority: [], position: 'Thư ký', name: '{secretary}' },
    signer: { authority: [], position: 'Chủ trì', name: '{chair}' },
  },
  'Tờ trình': {
    title: 'Về việc {subject}',
    fields: [SUBJECT, RECEIVER],
    addressees: ['{receiver}'],
    blocks: [
      paragraph('Căn cứ …, {unit} kính trình {receiver} về việc {subject} như sau:'),
      section('I', 'Sự cần thiết'),
      paragraph('…'),
      section('II', 'Nội dung trình'),
      clause(1, '…'),
      section('III', 'Kiến nghị'),
      paragraph('Kính đề nghị {receiver} xem xét, quyết định.'),
    ],
    recipients: AS_ABOVE,
  },
  'Hợp đồng': {
    title: '{subject}',
    fields: [SUBJECT, PARTNER],
    legalBases: ['Căn cứ …'],
    blocks: [
      paragraph('Hôm nay, {date}, tại {place}, hai bên gồm:'),
      paragraph('Bên A: {unit}, do {signer}, {position}, làm đại diện.'),
      paragraph('Bên B: {partner}, do …, làm đại diện.'),
      paragraph('Hai bên thống nhất ký hợp đồng với các nội dung sau:'),
      ...['Nội dung công việc', 'Thời gian thực hiện', 'Giá trị và phương thức thanh toán'].flatMap((title, at) => [
        headed(at + 1, title, 1),
        clause(1, '…'),
      ]),
      headed(4, 'Điều khoản chung', 1),
      clause(1, 'Hợp đồng được lập thành … bản có giá trị như nhau, mỗi bên giữ … bản.'),
    ],
    recipients: ['…', 'Lưu: VT, {office}'],
    cosigner: { authority: [], position: 'Đại diện bên B', name: '…' },
    signer: { authority: [], position: 'Đại diện bên A', name: '{signer}' },
  },
  'Bản thỏa thuận': {
    title: 'Giữa {unit} và {partner} về {subject}',
    fields: [SUBJECT, PARTNER],
    blocks: [
      paragraph('{unit} và {partner} thỏa thuận về {subject} như sau:'),
      headed(1, 'Nội dung thỏa thuận', 1),
      clause(1, '…'),
      headed(2, 'Trách nhiệm của mỗi bên', 1),
      clause(1, '…'),
      headed(3, 'Hiệu lực', 1),
      clause(1, 'Bản thỏa thuận có hiệu lực kể từ ngày ký, được lập thành … bản có giá trị như nhau.'),
    ],
    recipients: ['…', 'Lưu: VT, {office}'],
    cosigner: { authority: [], position: 'Đại diện {partner}', name: '…' },
  },
  'Công điện': {
    title: 'Về việc {subject}',
    fields: [SUBJECT, asked('receivers', 'lines', 'Gửi những nơi nào', 'To whom it is sent')],
    enactor: '{head} {unit}',
    addressees: ['{receivers}'],
    blocks: [paragraph('…'), paragraph('Yêu cầu các đơn vị khẩn trương thực hiện.')],
    recipients: AS_ABOVE,
  },
  'Bản ghi nhớ': {
    title: 'Hợp tác giữa {unit} và {partner}',
    fields: [
      PARTNER,
      PARTNER_ENGLISH,
      asked('unitEnglish', 'text', 'Tên đơn vị bằng tiếng Anh', 'Name of the unit in English'),
      asked('country', 'text', 'Nước của đối tác', 'Country of the partner'),
      asked('countryEnglish', 'text', 'Nước của đối tác, bằng tiếng Anh', 'Country of the partner, in English'),
      asked('years', 'number', 'Số năm có hiệu lực', 'Years of validity'),
    ],
    blocks: [
      {
        type: 'table',
        head: [],
        parallel: true,
        rows: [
          [
            'Bản ghi nhớ này được lập giữa {unit} (Việt Nam) và {partner} ({country}), sau đây gọi chung là hai bên.',
            'This Memorandum of Understanding is made between {unitEnglish} (Viet Nam) and {partnerEnglish} ({countryEnglish}), hereinafter called the parties.',
          ],
          ['Điều 1. Lĩnh vực và nội dung hợp tác', 'Article 1. Fields and content of cooperation'],
          ['…', '…'],
          ['Điều 2. Hình thức hợp tác', 'Article 2. Forms of cooperation'],
          ['…', '…'],
          ['Điều 3. Tài chính', 'Article 3. Funding'],
          [
            'Mỗi bên tự chịu chi phí của mình, trừ trường hợp hai bên có thỏa thuận khác bằng văn bản.',
            'Each party bears its own costs unless the parties agree otherwise in writing.',
          ],
          ['Điều 4. Giá trị pháp lý', 'Article 4. Legal standing'],
          [
            'Bản ghi nhớ này không làm phát sinh quyền và nghĩa vụ ràng buộc pháp lý giữa hai bên.',
            'This Memorandum creates no legally binding rights or obligations between the parties.',
          ],
          ['Điều 5. Hiệu lực', 'Article 5. Validity'],
          [
            'Bản ghi nhớ có hiệu lực từ ngày ký, trong thời hạn {years} năm; được sửa đổi, gia hạn hoặc chấm dứt bằng văn bản.',
            'This Memorandum takes effect on the date of signature for {years} years and is amended, extended or ended in writing.',
          ],
          [
            'Làm tại {place}, {date}, thành hai bản, mỗi bản bằng tiếng Việt và tiếng Anh, có giá trị như nhau.',
            'Done at {place} in duplicate, each in Vietnamese and English, both texts being equally valid.',
          ],
        ],
      },
    ],
    recipients: ['…', 'Lưu: VT, {office}'],
    cosigner: { authority: [], position: 'Đại diện {partner}', name: '…' },
  },
  'Giấy mời': {
    title: '{subject}',
    fields: [
      asked('subject', 'text', 'Mời dự việc gì', 'What the invitation is to'),
      asked('guest', 'text', 'Mời ai', 'Who is invited'),
      TIME,
      DAY,
      VENUE,
      asked('chair', 'text', 'Người chủ trì', 'Chair'),
    ],
    blocks: [
      paragraph('{unit} trân trọng kính mời: {guest}.'),
      paragraph('Tới dự: {subject}.'),
      paragraph('Chủ trì: {chair}.'),
      paragraph('Thời gian: {time}, {day}.'),
      paragraph('Địa điểm: {venue}.'),
      paragraph('Rất mong {guest} đến dự đúng thời gian, địa điểm.'),
    ],
    recipients: AS_ABOVE,
  },
  'Công văn': {
    title: '{subject}',
    fields: [asked('subject', 'text', 'Về việc gì (V/v)', 'About what (V/v)'), RECEIVER],
    addressees: ['{receiver}'],
    blocks: [paragraph('…'), paragraph('{unit} {ask} {receiver} quan tâm thực hiện.')],
    recipients: AS_ABOVE,
  },
  'Thư công': {
    title: '',
    fields: [RECEIVER],
    addressees: ['{receiver}'],
    blocks: [paragraph('…'), paragraph('Trân trọng./.')],
    recipients: [],
  },
}

/** The form every kind has: what it is about, the bases, the text, who receives it. */
const GENERAL: Contents = {
  title: '{subject}',
  fields: [SUBJECT],
  blocks: [paragraph('…')],
  recipients: ['…', 'Lưu: VT, {office}'],
}

/** A decision that puts a quy chế in force: the quy chế follows it with a letterhead of its own. */
const DECISION_WITH_STATUTE: Template = {
  id: 'decision-with-statute',
  name: { vi: 'Quyết định ban hành Quy chế', en: 'Decision issuing a statute' },
  kind: 'Quyết định',
  number: '{number}/QĐ-{symbol}',
  title: 'Ban hành Quy chế {subject}',
  fields: [asked('subject', 'text', 'Quy chế về việc gì', 'What the statute is about')],
  addressees: [],
  enactor: '{head} {unit}',
  legalBases: ['Căn cứ … (văn bản quy định thẩm quyền, chức năng của cơ quan)', 'Theo đề nghị của …'],
  blocks: [
    article(1, 'Ban hành kèm theo Quyết định này Quy chế {subject}.'),
    article(2, 'Quyết định này có hiệu lực kể từ ngày ký.'),
    article(3, '… và các bộ phận có liên quan chịu trách nhiệm thi hành Quyết định này.'),
  ],
  recipients: ['Như Điều 3', 'Lưu: VT, {office}'],
  attachments: [{ kind: 'Quy chế', title: '{subject}', blocks: STATUTE }],
}

function templateOf({ kind, id, code, vi, en }: DocumentKind): Template {
  const { fields = [], addressees = [], legalBases = [], recipients = [], ...rest } = CONTENTS[vi] ?? GENERAL
  return {
    id,
    name: { vi, en },
    kind,
    number: vi === 'Thư công' ? null : kind === null ? '{number}/{symbol}-{office}' : `{number}/${code}-{symbol}`,
    fields,
    addressees,
    legalBases,
    recipients,
    ...rest,
  }
}

/** One template for each kind of NĐ 30/2020/NĐ-CP, điều 7, in its order, and the decision with its quy chế. */
export const TEMPLATES: readonly Template[] = [...DOCUMENT_KINDS.map(templateOf), DECISION_WITH_STATUTE]

/** The templates of a kind; null asks for those of a công văn. */
export function templatesOf(kind: string | null): Template[] {
  return TEMPLATES.filter((template) => template.kind === kind)
}
