import { parentPort } from 'node:worker_threads'
import { readBytes } from './read-bytes.ts'
import type { ThreadTask } from './read-in-worker.ts'

// one task at a time; what breaks here ends the thread, and the thread's owner answers for it
parentPort?.on('message', async (task: ThreadTask) => {
  if (task.kind === 'read') return parentPort?.postMessage(await readBytes(task.bytes, task.name))
  // what composes a PDF is loaded only where one is compared
  const { compareSigned } = await import('./compare-signed.ts')
  parentPort?.postMessage(await compareSigned(task.approved, task.signedText, task.given))
})
