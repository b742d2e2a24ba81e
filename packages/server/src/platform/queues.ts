import type { UnitKind } from '@banggiao/catalogue'

/**
 * Every queue and what its jobs carry: ids only, the worker fetches (a job may run twice or late).
 * `progressId` names the row of `progress` that its bar shows.
 */
export interface Jobs {
  'cascade-plan': {
    planId: string
    unitIds: number[]
    /** Tasks a person chose, each with the kinds of unit it goes to (null: all); empty: as the plan's own words address them. */
    tasks: { id: string; kinds: readonly UnitKind[] | null }[]
    personId: string
    progressId: string
  }
  remind: { planId: string; personId: string; unitIds: number[]; taskIds: string[]; progressId: string }
  'recognise-document': { documentId: string; progressId: string }
  'compile-report': { reportId: string; personId: string; progressId: string }
  notify: {
    kind: string
    unitId: number
    roles: string[]
    personIds: string[]
    recordKind: string
    recordId: string
    params: NoticeParams
  }
  mail: { personId: string; template: 'reset-password' } | { personId: string; template: 'notice'; noticeId: number }
  'tell-of-remark': { remarkId: number }
  'move-unit': { moveIds: string[]; progressId: string }
  'sweep-files': Record<string, never>
  'remind-due': Record<string, never>
}
export type Queue = keyof Jobs

/** What a notice carries besides its record: who it comes from, days and counts. Its words are fetched when it is read. */
export interface NoticeParams {
  byPerson?: string
  byUnit?: number
  /** The answer it tells of; taken back, nobody is told. */
  eventId?: number
  /** YYYY-MM-DD */
  dueOn?: string
  issuedOn?: string
}

export const queues: Record<Queue, { retryLimit: number; expireInSeconds: number; cron?: string }> = {
  'cascade-plan': { retryLimit: 5, expireInSeconds: 600 },
  remind: { retryLimit: 3, expireInSeconds: 300 },
  'recognise-document': { retryLimit: 3, expireInSeconds: 3600 },
  'compile-report': { retryLimit: 3, expireInSeconds: 300 },
  notify: { retryLimit: 5, expireInSeconds: 120 },
  mail: { retryLimit: 8, expireInSeconds: 120 },
  'tell-of-remark': { retryLimit: 5, expireInSeconds: 120 },
  'move-unit': { retryLimit: 8, expireInSeconds: 1800 },
  'sweep-files': { retryLimit: 1, expireInSeconds: 600, cron: '17 2 * * *' },
  'remind-due': { retryLimit: 1, expireInSeconds: 600, cron: '30 6 * * *' },
}
