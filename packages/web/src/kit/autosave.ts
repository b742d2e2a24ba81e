import { useEffect, useState, useSyncExternalStore } from 'react'
import { dropDraft, readDraft, writeDraft } from '../drafts.ts'
import { t } from '../i18n/index.ts'
import { OFFLINE, type Problem, ProblemError, problemOf } from '../problem.ts'

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'kept' | 'refused'

/** Someone else saved first. Nothing is overwritten until a person chooses. */
export interface Conflict<T> {
  mine: T
  theirs: T
  theirVersion: number
}

export interface Autosave<T> {
  value: T
  version: number
  state: SaveState
  savedAt: string | undefined
  problem: Problem | undefined
  conflict: Conflict<T> | undefined
}

interface AutosaveOptions<T> {
  /** Names the draft: `report.<id>`. */
  key: string
  value: T
  version: number
  /**
   * Writes `value` over `version`; answers the new version. A changed row is a 409 or 412 problem
   * with the extension `current: { value, version }`.
   */
  save: (value: T, version: number) => Promise<{ version: number }>
  /** Milliseconds after the last change before it is written. */
  pause?: number
}

const PAUSE = 1_200

function currentIn<T>(problem: Problem): { value: T; version: number } | undefined {
  if (problem.status !== 409 && problem.status !== 412) return undefined
  const current = problem.current as { value: T; version: number } | undefined
  return current && typeof current.version === 'number' ? current : undefined
}

/** Saving by itself, apart from the screen: change, pause, save; one save at a time; a draft beside until it is saved. */
export class Autosaver<T> {
  private now: Autosave<T>
  private timer: ReturnType<typeof setTimeout> | undefined
  private underway: Promise<void> | undefined
  private readonly options: AutosaveOptions<T>
  private readonly listeners = new Set<() => void>()

  constructor(options: AutosaveOptions<T>) {
    this.options = options
    const draft = readDraft<{ value: T; version: number }>(options.key)
    const fresh = { savedAt: undefined, problem: undefined, conflict: undefined }
    const loaded = { value: options.value, version: options.version }
    if (!draft) this.now = { ...loaded, ...fresh, state: 'saved' }
    else if (draft.value.version === options.version) {
      this.now = { ...loaded, value: draft.value.value, ...fresh, state: 'unsaved' }
    } else {
      // The draft was written over an older version: the same choice as when two people edit at once.
      const conflict = { mine: draft.value.value, theirs: options.value, theirVersion: options.version }
      this.now = { ...loaded, value: draft.value.value, ...fresh, state: 'unsaved', conflict }
    }
  }

  /** Begins what a restored draft still owes. */
  start(): void {
    if (this.now.state === 'unsaved' && !this.now.conflict) this.plan()
  }
  read = (): Autosave<T> => this.now
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  private become(part: Partial<Autosave<T>>): void {
    this.now = { ...this.now, ...part }
    for (const listener of this.listeners) listener()
  }
  private plan(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), this.options.pause ?? PAUSE)
  }

  change(value: T): void {
    this.become({ value, state: 'unsaved' })
    writeDraft(this.options.key, { value, version: this.now.version })
    if (!this.now.conflict) this.plan()
  }

  /**
   * Saves now what is not saved, after the save that is under way; also called when the connection returns and when
   * the page is left.
   * @returns whether the server holds everything: what goes on from the saved words asks that first
   */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.underway) await this.underway
    if (!this.now.conflict && this.now.state !== 'saved') {
      this.underway = this.write()
      await this.underway
    }
    return this.now.state === 'saved'
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer)
    const { value, version } = this.now
    this.become({ state: 'saving', problem: undefined })
    try {
      const saved = await this.options.save(value, version)
      const unchanged = this.now.value === value
      this.become({
        version: saved.version,
        savedAt: new Date().toISOString(),
        state: unchanged ? 'saved' : 'unsaved',
      })
      if (unchanged) dropDraft(this.options.key)
      else {
        writeDraft(this.options.key, { value: this.now.value, version: saved.version })
        this.plan()
      }
    } catch (thrown) {
      this.failed(problemOf(thrown), value)
    } finally {
      this.underway = undefined
    }
  }

  private failed(problem: Problem, value: T): void {
    const current = currentIn<T>(problem)
    if (current) {
      const mine = this.now.value === value ? value : this.now.value
      this.become({ state: 'unsaved', conflict: { mine, theirs: current.value, theirVersion: current.version } })
    } else if (problem.type === OFFLINE) this.become({ state: 'kept' })
    else this.become({ state: 'refused', problem })
  }

  /** Giữ của tôi: what I wrote goes over their version. */
  async keepMine(): Promise<void> {
    const { conflict } = this.now
    if (!conflict) return
    this.become({ version: conflict.theirVersion, conflict: undefined, state: 'unsaved' })
    writeDraft(this.options.key, { value: this.now.value, version: conflict.theirVersion })
    await this.flush()
  }

  /** Lấy của người kia: what I wrote is given up. */
  takeTheirs(): void {
    const { conflict } = this.now
    if (!conflict) return
    dropDraft(this.options.key)
    this.become({ value: conflict.theirs, version: conflict.theirVersion, conflict: undefined, state: 'saved' })
  }
}

/** Saves a sheet by itself. Mount it only when the record is loaded, with `key={id}` on the component. */
export function useAutosave<T>(options: AutosaveOptions<T>): Autosave<T> & {
  change: (value: T) => void
  keepMine: () => Promise<void>
  takeTheirs: () => void
  flush: () => Promise<boolean>
} {
  const [saver] = useState(() => new Autosaver(options))
  const now = useSyncExternalStore(saver.subscribe, saver.read)
  useEffect(() => {
    saver.start()
    const flush = () => void saver.flush()
    window.addEventListener('online', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', flush)
      flush()
    }
  }, [saver])
  return {
    ...now,
    change: (value) => saver.change(value),
    keepMine: () => saver.keepMine(),
    takeTheirs: () => saver.takeTheirs(),
    flush: () => saver.flush(),
  }
}

/** Before a sheet goes on its way. @throws ProblemError where something on it could not be saved: that would stay behind */
export function mustBeSaved(saved: readonly boolean[]): void {
  if (saved.every(Boolean)) return
  throw new ProblemError({
    type: '/errors/state-conflict',
    title: t('sheet.notSaved'),
    detail: t('sheet.notSavedText'),
    status: 409,
  })
}

export interface Difference {
  path: string
  mine: string
  theirs: string
}

function written(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—'
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** What differs between two values, leaf by leaf, for *xem khác biệt*. */
export function differences(mine: unknown, theirs: unknown, path = ''): Difference[] {
  if (Object.is(mine, theirs)) return []
  const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (isTree(mine) && isTree(theirs)) {
    const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    return names.flatMap((name) => differences(mine[name], theirs[name], path ? `${path}.${name}` : name))
  }
  return [{ path, mine: written(mine), theirs: written(theirs) }]
}
