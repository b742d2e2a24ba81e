import { parentPort } from 'node:worker_threads'
import { Problem } from '../../platform/problem.ts'
import { readTable } from './read-table.ts'
import type { TableAnswer, TableTask } from './read-table-apart.ts'

// one table at a time; what breaks here ends the thread, and the thread's owner answers for it
parentPort?.on('message', async ({ bytes, name }: TableTask) => {
  parentPort?.postMessage(await answer(bytes, name))
})

async function answer(bytes: Uint8Array, name: string): Promise<TableAnswer> {
  try {
    return { table: await readTable(bytes, name) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { problem: error.code, detail: error.detail }
  }
}
