import { CloseButton, Progress, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type Translate, useT } from '../i18n/index.ts'
import { dismissJob, type Job, leavesByItself, passSecond, secondsLeft, useJobs } from '../jobs.ts'
import classes from './job-panel.module.css'

function inWords(seconds: number, t: Translate): string {
  if (seconds < 60) return t('jobs.seconds', { count: seconds })
  if (seconds < 3600) return t('jobs.minutes', { count: Math.round(seconds / 60) })
  return t('jobs.hours', { count: Math.round(seconds / 3600) })
}

function progressLine(job: Job, now: number, t: Translate): string {
  if (job.state === 'queued') return t('jobs.queued')
  if (job.state === 'done') return t('jobs.done', { total: job.total })
  if (job.state === 'failed') return t('jobs.failed', { done: job.done, total: job.total })
  const left = secondsLeft(job, now)
  const counts = t('jobs.running', { done: job.done, total: job.total })
  return left === undefined ? counts : `${counts} · ${t('jobs.left', { time: inWords(left, t) })}`
}

/** A clock of seconds while `running`, that stands still in a tab nobody looks at. */
function useSeconds(running: boolean, tick: () => void): void {
  const latest = useRef(tick)
  latest.current = tick
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => document.visibilityState === 'visible' && latest.current(), 1000)
    return () => clearInterval(timer)
  }, [running])
}

/** What the folded panel says of the jobs in it: what failed first, then how far the rest is. */
function inShort(jobs: readonly Job[], t: Translate): string {
  const failed = jobs.filter((job) => job.state === 'failed').length
  if (failed > 0) return t('jobs.failedCount', { count: failed })
  if (jobs.every((job) => job.state === 'done')) return t('jobs.allDone')
  const total = jobs.reduce((sum, job) => sum + job.total, 0)
  const done = jobs.reduce((sum, job) => sum + job.done, 0)
  return total > 0 ? `${Math.floor((100 * done) / total)}%` : t('jobs.queued')
}

/** Long work that goes on while one does something else: bar, counts, time left. What ended well leaves by itself. */
export function JobPanel() {
  const t = useT()
  const jobs = useJobs()
  const [now, setNow] = useState(Date.now())
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useState<boolean>()
  const [held, setHeld] = useState(false)
  const folded = chosen ?? narrow
  useSeconds(
    jobs.some((job) => job.state === 'running'),
    () => setNow(Date.now()),
  )
  // a pointer or the keyboard on it stops the clock, as of a toast (WCAG 2.2.1)
  useSeconds(!held && jobs.some(leavesByItself), passSecond)

  const ended = jobs.filter((job) => job.state === 'done' || job.state === 'failed')
  return (
    <>
      <div role="status" className="visually-hidden">
        {ended.map((job) => (
          <p key={job.id}>
            {job.label}: {progressLine(job, now, t)}
          </p>
        ))}
      </div>
      {jobs.length > 0 && (
        <section
          className={classes.panel}
          aria-label={t('jobs.title')}
          data-floats="jobs"
          data-folded={folded || undefined}
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <UnstyledButton className={classes.fold} aria-expanded={!folded} onClick={() => setChosen(!folded)}>
            {folded ? <IconChevronUp size={17} aria-hidden /> : <IconChevronDown size={17} aria-hidden />}
            {t('jobs.title')}
            {folded && ` · ${inShort(jobs, t)}`}
          </UnstyledButton>
          {!folded && <JobList jobs={jobs} now={now} />}
        </section>
      )}
    </>
  )
}

function JobList({ jobs, now }: { jobs: readonly Job[]; now: number }) {
  const t = useT()
  return (
    <>
      {jobs.map((job) => (
        <div key={job.id} className={classes.job}>
          <div className={classes.head}>
            <span>{job.href && job.state === 'done' ? <Link to={job.href}>{job.label}</Link> : job.label}</span>
            {job.state !== 'running' && job.state !== 'queued' && (
              <CloseButton size="sm" aria-label={t('jobs.dismiss')} onClick={() => dismissJob(job.id)} />
            )}
          </div>
          <Progress.Root size={8}>
            <Progress.Section
              value={job.total > 0 ? (100 * job.done) / job.total : 0}
              color={job.state === 'failed' ? 'var(--tone-bad)' : 'accent'}
              aria-label={job.label}
            />
          </Progress.Root>
          <div className={classes.line}>{progressLine(job, now, t)}</div>
        </div>
      ))}
      {jobs.some((job) => job.state === 'running') && <div className={classes.line}>{t('jobs.leave')}</div>}
    </>
  )
}
