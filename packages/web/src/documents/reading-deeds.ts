import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { type Deed, useDeed } from '../deed.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { type Problem, ProblemError, problemFrom } from '../problem.ts'
import { type Correction, type DocumentRecord, loadDocument } from './document.ts'
import { useTurns } from './save-in-turn.ts'

export type Change = Omit<Correction, 'version'>
/** What is being set right in its place, and the finding that led there. */
type Editing = { task: number; finding?: string } | { field: string; finding?: string } | null
/** Number and day in the register, as they were typed. */
export interface Arrival {
  number: number | null
  on: string | null
}

export interface ReadingDeeds {
  editing: Editing
  edit: ((editing: Editing) => void) | undefined
  send: ((change: Change) => void) | undefined
  settle: ((as: 'dismiss' | 'fix', finding: string) => void) | undefined
  reread: Deed<null>
  confirm: Deed<null>
  /** Somebody else corrected the document meanwhile: the choice between both. */
  conflict: { keepMine: () => void; takeTheirs: () => void } | null
  /** What else was refused. */
  problems: Problem[]
  refresh: () => void
}

/**
 * What a person does to a document that was read: correct it, settle what was found in it, have it read anew, confirm it. What
 * they may not do is undefined.
 */
export function useReadingDeeds(document: DocumentRecord, arrival: Arrival | undefined): ReadingDeeds {
  const t = useT()
  const queries = useQueryClient()
  const [editing, setEditing] = useState<Editing>(null)
  const [refused, setRefused] = useState<Change | null>(null)
  const { id, can } = document
  const refresh = () => void queries.invalidateQueries({ queryKey: ['document'] })
  const inTurn = useTurns(document.version)

  const correct = useDeed({
    run: async ({ change, version }: { change: Change; version: number | undefined }, headers) => {
      const result = await inTurn((newest) =>
        answer(
          api.PATCH('/api/documents/{id}/parsed', {
            params: { path: { id } },
            body: { version: version ?? newest, ...change },
            headers,
          }),
        ),
      )
      const finding = editing?.finding
      if (finding) await settle('fix', finding)
      // whoever has gone on to another value meanwhile stays there
      setEditing((now) => (now === editing ? null : now))
      setRefused(null)
      return result
    },
    changes: ['document'],
  })
  const send = (change: Change, version?: number) => {
    setRefused(change)
    // a list is sent whole: over the version it was shown in, or what came between would be lost
    correct.start({ change, version: version ?? (change.fields?.tasks ? document.version : undefined) })
  }
  const settle = (as: 'dismiss' | 'fix', finding: string) =>
    inTurn((version) =>
      answer(
        as === 'dismiss'
          ? api.POST('/api/documents/{id}/findings/{finding}/dismiss', {
              params: { path: { id, finding } },
              body: { version },
            })
          : api.POST('/api/documents/{id}/findings/{finding}/fix', {
              params: { path: { id, finding } },
              body: { version },
            }),
      ),
    )
  const settling = useDeed({
    run: ({ as, finding }: { as: 'dismiss' | 'fix'; finding: string }) => settle(as, finding),
    changes: ['document'],
  })
  const reread = useDeed({
    run: async (_input: null) => {
      const form = new FormData()
      form.append('version', String(document.version))
      const response = await fetch(`/api/documents/${id}/reread`, { method: 'POST', body: form })
      if (!response.ok) throw new ProblemError(problemFrom(response.status, await response.json()))
    },
    changes: ['document'],
  })
  const confirm = useDeed({
    run: (_input: null, headers) =>
      inTurn((version) =>
        answer(
          api.POST('/api/documents/{id}/confirm', {
            params: { path: { id } },
            body: {
              version,
              ...(document.direction === 'in'
                ? {
                    arrivalNumber: arrival ? arrival.number : (document.arrivalNumber ?? document.nextArrivalNumber),
                    arrivalOn: arrival?.on ?? document.arrivalOn ?? today(),
                  }
                : {}),
            },
            headers,
          }),
        ),
      ),
    changes: ['document', 'plan', 'work'],
    said: (result) =>
      result.arrivalNumber === null
        ? t('documents.issuedNow')
        : t('documents.confirmed', { number: String(result.arrivalNumber) }),
  })
  const conflicting = correct.problem?.type === '/errors/version-conflict'
  return {
    editing,
    edit: can.correct ? setEditing : undefined,
    send: can.correct ? send : undefined,
    settle: can.correct ? (as, finding) => settling.start({ as, finding }) : undefined,
    reread,
    confirm,
    conflict: conflicting
      ? {
          keepMine: async () => {
            const query = { queryKey: ['document', id], queryFn: () => loadDocument(id), staleTime: 0 }
            const fresh = await queries.fetchQuery(query)
            if (refused) send(refused, fresh.version)
          },
          takeTheirs: () => {
            correct.clear()
            setRefused(null)
            setEditing(null)
            refresh()
          },
        }
      : null,
    problems: [conflicting ? undefined : correct.problem, confirm.problem, settling.problem, reread.problem].filter(
      (problem) => problem !== undefined,
    ),
    refresh,
  }
}
