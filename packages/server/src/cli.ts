#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { confirmed, papers } from './assemble.ts'
import {
  administrativeUnits,
  createAdministrator,
  importUnitsFile,
  insertUnits,
  realUnits,
} from './organisation/index.ts'
import { openAuth } from './platform/auth/index.ts'
import { backUp } from './platform/backup/back-up.ts'
import { CannotRestore, restore } from './platform/backup/restore.ts'
import { deriveKey, readConfig } from './platform/config.ts'
import { connect, roleUrl } from './platform/database.ts'
import { CannotStart } from './platform/embedded-postgres.ts'
import { openEvents } from './platform/events.ts'
import { openFileStore } from './platform/files.ts'
import { healthChecks } from './platform/health/index.ts'
import { openJobs } from './platform/jobs.ts'
import { migrate } from './platform/migrate.ts'
import { Problem } from './platform/problem.ts'
import { reachDatabase } from './platform/reach-database.ts'
import { type Services, systemClock } from './platform/services.ts'

const help = `Bang Giao from the terminal. The data folder is DATA_DIR (default ./data), or the server of DATABASE_URL.

  banggiao create-admin --unit CODE --name NAME --phone NUMBER [--staff-code CODE] [--email ADDRESS]
      An administrator of a unit; prints a password that is changed at its first use.
  banggiao import-units --province 79,22
      The real public bodies of provinces: people's committee, department of education, every commune-level unit with its
      Phòng Văn hóa - Xã hội.
  banggiao import-units FILE.xlsx|FILE.csv
      Units with superiors and successors by code; former districts too. Nothing is imported while a row has an error; a known
      unit gets the name of its row, and what else its row says differently is told.
  banggiao doctor
      Looks for what is wrong in the data; ends with 1 where something is.
  banggiao backup FILE
      Everything at one moment, while others go on working: tables, files, the key. Keep the archive closed.
  banggiao restore FILE
      Into an empty installation; PostgreSQL 15 or newer, also another version than the backup came from.`

const say = (message: string) => console.log(message)

/** A sentence for the terminal instead of a stack: the person did something that cannot be done. */
class Refused extends Error {}

async function main(argv: string[]): Promise<number> {
  const [command, ...rest] = argv
  const commands: Record<string, (args: string[]) => Promise<number>> = {
    'create-admin': createAdmin,
    'import-units': importUnits,
    doctor,
    backup,
    restore: restoreFrom,
  }
  const run = command === undefined ? undefined : commands[command]
  if (!run) {
    say(help)
    return command === undefined || command === 'help' || command === '--help' ? 0 : 2
  }
  return run(rest)
}

/** Runs `work` over the installation's services, migrated to the newest form. */
async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const config = readConfig(process.env, [])
  const reached = await reachDatabase(config, say)
  const stops: (() => Promise<unknown>)[] = [reached.stop]
  try {
    const { url } = reached
    const passwordOf = passwordsFrom(config.secret)
    await migrate(url, passwordOf)
    const database = connect({ url, passwordOf, max: 2 })
    stops.push(() => database.end())
    const warn = (message: string, error?: unknown) => console.error(message, error ?? '')
    const events = await openEvents(roleUrl(url, 'app_system', passwordOf('app_system')), warn)
    stops.push(() => events.stop())
    const jobs = await openJobs(database.system, warn)
    stops.push(() => jobs.stop())
    const auth = openAuth(url, passwordOf('app_auth'), config.secret)
    stops.push(() => auth.end())
    return await work({
      config: { ...config, databaseUrl: url },
      database,
      auth,
      jobs,
      events,
      files: openFileStore(config.dataDir),
      clock: systemClock,
      papers,
      confirmed,
      log: { info: say, warn },
    })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

const passwordsFrom = (secret: string) => (role: string) => deriveKey(secret, `role ${role}`)

async function createAdmin(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      unit: { type: 'string' },
      name: { type: 'string' },
      phone: { type: 'string' },
      'staff-code': { type: 'string' },
      email: { type: 'string' },
    },
  })
  const { unit, name, phone } = values
  if (!unit || !name || !phone) throw new Refused('create-admin needs --unit, --name and --phone.')
  return withServices(async (services) => {
    const slip = await createAdministrator(services, {
      unitCode: unit,
      name,
      phone,
      staffCode: values['staff-code'] ?? null,
      email: values.email ?? null,
    })
    say(`${slip.name} now administers ${slip.unitName}.`)
    say(
      `Sign in with ${slip.identifiers.join(' or ')} and the password ${slip.password}, to be changed at its first use.`,
    )
    return 0
  })
}

