import { isObject, partChecker, type WriteProblem } from './check-parts.ts'
import { DOCUMENT_KINDS } from './document-kinds.ts'
import { fitsType, STANDARD_FIELDS, type TemplateValues } from './template-fields.ts'
import type { Template } from './templates.ts'

const TYPES = ['text', 'lines', 'date', 'year', 'time', 'number']
/** A template is a form, not a document. */
const MOST = { characters: 5000, entries: 500 }

/** Everything that is wrong with `value` as a template; an empty list says that it is one. */
export function checkTemplate(value: unknown): WriteProblem[] {
  const fields = new Set(STANDARD_FIELDS.map(({ name }) => name))
  const checker = partChecker(MOST, fields)
  const { say, filled, words, list } = checker
  if (!isObject(value)) {
    say('', 'unfit', 'Đây không phải là mẫu văn bản.', 'This is no template.')
    return checker.problems
  }
  list(value.fields, 'fields', (field, path) => {
    if (!isObject(field)) {
      checker.unfit(path)
      return
    }
    const { name, type } = field
    if (typeof name !== 'string' || !/^[a-z][A-Za-z0-9]{0,39}$/u.test(name)) {
      say(
        `${path}.name`,
        'unfit',
        'Tên trường chỉ gồm chữ cái không dấu và chữ số, bắt đầu bằng chữ thường.',
        'A field’s name has letters and figures only and begins with a small letter.',
      )
    } else if (fields.has(name)) {
      say(`${path}.name`, 'field-twice', `Trường {${name}} đã có.`, `The field {${name}} exists already.`)
    } else fields.add(name)
    if (typeof type !== 'string' || !TYPES.includes(type))
      say(
        `${path}.type`,
        'unfit',
        `Kiểu của trường phải là một trong: ${TYPES.join(', ')}.`,
        `A field’s type is one of: ${TYPES.join(', ')}.`,
      )
    filled(field.vi, `${path}.vi`)
    filled(field.en, `${path}.en`)
  })
  filled(value.id, 'id')
  if (isObject(value.name)) {
    filled(value.name.vi, 'name.vi')
    filled(value.name.en, 'name.en')
  } else checker.missing('name')
  if (!DOCUMENT_KINDS.some(({ kind }) => kind === value.kind))
    say(
      'kind',
      'unknown-kind',
      'Loại văn bản không có trong Điều 7 Nghị định số 30/2020/NĐ-CP.',
      'The kind is none of NĐ 30/2020/NĐ-CP, điều 7.',
    )
  if (value.number !== null) {
    filled(value.number, 'number')
    if (typeof value.number === 'string' && !value.number.startsWith('{number}/'))
      say('number', 'form', 'Số, ký hiệu phải bắt đầu bằng {number}/.', 'Number and symbol begin with {number}/.')
  }
  words(value.title, 'title')
  for (const part of ['addressees', 'legalBases', 'recipients'] as const) list(value[part], part, filled)
  if (value.enactor !== undefined) filled(value.enactor, 'enactor')
  else if (value.kind === 'Quyết định')
    say(
      'enactor',
      'missing',
      'Quyết định phải ghi người ban hành trên căn cứ.',
      'A decision names who enacts it above the bases.',
    )
  const { recipients } = value
  const last = Array.isArray(recipients) ? recipients.at(-1) : undefined
  if (Array.isArray(recipients) && typeof last === 'string' && !/^Lưu\s*:/u.test(last))
    say(
      `recipients.${recipients.length - 1}`,
      'form',
      'Dòng cuối của Nơi nhận phải là “Lưu: VT, …”.',
      'The last recipient is “Lưu: VT, …”.',
    )
  for (const hand of ['signer', 'cosigner'] as const) if (value[hand] !== undefined) checker.hand(value[hand], hand)
  checker.blocks(value.blocks, 'blocks')
  if (Array.isArray(value.blocks) && value.blocks.length === 0) checker.missing('blocks')
  checker.following(value)
  return checker.problems
}

/** Whether `value` is a template. */
export function isTemplate(value: unknown): value is Template {
  return checkTemplate(value).length === 0
}

/** The values that do not fit their field, or have none; `fillTemplate` leaves a gap for each. */
export function checkValues(template: Template, values: TemplateValues): WriteProblem[] {
  const fields = new Map([...STANDARD_FIELDS, ...template.fields].map((field) => [field.name, field]))
  return Object.entries(values).flatMap(([name, value]): WriteProblem[] => {
    const field = fields.get(name)
    if (field === undefined)
      return [
        { path: name, code: 'unknown-field', vi: `Không có trường {${name}}.`, en: `There is no field {${name}}.` },
      ]
    if (value.length === 0 || fitsType(field.type, value)) return []
    const [vi, en] = TAKES[field.type]
    return [{ path: name, code: 'unfit', vi: `${field.vi}: phải là ${vi}.`, en: `${field.en}: takes ${en}.` }]
  })
}

const TAKES = {
  text: ['một đoạn chữ', 'words'],
  lines: ['danh sách, mỗi dòng một mục', 'a list of lines'],
  date: ['ngày có thật, viết theo dạng năm-tháng-ngày (2026-02-09)', 'a real date, written 2026-02-09'],
  year: ['năm gồm bốn chữ số', 'a year of four figures'],
  time: ['giờ và phút, viết theo dạng 08:30', 'hours and minutes, written 08:30'],
  number: ['số nguyên', 'a whole number'],
} as const
