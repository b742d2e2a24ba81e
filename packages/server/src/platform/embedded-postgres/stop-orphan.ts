import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'

/**
 * Stops a PostgreSQL that outlived the Node that had started it (kill -9): it would keep the folder from the next one.
 * To be called by the holder of the data folder only, for then no living Node can own that server.
 * @param clusterDir real path of the cluster
 */
export async function stopOrphan(clusterDir: string, log: (message: string) => void): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  if (!Number.isInteger(pid) || pid <= 0) return
  if (!isPostmaster(pid, clusterDir)) {
    // The number is another process's by now. PostgreSQL would take that one for a server and refuse to start.
    rmSync(file)
    return
  }
  log(`stopping a PostgreSQL left behind by a start that was killed (process ${pid})`)
  // Fast: roll back and close; then immediate: the next start recovers from the write-ahead log.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < 15_000; waited += 20) {
      await wait(20)
      if (!isPostmaster(pid, clusterDir)) return
    }
  }
  throw new CannotStart(
    `A PostgreSQL left behind in ${clusterDir} (process ${pid}) does not stop: end it, then start again.`,
  )
}

/** Whether that process is the server started over that folder: its command line says so to everybody, its children's do not. */
function isPostmaster(pid: number, clusterDir: string): boolean {
  const command = readCommandLine(pid)
  return command.includes('postgres') && command.includes(clusterDir)
}

/** '' when there is no such process, or one that has ended and waits to be reaped. */
function readCommandLine(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).stdout
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
