import { sql } from 'kysely'
import pg from 'pg'
import type { Trx } from './database.ts'

/** What a browser or another process is told: ids only, the reader fetches. */
export type ServerEvent =
  | { kind: 'progress'; personId: string; id: string; job: string; state: string; done: number; total: number }
  | { kind: 'notice'; personId: string }
  | { kind: 'rights'; personId: string }

const channel = 'banggiao'

/** Told to listeners when, and only when, the transaction commits. */
export async function emit(trx: Trx, event: ServerEvent): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(event)})`.execute(trx)
}

/** Many at once, in one statement: a cascade tells thousands. */
export async function emitAll(trx: Trx, events: readonly ServerEvent[]): Promise<void> {
  if (events.length === 0) return
  const payloads = events.map((event) => JSON.stringify(event))
  await sql`select count(pg_notify(${channel}, payload)) from unnest(${payloads}::text[]) payload`.execute(trx)
}

export interface EventService {
  subscribe(listener: (event: ServerEvent) => void): () => void
  stop(): Promise<void>
}

/** One LISTEN connection a process; when it is lost it is tried anew every two seconds until it stands. */
export async function openEvents(
  connectionString: string,
  log: (message: string, error: unknown) => void,
): Promise<EventService> {
  const listeners = new Set<(event: ServerEvent) => void>()
  let client: pg.Client | null = null
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const later = () => {
    if (stopped) return
    retry = setTimeout(() => {
      listen().catch((error) => {
        log('event connection', error)
        later()
      })
    }, 2000)
  }
  const listen = async () => {
    const made = new pg.Client({ connectionString, application_name: 'events' })
    made.on('notification', (message) => {
      const event = JSON.parse(message.payload ?? '') as ServerEvent
      for (const listener of listeners) listener(event)
    })
    made.on('error', (error) => {
      if (stopped) return
      log('event connection lost', error)
      client = null
      later()
    })
    await made.connect()
    await made.query(`listen ${channel}`)
    client = made
  }
  await listen()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
