import { expect, it } from 'vitest'
import { dismissJob, jobsNow, noteJob, passSecond, secondsLeft, trackJob } from './jobs.ts'

it('a job keeps its name from the start and estimates what is left from the pace seen', () => {
  trackJob('j1', 'Triển khai đến 3.686 đơn vị', undefined, 0)
  noteJob({ kind: 'job', id: 'j1', done: 100, total: 1100, state: 'running' }, 10_000)
  expect(secondsLeft(jobsNow()[0]!, 10_500)).toBeUndefined()
  noteJob({ kind: 'job', id: 'j1', done: 600, total: 1100, state: 'running' }, 20_000)
  expect(jobsNow()[0]).toMatchObject({ label: 'Triển khai đến 3.686 đơn vị', done: 600 })
  expect(secondsLeft(jobsNow()[0]!, 20_000)).toBe(10)
  noteJob({ kind: 'job', id: 'j1', done: 1100, total: 1100, state: 'done' }, 30_000)
  expect(secondsLeft(jobsNow()[0]!, 30_000)).toBeUndefined()
  dismissJob('j1')
  expect(jobsNow()).toEqual([])
})

it('a job started elsewhere appears with the first event', () => {
  noteJob({ kind: 'job', id: 'j2', done: 5, total: 10, state: 'running', label: 'Đọc 200 tệp' }, 0)
  expect(jobsNow()).toMatchObject([{ id: 'j2', label: 'Đọc 200 tệp', done: 5 }])
  dismissJob('j2')
})

it('what ended well leaves by itself; what failed, went partly wrong or still runs stays', () => {
  const end = (id: string, part: { state: 'done' | 'failed' | 'running'; stays?: boolean }) =>
    noteJob({ kind: 'job', id, done: 4, total: 4, ...part })
  end('well', { state: 'done' })
  end('failed', { state: 'failed' })
  end('partly', { state: 'done', stays: true })
  end('running', { state: 'running' })
  for (let second = 0; second < 19; second++) passSecond()
  expect(jobsNow().map((job) => job.id)).toEqual(['well', 'failed', 'partly', 'running'])
  passSecond()
  expect(jobsNow().map((job) => job.id)).toEqual(['failed', 'partly', 'running'])
  for (let second = 0; second < 60; second++) passSecond()
  expect(jobsNow().map((job) => job.id)).toEqual(['failed', 'partly', 'running'])
  for (const { id } of jobsNow()) dismissJob(id)
})
