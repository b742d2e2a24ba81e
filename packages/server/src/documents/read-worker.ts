import { parentPort } from 'node:worker_threads'
import type { Step } from '../platform/worker-pool.ts'
import { readBytes, recogniseBytes, screenBytes } from './read-bytes.ts'
import type { ThreadTask } from './read-in-worker.ts'

async function answer(task: ThreadTask): Promise<unknown> {
  switch (task.kind) {
    case 'read':
      return readBytes(task.bytes, task.name, task.roots)
    case 'screen':
      return screenBytes(task.bytes, task.wanted, task.whole)
    case 'recognise':
      return recogniseBytes(task.bytes, task.name, task.roots, (done, of) => {
        parentPort?.postMessage({ done, of } satisfies Step)
      })
    case 'draw': {
      const { drawBytes } = await import('./draw-bytes.ts')
      return drawBytes(task.bytes, task.page, task.dpi)
    }
    case 'compare': {
      // what composes a PDF is loaded only where one is compared
      const { compareSigned } = await import('./compare-signed.ts')
      return compareSigned(task.approved, task.signedText, task.given)
    }
  }
}

// one task at a time; what breaks here ends the thread, and the thread's owner answers for it
parentPort?.on('message', async (task: ThreadTask) => parentPort?.postMessage(await answer(task)))
