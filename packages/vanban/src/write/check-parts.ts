import { placeholdersIn } from './fill-template.ts'

/** What is wrong with an edited template, with a value for it, or with a document to be written: a sentence each. */
export interface WriteProblem {
  /** Which part: "blocks.3.text", "fields.0.name"; of a value, the field's name. */
  path: string
  code: 'missing' | 'unfit' | 'too-long' | 'unknown-kind' | 'unknown-field' | 'brace' | 'field-twice' | 'form'
  vi: string
  en: string
}

/** Longest single text, and most entries of a list. */
export interface Most {
  characters: number
  entries: number
}

export type Json = Record<string, unknown>

/** Looks at the parts that templates and documents share and gathers what is wrong with them. */
export interface PartChecker {
  problems: WriteProblem[]
  say(path: string, code: WriteProblem['code'], vi: string, en: string): void
  missing(path: string): void
  unfit(path: string): void
  /** A text that may be empty. */
  words(text: unknown, path: string): void
  filled(text: unknown, path: string): void
  list(entries: unknown, path: string, each: (entry: unknown, path: string) => void): void
  blocks(entries: unknown, path: string): void
  hand(signs: unknown, path: string): void
  /** Attachments and annexes, where there are any. */
  following(value: Json): void
}

/**
 * A checker with nothing found yet. `fields` are the names that `{name}` may ask for in a text; null where braces are
 * plain characters.
 */
export function partChecker(most: Most, fields: ReadonlySet<string> | null): PartChecker {
  const problems: WriteProblem[] = []
  const checker: PartChecker = {
    problems,
    say(path, code, vi, en) {
      problems.push({ path, code, vi, en })
    },
    missing(path) {
      checker.say(path, 'missing', 'Phần này chưa có nội dung.', 'This part has no content.')
    },
    unfit(path) {
      checker.say(path, 'unfit', 'Phần này không đúng cấu trúc.', 'This part is not built as it should be.')
    },
    words(text, path) {
      if (typeof text !== 'string') {
        checker.unfit(path)
        return
      }
      if (text.length > most.characters)
        checker.say(path, 'too-long', `Dài quá ${most.characters} ký tự.`, `Longer than ${most.characters} characters.`)
      if (fields !== null) checkPlaceholders(checker, fields, text, path)
    },
    filled(text, path) {
      if (typeof text === 'string' && text.trim() === '') checker.missing(path)
      else checker.words(text, path)
    },
    list(entries, path, each) {
      if (!Array.isArray(entries)) {
        checker.unfit(path)
        return
      }
      if (entries.length > most.entries)
        checker.say(path, 'too-long', `Nhiều hơn ${most.entries} mục.`, `More than ${most.entries} entries.`)
      for (const [at, entry] of entries.slice(0, most.entries).entries()) each(entry, `${path}.${at}`)
    },
    blocks(entries, path) {
      checker.list(entries, path, (entry, at) => checkBlock(checker, entry, at, fields !== null))
    },
    hand(signs, path) {
      if (!isObject(signs)) {
        checker.unfit(path)
        return
      }
      checker.list(signs.authority, `${path}.authority`, checker.filled)
      checker.words(signs.position, `${path}.position`)
      checker.words(signs.name, `${path}.name`)
    },
    following(value) {
      for (const part of ['attachments', 'annexes'] as const) {
        if (value[part] === undefined) continue
        checker.list(value[part], part, (entry, path) => {
          if (!isObject(entry)) {
            checker.unfit(path)
            return
          }
          if (part === 'attachments') checker.filled(entry.kind, `${path}.kind`)
          checker.words(entry.title, `${path}.title`)
          checker.blocks(entry.blocks, `${path}.blocks`)
        })
      }
    },
  }
  return checker
}

function checkPlaceholders(checker: PartChecker, fields: ReadonlySet<string>, text: string, path: string): void {
  for (const name of placeholdersIn(text)) {
    if (!fields.has(name))
      checker.say(path, 'unknown-field', `Không có trường {${name}}.`, `There is no field {${name}}.`)
  }
  if (/[{}]/u.test(text.replaceAll(/\{[a-z][A-Za-z0-9]*\}/gu, '')))
    checker.say(
      path,
      'brace',
      'Dấu { hoặc } không thành cặp quanh tên một trường.',
      'A { or } that encloses no field’s name.',
    )
}

/** In a document that was read a label may stand alone; in a template every heading says what it heads. */
function checkBlock(checker: PartChecker, entry: unknown, path: string, inTemplate: boolean): void {
  if (!isObject(entry)) {
    checker.unfit(path)
    return
  }
  const { type, label } = entry
  const labelled = type === 'heading' || type === 'item'
  if (labelled && label !== null && (typeof label !== 'string' || label.trim() === '')) checker.unfit(`${path}.label`)
  if (type === 'heading') {
    if (!isWhole(entry.level, 1, 9)) checker.unfit(`${path}.level`)
    if (label === null || inTemplate) checker.filled(entry.title, `${path}.title`)
    else checker.words(entry.title, `${path}.title`)
  } else if (type === 'paragraph' || type === 'item') {
    if (type === 'item' && !isWhole(entry.depth, 0, 5)) checker.unfit(`${path}.depth`)
    checker.filled(entry.text, `${path}.text`)
    if (entry.runs !== undefined) checker.list(entry.runs, `${path}.runs`, (run, at) => checkRun(checker, run, at))
  } else if (type === 'table') {
    checker.list(entry.head, `${path}.head`, checker.words)
    const columns = Array.isArray(entry.head) ? entry.head.length : 0
    checker.list(entry.rows, `${path}.rows`, (row, at) => {
      checker.list(row, at, checker.words)
      if (columns > 0 && Array.isArray(row) && row.length > columns)
        checker.say(
          at,
          'form',
          `Hàng có ${row.length} ô, đầu bảng có ${columns} cột.`,
          `The row has ${row.length} cells, the head ${columns} columns.`,
        )
    })
    if (entry.widths !== undefined)
      checker.list(entry.widths, `${path}.widths`, (width, at) => {
        if (typeof width !== 'number' || !(width > 0)) checker.unfit(at)
      })
  } else checker.unfit(`${path}.type`)
}

function checkRun(checker: PartChecker, run: unknown, path: string): void {
  if (!isObject(run) || (run.change !== undefined && run.change !== 'ins' && run.change !== 'del')) checker.unfit(path)
  else checker.words(run.text, `${path}.text`)
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}
