import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepFor } from '../keep.ts'
import { ProblemError } from '../problem.ts'
import { Autosaver, differences } from './autosave.ts'

interface Sheet {
  title: string
}
const entries = new Map<string, string>()
const shelf = {
  getItem: (name: string) => entries.get(name) ?? null,
  setItem: (name: string, value: string) => void entries.set(name, value),
  removeItem: (name: string) => void entries.delete(name),
}

function conflictProblem(current: { value: Sheet; version: number }) {
  return new ProblemError({ type: '/errors/changed-meanwhile', title: 'Đã có người sửa', status: 409, current })
}

beforeEach(() => {
  entries.clear()
  vi.stubGlobal('localStorage', shelf)
  keepFor('lan', false)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  keepFor('nobody', false)
})

function sheet(save: (value: Sheet, version: number) => Promise<{ version: number }>, version = 1) {
  return new Autosaver<Sheet>({ key: 'report.1', value: { title: 'cũ' }, version, save, pause: 100 })
}

describe('a sheet that saves itself', () => {
  it('waits for a pause, saves once, and keeps no draft afterwards', async () => {
    const save = vi.fn(async () => ({ version: 2 }))
    const saver = sheet(save)
    saver.change({ title: 'm' })
    saver.change({ title: 'mới' })
    expect(entries.size).toBe(1)
    await vi.advanceTimersByTimeAsync(100)
    expect(save.mock.calls).toEqual([[{ title: 'mới' }, 1]])
    expect(saver.read()).toMatchObject({ state: 'saved', version: 2 })
    expect(entries.size).toBe(0)
  })
  it('saves again what was typed while it was saving, over the new version', async () => {
    const answers: ((answer: { version: number }) => void)[] = []
    const save = vi.fn(
      (_value: Sheet, _version: number) => new Promise<{ version: number }>((done) => answers.push(done)),
    )
    const saver = sheet(save)
    saver.change({ title: 'một' })
    await vi.advanceTimersByTimeAsync(100)
    saver.change({ title: 'hai' })
    answers[0]?.({ version: 2 })
    await vi.advanceTimersByTimeAsync(100)
    expect(save.mock.lastCall).toEqual([{ title: 'hai' }, 2])
  })
  it('asked to save while it is saving, has saved the last word before it answers', async () => {
    const answers: ((answer: { version: number }) => void)[] = []
    const save = vi.fn(
      (_value: Sheet, _version: number) => new Promise<{ version: number }>((done) => answers.push(done)),
    )
    const saver = sheet(save)
    saver.change({ title: 'một' })
    await vi.advanceTimersByTimeAsync(100)
    saver.change({ title: 'hai' })
    const asked = saver.flush()
    answers[0]?.({ version: 2 })
    await vi.advanceTimersByTimeAsync(0)
    expect(save.mock.lastCall).toEqual([{ title: 'hai' }, 2])
    answers[1]?.({ version: 3 })
    expect(await asked).toBe(true)
    expect(save).toHaveBeenCalledTimes(2)
  })
  it('says when not everything could be saved', async () => {
    const saver = sheet(async () => {
      throw new ProblemError({ type: '/errors/invalid', title: 'Không nhận', status: 422 })
    })
    saver.change({ title: 'mới' })
    expect(await saver.flush()).toBe(false)
  })
  it('gives a choice when someone else saved first, and overwrites only when told', async () => {
    const save = vi
      .fn<(value: Sheet, version: number) => Promise<{ version: number }>>()
      .mockRejectedValueOnce(conflictProblem({ value: { title: 'của người kia' }, version: 5 }))
      .mockResolvedValueOnce({ version: 6 })
    const saver = sheet(save)
    saver.change({ title: 'của tôi' })
    await vi.advanceTimersByTimeAsync(100)
    expect(saver.read().conflict).toEqual({
      mine: { title: 'của tôi' },
      theirs: { title: 'của người kia' },
      theirVersion: 5,
    })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(save).toHaveBeenCalledTimes(1)
    await saver.keepMine()
    expect(save.mock.lastCall).toEqual([{ title: 'của tôi' }, 5])
    expect(saver.read()).toMatchObject({ state: 'saved', version: 6, conflict: undefined })
  })
  it('or takes theirs', async () => {
    const saver = sheet(async () => {
      throw conflictProblem({ value: { title: 'của người kia' }, version: 5 })
    })
    saver.change({ title: 'của tôi' })
    await vi.advanceTimersByTimeAsync(100)
    saver.takeTheirs()
    expect(saver.read()).toMatchObject({ value: { title: 'của người kia' }, version: 5, state: 'saved' })
  })
  it('keeps the draft without a connection and sends it later', async () => {
    let network = false
    const saver = sheet(async () => {
      if (!network) throw new TypeError('Failed to fetch')
      return { version: 2 }
    })
    saver.change({ title: 'mới' })
    await vi.advanceTimersByTimeAsync(100)
    expect(saver.read().state).toBe('kept')
    network = true
    await saver.flush()
    expect(saver.read().state).toBe('saved')
  })
  it('restores a draft after a closed tab; over an older version it is a choice', () => {
    sheet(async () => ({ version: 2 })).change({ title: 'dở' })
    expect(sheet(async () => ({ version: 2 })).read()).toMatchObject({ value: { title: 'dở' }, state: 'unsaved' })
    expect(sheet(async () => ({ version: 9 }), 3).read().conflict).toMatchObject({
      mine: { title: 'dở' },
      theirs: { title: 'cũ' },
      theirVersion: 3,
    })
  })
})

it('the difference is told leaf by leaf', () => {
  expect(differences({ a: 1, b: { c: 'x', d: [1] } }, { a: 1, b: { c: 'y', d: [1, 2] } })).toEqual([
    { path: 'b.c', mine: 'x', theirs: 'y' },
    { path: 'b.d.1', mine: '—', theirs: '2' },
  ])
})
