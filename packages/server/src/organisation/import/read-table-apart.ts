import { Problem, type ProblemCode, type Words } from '../../platform/problem.ts'
import { workerPool } from '../../platform/worker-pool.ts'
import type { Table } from './read-table.ts'

export interface TableTask {
  bytes: Uint8Array
  name: string
}
/** What the thread says: the table, or the problem by its code and words. */
export type TableAnswer = { table: Table } | { problem: ProblemCode; detail: Words | undefined }

const pool = workerPool<TableTask>(new URL('./read-table-worker.ts', import.meta.url), 'reading a table', {
  mostMs: 60_000,
  mostHeapMb: 512,
  mostAtOnce: 1,
  // up to 50 MB each
  mostWaiting: 8,
  busy: {
    vi: 'Nhiều bảng đang được đọc cùng lúc; thử lại sau ít phút',
    en: 'Many tables are being read just now; try again in a few minutes',
  },
  idleMs: 5_000,
})

/**
 * Reads a table in a thread apart, so that a large or malicious one holds nobody up; see `readTable`.
 * @throws Problem unreadable-file, secret-document
 */
export async function readTableApart(bytes: Uint8Array, name: string, log: (message: string) => void): Promise<Table> {
  const answer = await pool.run<TableAnswer>(
    { bytes, name },
    {
      log,
      onFailure: (failure) => ({
        problem: 'unreadable-file',
        detail:
          failure.why === 'heavy'
            ? { vi: 'Tệp quá lớn nên không đọc xong được. Chia thành nhiều tệp', en: 'The file is too large. Split it' }
            : { vi: 'Tệp hỏng hoặc không phải .xlsx', en: 'The file is damaged or no .xlsx' },
      }),
      // the thread that saw a secret mark ends with it
      reusable: (said) => !('problem' in said && said.problem === 'secret-document'),
    },
  )
  if ('problem' in answer) throw new Problem(answer.problem, answer.detail)
  return answer.table
}
