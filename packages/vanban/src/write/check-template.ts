import { DOCUMENT_KINDS } from './document-kinds.ts'
import { placeholdersIn } from './fill-template.ts'
import { fitsType, STANDARD_FIELDS, type TemplateValues } from './template-fields.ts'
import type { Template } from './templates.ts'

/** What is wrong with an edited template or with a value, in a sentence for whoever edits it. */
export interface TemplateProblem {
  /** Which part: "blocks.3.text", "fields.0.name"; of a value, the field's name. */
  path: string
  code: 'missing' | 'unfit' | 'too-long' | 'unknown-kind' | 'unknown-field' | 'brace' | 'field-twice' | 'form'
  vi: string
  en: string
}

const TYPES = ['text', 'lines', 'date', 'year', 'time', 'number']
/** Longest single text and most entries of a list: a template is a form, not a document. */
const MOST = { characters: 5000, entries: 500 }

/** Everything that is wrong with `value` as a template; an empty list says that it is one. */
export function checkTemplate(value: unknown): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const say = (path: string, code: TemplateProblem['code'], vi: string, en: string) => {
    problems.push({ path, code, vi, en })
  }
  if (!isObject(value)) {
    say('', 'unfit', 'Đây không phải là mẫu văn bản.', 'This is no template.')
    return problems
  }
  const fields = new Set(STANDARD_FIELDS.map(({ name }) => name))
  list(value.fields, 'fields', (field, path) => {
    if (!isObject(field)) return unfit(path)
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
  } else missing('name')
  const kind = DOCUMENT_KINDS.find((known) => known.kind === value.kind)
  if (kind === undefined)
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
  if (value.kind === 'Quyết định' && value.enactor === undefined)
    say(
      'enactor',
      'missing',
      'Quyết định phải ghi người ban hành trên căn cứ.',
      'A decision names who enacts it above the bases.',
    )
  const last = Array.isArray(value.recipients) ? value.recipients.at(-1) : undefined
  if (typeof last === 'string' && !/^Lưu\s*:/u.test(last))
    say(
      `recipients.${(value.recipients as unknown[]).length - 1}`,
      'form',
      'Dòng cuối của Nơi nhận phải là “Lưu: VT, …”.',
      'The last recipient is “Lưu: VT, …”.',
    )
  for (const hand of ['signer', 'cosigner'] as const) {
    const signs = value[hand]
    if (signs === undefined) continue
    if (isObject(signs)) {
      list(signs.authority, `${hand}.authority`, filled)
      filled(signs.position, `${hand}.position`)
      words(signs.name, `${hand}.name`)
    } else unfit(hand)
  }
  blocks(value.blocks, 'blocks')
  for (const part of ['attachments', 'annexes'] as const) {
    if (value[part] === undefined) continue
    list(value[part], part, (entry, path) => {
      if (!isObject(entry)) return unfit(path)
      if (part === 'attachments') filled(entry.kind, `${path}.kind`)
      words(entry.title, `${path}.title`)
      blocks(entry.blocks, `${path}.blocks`)
    })
  }
  return problems

  function missing(path: string): void {
    say(path, 'missing', 'Phần này chưa có nội dung.', 'This part has no content.')
  }

  function unfit(path: string): void {
    say(path, 'unfit', 'Phần này không đúng cấu trúc của mẫu.', 'This part is not built as a template’s.')
  }

  /** A text that may be empty. */
  function words(text: unknown, path: string): void {
    if (typeof text !== 'string') {
      unfit(path)
      return
    }
    if (text.length > MOST.characters)
      say(path, 'too-long', `Dài quá ${MOST.characters} ký tự.`, `Longer than ${MOST.characters} characters.`)
    for (const name of placeholdersIn(text)) {
      if (!fields.has(name)) say(path, 'unknown-field', `Không có trường {${name}}.`, `There is no field {${name}}.`)
    }
    if (/[{}]/u.test(text.replaceAll(/\{[a-z][A-Za-z0-9]*\}/gu, '')))
      say(
        path,
        'brace',
        'Dấu { hoặc } không thành cặp quanh tên một trường.',
        'A { or } that encloses no field’s name.',
      )
  }

  function filled(text: unknown, path: string): void {
    if (typeof text === 'string' && text.trim() === '') missing(path)
    else words(text, path)
  }

  function list(entries: unknown, path: string, each: (entry: unknown, path: string) => void): void {
    if (!Array.isArray(entries)) {
      unfit(path)
      return
    }
    if (entries.length > MOST.entries)
      say(path, 'too-long', `Nhiều hơn ${MOST.entries} mục.`, `More than ${MOST.entries} entries.`)
    for (const [at, entry] of entries.slice(0, MOST.entries).entries()) each(entry, `${path}.${at}`)
  }

  function blocks(entries: unknown, path: string): void {
    list(entries, path, block)
    if (Array.isArray(entries) && entries.length === 0) missing(path)
  }

  function block(entry: unknown, path: string): void {
    if (!isObject(entry)) {
      unfit(path)
      return
    }
    const { type, label } = entry
    const labelled = type === 'heading' || type === 'item'
    if (labelled && label !== null && (typeof label !== 'string' || label.trim() === '')) unfit(`${path}.label`)
    if (type === 'heading') {
      if (!isWhole(entry.level, 1, 9)) unfit(`${path}.level`)
      filled(entry.title, `${path}.title`)
    } else if (type === 'paragraph' || type === 'item') {
      if (type === 'item' && !isWhole(entry.depth, 0, 5)) unfit(`${path}.depth`)
      filled(entry.text, `${path}.text`)
    } else if (type === 'table') {
      list(entry.head, `${path}.head`, words)
      const columns = Array.isArray(entry.head) ? entry.head.length : 0
      list(entry.rows, `${path}.rows`, (row, at) => {
        list(row, at, words)
        if (columns > 0 && Array.isArray(row) && row.length > columns)
          say(
            at,
            'form',
            `Hàng có ${row.length} ô, đầu bảng có ${columns} cột.`,
            `The row has ${row.length} cells, the head ${columns} columns.`,
          )
      })
    } else unfit(`${path}.type`)
  }
}

/** Whether `value` is a template. */
export function isTemplate(value: unknown): value is Template {
  return checkTemplate(value).length === 0
}

/** The values that do not fit their field, or have none; `fillTemplate` leaves a gap for each. */
export function checkValues(template: Template, values: TemplateValues): TemplateProblem[] {
  const fields = new Map([...STANDARD_FIELDS, ...template.fields].map((field) => [field.name, field]))
  return Object.entries(values).flatMap(([name, value]): TemplateProblem[] => {
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}
