import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type JobEvent, noteJob } from './jobs.ts'

export interface ChangedEvent {
  kind: 'changed'
  /** The kind of record, or kind and id: `plan`, `plan/3f0c…`. It is the beginning of every query key that shows it. */
  record: string
}
export type ServerEvent = JobEvent | ChangedEvent

/** Query keys begin with the kind of record (`['plan', 'list', …]`, `['plan', id]`); a change refreshes what is on screen of that kind. */
export function takeEvent(event: ServerEvent, queries: QueryClient): void {
  if (event.kind === 'job') noteJob(event)
  else void queries.invalidateQueries({ queryKey: [event.record.split('/')[0]] })
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
