import { todayInVietNam } from '@banggiao/rules'
import type { Auth } from './auth/open-auth.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Work } from './deed.ts'
import type { EventService } from './events.ts'
import type { FileStore } from './files.ts'
import type { JobService } from './jobs.ts'
import type { Paper, PaperKind } from './papers.ts'

export interface Clock {
  now(): Date
  /** Calendar date in Viet Nam. */
  today(): string
}

export const systemClock: Clock = { now: () => new Date(), today: () => todayInVietNam() }

/** What stands behind every request of one process. */
export interface Services {
  config: Config
  database: Database
  /** Accounts and sessions. */
  auth: Auth
  jobs: JobService
  events: EventService
  files: FileStore
  clock: Clock
  /** Filled by assemble.ts: the documents room reaches the rooms behind papers only through this. */
  papers: Partial<Record<PaperKind, Paper>>
  /** What other rooms do, in the same transaction, once a person has confirmed what was read of a document. */
  confirmed: ((work: Work, documentId: string) => Promise<void>)[]
  log: { info(message: string): void; warn(message: string, error?: unknown): void }
}
