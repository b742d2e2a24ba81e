import type { WrittenDocument } from '../document.ts'
import { isObject, partChecker, type WriteProblem } from './check-parts.ts'
import { fitsType } from './template-fields.ts'

const MOST = { characters: 200_000, entries: 50_000 }
const URGENCY = ['HOẢ TỐC', 'THƯỢNG KHẨN', 'KHẨN']

/** Everything that keeps `value` (JSON of anybody) from being written as a document; an empty list says that it can be. */
export function checkWritten(value: unknown): WriteProblem[] {
  const checker = partChecker(MOST, null)
  const { say, words, list } = checker
  if (!isObject(value)) {
    say('', 'unfit', 'Đây không phải là văn bản.', 'This is no document.')
    return checker.problems
  }
  for (const part of ['kind', 'number'] as const) if (value[part] !== null) words(value[part], part)
  if (value.date !== null && !(typeof value.date === 'string' && fitsType('date', value.date)))
    say(
      'date',
      'unfit',
      'Ngày phải là ngày có thật, viết theo dạng 2026-02-09, hoặc null.',
      'The date is a real one, written 2026-02-09, or null.',
    )
  for (const part of ['place', 'title'] as const) words(value[part], part)
  for (const part of ['superiorLines', 'issuerLines', 'addressees', 'legalBases', 'recipients'] as const)
    list(value[part], part, words)
  checker.blocks(value.blocks, 'blocks')
  checker.hand(value.signer, 'signer')
  if (value.cosigner !== undefined) checker.hand(value.cosigner, 'cosigner')
  if (typeof value.draft !== 'boolean')
    say('draft', 'unfit', 'draft phải là true hoặc false.', 'draft is true or false.')
  for (const part of ['enactor', 'circulation', 'drafter', 'notice'] as const)
    if (value[part] !== undefined) words(value[part], part)
  if (value.contact !== undefined) list(value.contact, 'contact', words)
  if (value.urgency !== undefined && !URGENCY.includes(String(value.urgency)))
    say(
      'urgency',
      'unfit',
      `Mức độ khẩn phải là một trong: ${URGENCY.join(', ')}.`,
      `The mark of urgency is one of: ${URGENCY.join(', ')}.`,
    )
  checker.following(value)
  return checker.problems
}

/** Whether `value` can be written. */
export function isWritten(value: unknown): value is WrittenDocument {
  return checkWritten(value).length === 0
}
