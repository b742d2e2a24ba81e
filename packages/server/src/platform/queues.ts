/**
 * Every queue and what its jobs carry: ids only, the worker fetches (a job may run twice or late).
 * `progressId` names the row of `progress` that its bar shows.
 */
export interface Jobs {
  'cascade-plan': { planId: string; unitIds: number[]; taskIds: string[]; personId: string; progressId: string }
  remind: { planId: string; personId: string; unitIds: number[]; taskIds: string[]; progressId: string }
  'compile-report': { reportId: string; personId: string; progressId: string }
  notify: {
    kind: string
    unitId: number
    roles: string[]
    personIds: string[]
    recordKind: string
    recordId: string
    params: Record<string, string>
  }
  mail: { personId: string; template: string; params: Record<string, string> }
  'sweep-files': Record<string, never>
  'remind-due': Record<string, never>
}
export type Queue = keyof Jobs

export const queues: Record<Queue, { retryLimit: number; expireInSeconds: number; cron?: string }> = {
  'cascade-plan': { retryLimit: 5, expireInSeconds: 600 },
  remind: { retryLimit: 3, expireInSeconds: 300 },
  'compile-report': { retryLimit: 3, expireInSeconds: 300 },
  notify: { retryLimit: 5, expireInSeconds: 120 },
  mail: { retryLimit: 8, expireInSeconds: 120 },
  'sweep-files': { retryLimit: 1, expireInSeconds: 600, cron: '17 2 * * *' },
  'remind-due': { retryLimit: 1, expireInSeconds: 600, cron: '30 6 * * *' },
}
