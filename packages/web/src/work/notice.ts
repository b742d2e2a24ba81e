import './texts.ts'
import type { paths } from '../generated/api.d.ts'
import { formatDate } from '../i18n/format.ts'
import type { TextKey, Translate } from '../i18n/index.ts'
import { hrefOf } from './work.ts'

export type Notice = paths['/api/notices']['get']['responses'][200]['content']['application/json']['rows'][number]

const kinds = new Set([
  'due',
  'reminded',
  'tasks-given',
  'transferred',
  'extension-asked',
  'extension-granted',
  'extension-refused',
  'report-received',
  'plan-received',
  'paper-submitted',
  'paper-returned',
  'paper-approved',
  'paper-issued',
  'paper-withdrawn',
  'paper-reopened',
  'document-filed',
  'document-recognised',
  'document-refused',
  'instruction-given',
  'instruction-done',
  'remark-mentioned',
  'remark-written',
])

/** A notice in one sentence: who did what, and the record's name as far as one may read it. */
export function noticeWords(notice: Notice, t: Translate): string {
  const key = `work.notice.${kinds.has(notice.kind) ? notice.kind : 'other'}` as TextKey
  const values = Object.fromEntries(
    ['by', 'from', 'ask', 'number', 'count', 'dueOn', 'overdue', 'in1', 'in3', 'in7'].map((name) => {
      const value = notice.params[name]
      if (name === 'dueOn') return [name, typeof value === 'string' && value ? formatDate(value) : '']
      // a reminder from before the word came with it
      if (name === 'ask') return [name, String(value ?? 'đề nghị')]
      return [name, typeof value === 'number' ? value : String(value ?? '')]
    }),
  )
  const sentence = t(key, values).replace(/\s+/g, ' ').trim()
  return notice.title ? `${sentence}: ${notice.title}` : sentence
}

/** Where the record of a notice is opened. */
export function noticeHref(notice: Notice): string {
  switch (notice.recordKind) {
    case 'assignment':
    case 'plan':
    case 'report':
    case 'document':
      return `${hrefOf({ recordKind: notice.recordKind, recordId: notice.recordId })}${notice.kind.startsWith('remark-') ? '?tab=remarks' : ''}`
    default:
      return '/work'
  }
}