async function importUnits(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { province: { type: 'string' } }, allowPositionals: true })
  const [file] = positionals
  if (values.province) {
    const codes = values.province.split(',').map((code) => code.trim())
    const unknown = codes.find((code) => !administrativeUnits().provinces.some((p) => p.code === code))
    if (unknown)
      throw new Refused(
        `No province has the code ${unknown}. Codes: ${administrativeUnits()
          .provinces.map((p) => `${p.code} ${p.name}`)
          .join(', ')}.`,
      )
    return withServices(async (services) => {
      const added = await services.database.asSystem('import-units', (trx) => insertUnits(trx, realUnits(codes)))
      say(`${added} units added.`)
      return 0
    })
  }
  if (!file) throw new Refused('import-units needs a file, or --province.')
  if (!existsSync(file)) throw new Refused(`There is no file ${file}.`)
  return withServices(async (services) => {
    const result = await importUnitsFile(services, readFileSync(file), basename(file))
    for (const error of result.errors) say(`${error.cell}: ${error.message}`)
    for (const warning of result.warnings) say(`${warning.cell}: note: ${warning.message}`)
    if (result.errors.length > 0) {
      say(`${result.rows} rows read, ${result.errors.length} errors; nothing was imported.`)
      return 1
    }
    say(`${result.rows} rows read, ${result.added} units added, ${result.changed} renamed.`)
    if (result.warnings.length > 0)
      say(`${result.warnings.length} cells say something else than the system has, which was left as it is.`)
    return 0
  })
}

async function doctor(): Promise<number> {
  return withServices(async (services) => {
    let worst = 0
    for (const check of healthChecks) {
      const { count, examples } = await services.database.asSystem('doctor', (trx) => check.find(trx, services))
      if (count === 0) {
        say(`ok       ${check.name}`)
        continue
      }
      if (check.severity === 'error') worst = 1
      say(`${check.severity.padEnd(8)} ${check.name}: ${check.says.en} (${count}): ${examples.join(', ')}`)
      say(`         ${check.advice.en}.`)
    }
    return worst
  })
}

async function backup(args: string[]): Promise<number> {
  const [file] = args
  if (!file) throw new Refused('backup needs the name of the archive to write.')
  if (existsSync(file)) throw new Refused(`${file} exists already; choose another name.`)
  const config = readConfig(process.env, [])
  const reached = await reachDatabase(config, say)
  try {
    await migrate(reached.url, passwordsFrom(config.secret))
    const counts = await backUp(config, reached.url, passwordsFrom(config.secret), resolve(file))
    say(`${counts.tables} tables and ${counts.files} files are in ${file}.`)
    say(
      counts.keyIncluded
        ? 'The archive holds the key of this installation and everybody’s data: keep it where only you can read it.'
        : 'The key comes from BANGGIAO_SECRET and is not in the archive: keep it as well, the restored data needs it.',
    )
    return 0
  } finally {
    await reached.stop()
  }
}

async function restoreFrom(args: string[]): Promise<number> {
  const [file] = args
  if (!file) throw new Refused('restore needs the archive to read.')
  if (!existsSync(file)) throw new Refused(`There is no file ${file}.`)
  const config = readConfig(process.env, [])
  const reached = await reachDatabase(config, say)
  try {
    const counts = await restore(config, reached.url, resolve(file))
    say(`${counts.tables} tables and ${counts.files} files as they stood at ${counts.takenAt} are back.`)
    if (!counts.keyRestored)
      say('The archive holds no key: start with the same BANGGIAO_SECRET as before, or everybody signs in anew.')
    return 0
  } finally {
    await reached.stop()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof Problem) console.error(error.detail?.en ?? error.message)
  else if (error instanceof Refused || error instanceof CannotRestore || error instanceof CannotStart)
    console.error(error.message)
  // an option that is none, or lacks its value
  else if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    console.error(`${error.message}\nnpx --no-install banggiao --help shows what each command takes.`)
  else console.error(error)
  process.exitCode = 1
}
