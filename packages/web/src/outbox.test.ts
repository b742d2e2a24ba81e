import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dropDraft, readDraft, writeDraft } from './drafts.ts'
import { forgetAll, keep, keepFor, kept } from './keep.ts'
import { openOutbox, sendLater, sendWaiting, waitingNow } from './outbox.ts'
import { ProblemError } from './problem.ts'

class Shelf implements Storage {
  readonly entries = new Map<string, string>()
  room = Number.POSITIVE_INFINITY
  get length() {
    return this.entries.size
  }
  key(at: number) {
    return [...this.entries.keys()][at] ?? null
  }
  getItem(name: string) {
    return this.entries.get(name) ?? null
  }
  setItem(name: string, value: string) {
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.entries.set(name, value)
  }
  removeItem(name: string) {
    this.entries.delete(name)
  }
  clear() {
    this.entries.clear()
  }
}

let device: Shelf
let tab: Shelf
beforeEach(() => {
  device = new Shelf()
  tab = new Shelf()
  vi.stubGlobal('localStorage', device)
  vi.stubGlobal('sessionStorage', tab)
  keepFor('lan', false)
  openOutbox()
})
afterEach(() => {
  vi.unstubAllGlobals()
  keepFor('nobody', false)
  openOutbox()
})

const done = (key: string) => ({
  key,
  label: 'Xong',
  method: 'POST' as const,
  path: `/api/assignments/${key}/done`,
  body: {},
})

describe('a draft', () => {
  it('comes back to its writer and to nobody else', () => {
    writeDraft('plan.1', { title: 'Kế hoạch' }, new Date('2026-03-09T01:00:00Z'))
    expect(readDraft('plan.1')).toEqual({ value: { title: 'Kế hoạch' }, at: '2026-03-09T01:00:00.000Z' })
    keepFor('minh', false)
    expect(readDraft('plan.1')).toBeUndefined()
  })
  it('stays in the tab on a shared machine', () => {
    keepFor('lan', true)
    writeDraft('plan.1', 'x')
    expect(device.entries.size).toBe(0)
    expect(tab.entries.size).toBe(1)
  })
  it('is gone once dropped, and all of them at sign-out', () => {
    writeDraft('a', 1)
    writeDraft('b', 2)
    dropDraft('a')
    expect(readDraft('a')).toBeUndefined()
    device.setItem('bg.locale', 'en')
    forgetAll()
    expect([...device.entries.keys()]).toEqual(['bg.locale'])
  })
  it('says when the browser has no room instead of pretending', () => {
    device.room = 10
    expect(writeDraft('a', 'một văn bản dài')).toBe(false)
  })
  it('that cannot be read any more does not stop the page', () => {
    keep('x', 1)
    device.setItem('bg.lan.x', '{half')
    expect(kept('x')).toBeUndefined()
  })
})

describe('what waits to be sent', () => {
  it('goes in order with its own key, and survives a closed tab', async () => {
    sendLater(done('1'))
    sendLater(done('2'))
    openOutbox()
    const keys: string[] = []
    await expect(
      sendWaiting(async (waiting) => {
        keys.push(waiting.key)
      }),
    ).resolves.toBe(2)
    expect(keys).toEqual(['1', '2'])
    expect(waitingNow()).toEqual([])
  })
  it('stops at a lost connection and keeps the rest', async () => {
    sendLater(done('1'))
    sendLater(done('2'))
    const send = async (waiting: { key: string }) => {
      if (waiting.key === '2') throw new TypeError('Failed to fetch')
    }
    await expect(sendWaiting(send)).resolves.toBe(1)
    expect(waitingNow().map((waiting) => waiting.key)).toEqual(['2'])
  })
  it('shows a refused one and goes on with the next', async () => {
    sendLater(done('1'))
    sendLater(done('2'))
    const refusal = { type: '/errors/task-closed', title: 'Nhiệm vụ đã khoá', status: 409 }
    const send = async (waiting: { key: string }) => {
      if (waiting.key === '1') throw new ProblemError(refusal)
    }
    await expect(sendWaiting(send)).resolves.toBe(1)
    expect(waitingNow()).toMatchObject([{ key: '1', refused: refusal }])
    await expect(sendWaiting(async () => {})).resolves.toBe(0)
  })
  it('waits on when the session ended or the server fails', async () => {
    sendLater(done('1'))
    const send = async () => {
      throw new ProblemError({ type: 'about:blank', title: 'Hết phiên', status: 401 })
    }
    await expect(sendWaiting(send)).resolves.toBe(0)
    expect(waitingNow()).toHaveLength(1)
    expect(waitingNow()[0]?.refused).toBeUndefined()
  })
})
