import { expect, it } from 'vitest'
import { dismissJob, jobsNow, noteJob, secondsLeft, trackJob } from './jobs.ts'

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
