import { parentPort } from 'node:worker_threads'
import { readBytes } from './read-bytes.ts'

// one file at a time; what breaks here ends the thread, and the thread's owner answers for it
parentPort?.on('message', async ({ bytes, name }: { bytes: Uint8Array; name: string }) => {
  parentPort?.postMessage(await readBytes(bytes, name))
})
