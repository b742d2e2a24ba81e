import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type TextKey, t } from './i18n/index.ts'
import { dismissJob, type JobEvent, type JobState, noteJob } from './jobs.ts'

export interface ChangedEvent {
  kind: 'changed'
  /** The kind of record, or kind and id: `plan`, `plan/3f0c…`. It is the beginning of every query key that shows it. */
  record: string
}
/** How far a job of this person is. */
export interface ProgressEvent {
  kind: 'progress'
  id: string
  /** The queue: `cascade-plan`, `compile-report`, `remind`. */
  job: string
  state: string
  done: number
  total: number
}
/** There is a new notice; the bell fetches it, and the record it tells of has changed. */
export interface NoticeEvent {
  kind: 'notice'
}
export type ServerEvent = JobEvent | ChangedEvent | ProgressEvent | NoticeEvent

/** What a finished job has changed. */
const changedBy: Record<string, string[]> = {
  'cascade-plan': ['plan', 'assignment', 'work'],
  'compile-report': ['report', 'document'],
  'recognise-document': ['document'],
  remind: ['plan', 'assignment'],
}
const jobLabels: Record<string, TextKey> = {
  'cascade-plan': 'jobs.cascade',
  'compile-report': 'jobs.compile',
  'recognise-document': 'jobs.recognise',
  remind: 'jobs.remind',
}

/** Kinds of jobs of which many run for one deed: they are shown as one, under the name of their kind. */
const gathered = new Map<string, Map<string, ProgressEvent>>([['recognise-document', new Map()]])

/** What the bar shows after an event: the job itself, or the sum of all of its kind since the last time none was left. */
function oneBarOf(event: ProgressEvent): { id: string; done: number; total: number; state: JobState } {
  const all = gathered.get(event.job)
  if (!all) return { id: event.id, done: event.done, total: event.total, state: event.state as JobState }
  const ended = (one: ProgressEvent) => one.state === 'done' || one.state === 'failed'
  if ([...all.values()].every(ended) && !ended(event)) all.clear()
  all.set(event.id, event)
  const bars = [...all.values()]
  const sum = (part: 'done' | 'total') => bars.reduce((total, bar) => total + bar[part], 0)
  const state = !bars.every(ended)
    ? bars.some((bar) => bar.state !== 'queued')
      ? 'running'
      : 'queued'
    : bars.some((bar) => bar.state === 'failed')
      ? 'failed'
      : 'done'
  return { id: event.job, done: sum('done'), total: sum('total'), state }
}

/**
 * Query keys begin with the kind of record (`['plan', 'list', …]`, `['plan', id]`); a change refreshes what is on screen of
 * that kind.
 */
export function takeEvent(event: ServerEvent, queries: QueryClient): void {
  if (event.kind === 'job') noteJob(event)
  else if (event.kind === 'progress') {
    const { job } = event
    const { id, done, total, state } = oneBarOf(event)
    const label = jobLabels[job]
    // taken back before it began: nothing is left to watch
    if (event.state === 'undone') dismissJob(id)
    else noteJob({ kind: 'job', id, done, total, state, ...(label ? { label: t(label) } : {}) })
    if (event.state === 'done')
      for (const record of changedBy[job] ?? []) void queries.invalidateQueries({ queryKey: [record] })
  } else if (event.kind === 'notice') {
    for (const record of ['notice', 'work', 'plan', 'document', 'report', 'assignment'])
      void queries.invalidateQueries({ queryKey: [record] })
  } else void queries.invalidateQueries({ queryKey: [event.record.split('/')[0]] })
}

/** Listens to the server while somebody is signed in. The browser reconnects by itself. */
export function useServerEvents(personId: string): void {
  const queries = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person means another stream
  useEffect(() => {
    const source = new EventSource('/api/events')
    source.onmessage = (message: MessageEvent<string>) => takeEvent(JSON.parse(message.data) as ServerEvent, queries)
    return () => source.close()
  }, [queries, personId])
}
