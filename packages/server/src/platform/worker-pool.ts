import { Worker } from 'node:worker_threads'
import { Problem, type Words } from './problem.ts'

export interface WorkerLimits {
  /** Longest one task may take, in milliseconds. */
  mostMs: number
  mostHeapMb: number
  /** Tasks at once in this process; others wait their turn. */
  mostAtOnce: number
  /** Tasks that may wait, each with what it was given in memory; one more is refused with these words. */
  mostWaiting: number
  busy: Words
  /** A thread with nothing to do ends after this, in milliseconds; the next task of the same hand finds it ready. */
  idleMs: number
}

/** Why a task has no answer: it went beyond the limits, or its code broke. */
export type Failure = { why: 'heavy'; words: string } | { why: 'broken' }

interface Outcome<T> {
  onFailure: (failure: Failure) => T
  /** Hears that the task broke, never what was in it. */
  log: (message: string) => void
  /** Whether the thread may be used again after this answer; always when absent. */
  reusable?: (answer: T) => boolean
  /** Longest this task may take instead of the pool's own limit, in milliseconds. */
  mostMs?: number
  /** Hears how far a long task is: a message `{ done, of }` of the thread, any number of times before its answer. */
  progress?: (done: number, of: number) => void
}

/** How far a long task is; any other message is its answer. */
export interface Step {
  done: number
  of: number
}

function isStep(message: unknown): message is Step {
  return typeof message === 'object' && message !== null && Object.keys(message).join() === 'done,of'
}

export interface WorkerPool<Task> {
  /** Starts a thread while the task is still coming in, so that it begins at once. */
  expect(): void
  /** @throws Problem too-many-requests where as many wait as may */
  run<T>(task: Task, outcome: Outcome<T>): Promise<T>
  /** In a thread of its own beside those of the pool, ended with the task: for work that takes minutes. */
  runApart<T>(task: Task, outcome: Outcome<T>): Promise<T>
}

interface Thread {
  worker: Worker
  /** What to do with the next thing it says or suffers; null while it has nothing to do. */
  hear:
    | ((outcome: { answer: unknown } | { step: Step } | { error: Error & { code?: string } } | 'ended') => void)
    | null
  ends: NodeJS.Timeout | undefined
}

/**
 * Threads apart for work that would hold up the server: one task at a time each, ended when it takes too long or too much memory.
 * @param file module that answers each message with one message
 * @param what names the work in the log
 */
export function workerPool<Task>(file: URL, what: string, limits: WorkerLimits): WorkerPool<Task> {
  let running = 0
  const waiting: (() => void)[] = []
  const idle: Thread[] = []

  function startThread(): Thread {
    const worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: limits.mostHeapMb },
      stdout: true,
      stderr: true,
    })
    const thread: Thread = { worker, hear: null, ends: undefined }
    worker.on('message', (answer: unknown) => thread.hear?.(isStep(answer) ? { step: answer } : { answer }))
    worker.on('error', (error) => thread.hear?.({ error: error as Error }))
    worker.on('exit', () => {
      forget(thread)
      thread.hear?.('ended')
    })
    return thread
  }

  function takeThread(): Thread {
    const thread = idle.pop() ?? startThread()
    clearTimeout(thread.ends)
    thread.worker.ref()
    return thread
  }

  function rest(thread: Thread): void {
    thread.worker.unref()
    thread.ends = setTimeout(() => {
      forget(thread)
      void thread.worker.terminate()
    }, limits.idleMs).unref()
    idle.push(thread)
  }

  function forget(thread: Thread): void {
    const at = idle.indexOf(thread)
    if (at >= 0) idle.splice(at, 1)
  }

  function inThread<T>(thread: Thread, task: Task, outcome: Outcome<T>): Promise<T> {
    const { onFailure, log, reusable, progress, mostMs = limits.mostMs } = outcome
    return new Promise((resolve) => {
      const settle = (answer: T, keep = false) => {
        thread.hear = null
        clearTimeout(timer)
        if (keep) rest(thread)
        else void thread.worker.terminate()
        resolve(answer)
      }
      const heavy = (words: string) => settle(onFailure({ why: 'heavy', words }))
      const timer = setTimeout(() => heavy('took too long'), mostMs)
      thread.hear = (said) => {
        if (said === 'ended') return heavy('ended')
        if ('step' in said) return progress?.(said.step.done, said.step.of)
        if ('answer' in said) {
          const answer = said.answer as T
          return settle(answer, reusable?.(answer) ?? true)
        }
        const { error } = said
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return heavy('needed too much memory')
        // the message could quote what was given; the frames cannot
        const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
        log(`${what} broke: ${error.name}\n${frames?.join('\n')}`)
        settle(onFailure({ why: 'broken' }))
      }
      thread.worker.postMessage(task)
    })
  }

  return {
    expect() {
      if (idle.length === 0 && running < limits.mostAtOnce) rest(startThread())
    },
    runApart: (task, outcome) => inThread(startThread(), task, { ...outcome, reusable: () => false }),
    async run(task, outcome) {
      if (running < limits.mostAtOnce) running++
      else {
        if (waiting.length >= limits.mostWaiting) throw new Problem('too-many-requests', limits.busy)
        await new Promise<void>((go) => waiting.push(go))
      }
      try {
        return await inThread(takeThread(), task, outcome)
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
