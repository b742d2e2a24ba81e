import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { takeEvent } from './events.ts'
import { dismissJob, jobsNow } from './jobs.ts'

it('a change refreshes every list and page of that kind, and no other', () => {
  const queries = new QueryClient()
  for (const key of [
    ['plan', 'list', {}],
    ['plan', '3f0c'],
    ['document', 'list', {}],
  ])
    queries.setQueryData(key, {})
  takeEvent({ kind: 'changed', record: 'plan/3f0c' }, queries)
  const stale = queries
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
  expect(stale.map((query) => query.queryKey)).toEqual([
    ['plan', 'list', {}],
    ['plan', '3f0c'],
  ])
})

it('a notice refreshes the record it tells of: a paper returned and submitted again is not approved as it was before', () => {
  const queries = new QueryClient()
  queries.setQueryData(['plan', '3f0c'], {})
  queries.setQueryData(['unit', 7], {})
  takeEvent({ kind: 'notice' }, queries)
  expect(queries.getQueryState(['plan', '3f0c'])?.isInvalidated).toBe(true)
  expect(queries.getQueryState(['unit', 7])?.isInvalidated).toBe(false)
})

it('progress of a job goes to the panel', () => {
  takeEvent({ kind: 'job', id: 'j', done: 1, total: 2, state: 'running', label: 'Đọc tệp' }, new QueryClient())
  expect(jobsNow()).toMatchObject([{ id: 'j', done: 1 }])
  dismissJob('j')
})

it('many scans that are recognised are one bar, that ends with the last of them', () => {
  const queries = new QueryClient()
  const tell = (id: string, state: string, done: number, total: number) =>
    takeEvent({ kind: 'progress', id, job: 'recognise-document', state, done, total }, queries)
  tell('s1', 'queued', 0, 8)
  tell('s2', 'queued', 0, 3)
  expect(jobsNow()).toMatchObject([{ state: 'queued', done: 0, total: 11 }])
  tell('s1', 'running', 5, 8)
  expect(jobsNow()).toMatchObject([{ state: 'running', done: 5, total: 11 }])
  tell('s1', 'done', 8, 8)
  expect(jobsNow()).toMatchObject([{ state: 'running', done: 8 }])
  tell('s2', 'done', 3, 3)
  expect(jobsNow()).toMatchObject([{ state: 'done', done: 11, total: 11 }])
  // what comes later is another deed
  tell('s3', 'queued', 0, 4)
  expect(jobsNow()).toMatchObject([{ state: 'queued', total: 4 }])
  dismissJob('recognise-document')
})
