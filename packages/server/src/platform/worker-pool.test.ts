import { expect, test } from 'vitest'
import { Problem } from './problem.ts'
import { workerPool } from './worker-pool.ts'

/** A thread that answers each number after so many milliseconds. */
const slow = new URL(
  `data:text/javascript,${encodeURIComponent(
    "import { parentPort } from 'node:worker_threads'; parentPort.on('message', (ms) => setTimeout(() => parentPort.postMessage(ms), ms))",
  )}`,
)
const outcome = { onFailure: () => -1, log: () => undefined }
const pool = (mostWaiting: number) =>
  workerPool<number>(slow, 'waiting', {
    mostMs: 60_000,
    mostHeapMb: 64,
    mostAtOnce: 1,
    mostWaiting,
    busy: { vi: 'Đang bận', en: 'Busy' },
    idleMs: 10,
  })

test('what waits is done in turn; one task more than may wait is refused in the words of the work', async () => {
  const { run } = pool(2)
  const taken = [run(300, outcome), run(1, outcome), run(2, outcome)]
  const refused = await run(3, outcome).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Problem)
  expect(refused).toMatchObject({ code: 'too-many-requests', detail: { vi: 'Đang bận', en: 'Busy' } })
  expect(await Promise.all(taken)).toEqual([300, 1, 2])
  expect(await run(4, outcome)).toBe(4)
})
