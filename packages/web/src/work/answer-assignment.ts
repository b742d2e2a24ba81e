import { answer, api } from '../api.ts'
import { type Deed, useDeed } from '../deed.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import type { AssignmentDeed } from './work.ts'

export interface Answer {
  id: number
  version: number
  title: string
  kind: AssignmentDeed
  note?: string
  links?: string[]
  fileIds?: string[]
  dueOn?: string
  personId?: string
  partId?: number
}

const said = {
  done: 'work.saidDone',
  nothing: 'work.saidNothing',
  'out-of-scope': 'work.saidOutOfScope',
  progress: 'work.saidProgress',
  reopened: 'work.saidReopened',
  transferred: 'work.saidTransfer',
  'extension-asked': 'work.saidExtend',
  'extension-granted': 'work.saidGranted',
  'extension-refused': 'work.saidRefused',
} as const

/** One answer to an assignment, from a line or from its page; taken back within ten seconds, kept when offline. */
export function useAnswer(onDone?: () => void): Deed<Answer> {
  const t = useT()
  return useDeed({
    run: ({ id, title: _, ...body }: Answer, headers) =>
      answer(api.POST('/api/assignments/{id}/actions', { params: { path: { id } }, body, headers })),
    changes: ['work', 'assignment'],
    said: (_, { kind, dueOn }) => t(said[kind], { day: dueOn ? formatDate(dueOn) : '' }),
    undo: ({ eventId }, { id }) =>
      answer(api.POST('/api/assignments/{id}/undo', { params: { path: { id } }, body: { eventId } })),
    later: ({ id, title, ...body }) => ({
      label: `${t(said[body.kind], { day: body.dueOn ? formatDate(body.dueOn) : '' })}: ${title}`,
      method: 'POST',
      path: `/api/assignments/${id}/actions`,
      body,
    }),
    ...(onDone ? { onDone } : {}),
  })
}
