import { spawnSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** The operating system's account that PostgreSQL runs under. */
export type Account = { uid: number; gid: number }

/**
 * PostgreSQL refuses to run as root. Under root it runs as the owner of the cluster where there is one, else as the user
 * `postgres`, made where missing, else as `nobody`; an ordinary user runs it as himself.
 * @param clusterDir the cluster's folder, which need not exist yet
 */
export function chooseAccount(clusterDir: string): Account {
  const own = { uid: process.getuid!(), gid: process.getgid!() }
  const cluster = statSync(clusterDir, { throwIfNoEntry: false })
  if (own.uid !== 0) {
    if (cluster !== undefined && cluster.uid !== own.uid) {
      throw new CannotStart(
        `${clusterDir} belongs to another user (uid ${cluster.uid}): start as that user or as root, or choose another DATA_DIR.`,
      )
    }
    return own
  }
  if (cluster !== undefined && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid }
  const account = findAccount('postgres') ?? makePostgresAccount() ?? findAccount('nobody')
  if (account === undefined) {
    throw new CannotStart('PostgreSQL does not run as root: add a user named postgres, then start again.')
  }
  return account
}

function findAccount(name: string): Account | undefined {
  const number = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number.parseInt(stdout, 10) : undefined
  }
  const uid = number('-u')
  const gid = number('-g')
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid }
}

function makePostgresAccount(): Account | undefined {
  // shadow-utils (Debian, Fedora), then BusyBox (Alpine); where neither is present, nobody will do.
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const made = findAccount('postgres')
  if (made) return made
  spawnSync('adduser', ['-S', '-D', '-H', 'postgres'])
  return findAccount('postgres')
}

/**
 * The nearest folder on the way from the root to `path`, itself included, that the account may not pass through.
 * Judged by mode bits: access lists can only make this more careful than need be.
 */
export function findClosedFolder(path: string, account: Account): string | undefined {
  const way: string[] = []
  for (let folder = path; ; folder = dirname(folder)) {
    way.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return way.find((folder) => {
    const stats = statSync(folder, { throwIfNoEntry: false })
    return stats?.isDirectory() === true && !mayPass(stats, account)
  })
}

function mayPass({ mode, uid, gid }: Stats, account: Account): boolean {
  if (account.uid === 0) return true
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & bit) !== 0
}
