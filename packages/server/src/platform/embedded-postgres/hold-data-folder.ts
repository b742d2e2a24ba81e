import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, openSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Longest path of a Unix socket that every platform takes, in bytes (macOS 103, Linux 107). */
export const longestSocketPath = 103

/** The data folder is this process's until `release`. */
export type HeldFolder = { release(): void }

/**
 * Takes a data folder for this process alone. The lock is a listening socket, so it ends with the process however that
 * ends (kill -9, power cut), needs no process number that another may have by now, and holds across containers.
 *
 * Locks are numbered and the highest counts. One that nobody listens behind stays dead for ever, so whoever finds it dead
 * may try to place the next number; only one can, and a living lock is never moved or removed by another.
 * @throws {CannotStart} when a living process holds it; the folder is left as it was
 */
export async function holdDataFolder(dataDir: string): Promise<HeldFolder> {
  const way = shortWayInto(dataDir)
  const name = `.lock-${randomBytes(4).toString('hex')}`
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy()) // whoever asked has gone again
    socket.end(`${process.pid}`)
  })
  const release = () => {
    server.close()
    way.close()
  }
  try {
    await listen(server, join(way.folder, name))
    server.unref()
    const number = await place(dataDir, way.folder, name)
    return {
      release() {
        rmSync(join(dataDir, lockName(number)), { force: true })
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  } finally {
    rmSync(join(dataDir, name), { force: true })
  }
}

const lockName = (number: number) => `lock.${number}`

/** Numbers of the locks in the folder, lowest first. */
function listLocks(dataDir: string): number[] {
  const names = readdirSync(dataDir).map((name) => /^lock\.(\d+)$/.exec(name)?.[1])
  return names
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

/** Gives the listening socket the next free number. */
async function place(dataDir: string, way: string, name: string): Promise<number> {
  for (;;) {
    const highest = listLocks(dataDir).at(-1) ?? 0
    if (highest > 0) await refuseIfHeld(dataDir, join(way, lockName(highest)))
    const mine = highest + 1
    try {
      linkSync(join(dataDir, name), join(dataDir, lockName(mine)))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue // another was quicker: ask that one
      throw error
    }
    // Since the look round, another may have come and placed a higher one, and cleared the number that was free for us.
    const others = listLocks(dataDir).filter((number) => number !== mine)
    if (others.some((number) => number > mine)) {
      rmSync(join(dataDir, lockName(mine)))
      continue
    }
    for (const dead of others) rmSync(join(dataDir, lockName(dead)), { force: true })
    return mine
  }
}

async function refuseIfHeld(dataDir: string, path: string): Promise<void> {
  const holder = await askHolder(path)
  if (holder === undefined) return
  throw new CannotStart(
    `The data folder ${dataDir} is in use${holder === '' ? '' : ` by process ${holder}`}: stop that one first, or choose another DATA_DIR.`,
  )
}

/** The holder's process number, '' if it holds without answering, undefined if nobody listens. */
function askHolder(path: string): Promise<string | undefined> {
  return new Promise((answer, fail) => {
    let text = ''
    let connected = false
    const socket = connect(path, () => {
      connected = true
    })
    socket.setTimeout(1000, () => {
      socket.destroy()
      answer(text)
    })
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => answer(text))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (connected) answer(text)
      else if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ENOTSOCK') answer(undefined)
      else fail(error)
    })
  })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, done)
  })
}

/** A socket's path is short; on Linux a long folder is reached through its file descriptor. */
function shortWayInto(dataDir: string): { folder: string; close(): void } {
  if (Buffer.byteLength(join(dataDir, '.lock-00000000')) <= longestSocketPath) {
    return { folder: dataDir, close: () => undefined }
  }
  if (process.platform !== 'linux') {
    throw new CannotStart(`The path of the data folder is too long (${dataDir}): choose a shorter DATA_DIR.`)
  }
  const descriptor = openSync(dataDir, 'r')
  return { folder: `/proc/self/fd/${descriptor}`, close: () => closeSync(descriptor) }
}
