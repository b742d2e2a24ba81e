import { useSyncExternalStore } from 'react'

export type JobState = 'queued' | 'running' | 'done' | 'failed'

/** One long piece of work on the server, as its events tell it. */
export interface Job {
  id: string
  label: string
  done: number
  total: number
  state: JobState
  /** Where the work is seen when it has ended. */
  href?: string
  /** First progress seen, for the estimate of what is left. */
  since: number
  from: number
  /** Something in it went wrong: it stays in sight until somebody hides it. */
  stays: boolean
  /** Seconds it stood in sight since it ended well. */
  seen: number
}

export interface JobEvent {
  kind: 'job'
  id: string
  done: number
  total: number
  state: JobState
  label?: string
  href?: string
  /** It ended, and not everything in it went well. */
  stays?: boolean
}

/** How long what ended well stays in sight, in seconds: long enough to be read and followed. */
const STAYS = 20

const listeners = new Set<() => void>()
let jobs: readonly Job[] = []

function change(next: readonly Job[]): void {
  jobs = next
  for (const listener of listeners) listener()
}

/** Shows a job that was just started, before its first event arrives. */
export function trackJob(id: string, label: string, href?: string, now: number = Date.now()): void {
  if (jobs.some((job) => job.id === id)) change(jobs.map((job) => (job.id === id ? { ...job, label, href } : job)))
  else
    change([
      ...jobs,
      { id, label, done: 0, total: 0, state: 'queued', href, since: now, from: 0, stays: false, seen: 0 },
    ])
}

/** Takes an event of the server into the list. A job nobody told us about (another tab, before a reload) appears too. */
export function noteJob(event: JobEvent, now: number = Date.now()): void {
  const known = jobs.find((job) => job.id === event.id)
  const starts = !known || (known.state === 'queued' && event.state === 'running')
  const job: Job = {
    id: event.id,
    // what the page that began it calls it says more than the kind of job, whichever comes first
    label: known?.label || event.label || '',
    done: event.done,
    total: event.total,
    state: event.state,
    href: event.href ?? known?.href,
    since: starts ? now : known.since,
    from: starts ? event.done : known.from,
    stays: event.stays === true || event.state === 'failed',
    seen: 0,
  }
  change(known ? jobs.map((other) => (other.id === job.id ? job : other)) : [...jobs, job])
}

/** Whether it ended with nothing left to say, and goes by itself. */
export function leavesByItself(job: Job): boolean {
  return job.state === 'done' && !job.stays
}

/** One more second in sight: what ended well leaves after a while; what failed waits for somebody to hide it. */
export function passSecond(): void {
  if (!jobs.some(leavesByItself)) return
  change(
    jobs.map((job) => (leavesByItself(job) ? { ...job, seen: job.seen + 1 } : job)).filter(({ seen }) => seen < STAYS),
  )
}

export function dismissJob(id: string): void {
  change(jobs.filter((job) => job.id !== id))
}

/** Seconds left at the pace seen so far; undefined while that is a guess. */
export function secondsLeft(job: Job, now: number): number | undefined {
  const made = job.done - job.from
  const spent = (now - job.since) / 1000
  if (job.state !== 'running' || made <= 0 || spent < 1) return undefined
  return Math.ceil(((job.total - job.done) * spent) / made)
}

export function jobsNow(): readonly Job[] {
  return jobs
}

export function useJobs(): readonly Job[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, jobsNow)
}
