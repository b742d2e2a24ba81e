#!/usr/bin/env node
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CannotRestore } from './platform/backup/cannot-restore.ts'
import { type Config, deriveKey, readConfig } from './platform/config.ts'
import { CannotStart } from './platform/embedded-postgres/cannot-start.ts'
import { Problem } from './platform/problem.ts'
import type { Services } from './platform/services.ts'

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
      Looks over the data: one line for each thing that should hold, "ok" where it does. An error is to be mended before work goes
      on, a warning can wait; under each stands what to do. Ends with 1 where there is an error.
  banggiao backup FILE
      Everything at one moment, while others go on working: tables, files, the key. Keep the archive closed.
  banggiao restore FILE
      Into an empty installation; PostgreSQL 15 or newer, also another version than the backup came from.`

const say = (message: string) => console.log(message)

/** A sentence for the terminal instead of a stack: what was asked for cannot be done. */
class Refused extends Error {}

/** The command was not written as it has to be; ends with 2, as a command that does not exist does. */
class WrongUse extends Error {}

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

/**
 * Runs `work` over the installation's services, migrated to the newest form. What a command needs is loaded when it runs: a
 * command that is written wrongly is told at once.
 */
async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const [{ openAuth }, { connect, roleUrl }, { openEvents }, { openFileStore }, { openJobs }, { systemClock }] =
    await Promise.all([
      import('./platform/auth/index.ts'),
      import('./platform/database.ts'),
      import('./platform/events.ts'),
      import('./platform/files.ts'),
      import('./platform/jobs.ts'),
      import('./platform/services.ts'),
    ])
  return withDatabase(async (config, url) => {
    const passwordOf = passwordsFrom(config.secret)
    const { migrate } = await import('./platform/migrate.ts')
    await migrate(url, passwordOf)
    const stops: (() => Promise<unknown>)[] = []
    try {
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
        // no command writes a paper or confirms a document
        papers: {},
        confirmed: [],
        log: { info: say, warn },
      })
    } finally {
      for (const stop of stops.reverse()) await stop()
    }
  })
}

/** Runs `work` over the installation's database, as its owner; one that this command started is stopped again. */
async function withDatabase<T>(work: (config: Config, url: string) => Promise<T>): Promise<T> {
  const config = readConfig(process.env, [])
  const { reachDatabase } = await import('./platform/reach-database.ts')
  const reached = await reachDatabase(config, say)
  try {
    return await work(config, reached.url)
  } finally {
    await reached.stop()
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
  if (!unit || !name || !phone) throw new WrongUse('create-admin needs --unit, --name and --phone.')
  const { createAdministrator } = await import('./organisation/index.ts')
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
  if ((values.province === undefined) === (file === undefined) || positionals.length > 1)
    throw new WrongUse('import-units needs one file, or --province.')
  const { administrativeUnits, importUnitsFile, insertUnits, realUnits } = await import('./organisation/index.ts')
  if (values.province !== undefined) {
    const codes = values.province.split(',').map((code) => code.trim())
    const unknown = codes.find((code) => !administrativeUnits().provinces.some((p) => p.code === code))
    if (unknown !== undefined)
      throw new WrongUse(
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
  const table = readHere(file ?? '')
  return withServices(async (services) => {
    const result = await importUnitsFile(services, table, basename(file ?? ''))
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

async function doctor(args: string[]): Promise<number> {
  parseArgs({ args })
  const { healthChecks } = await import('./platform/health/index.ts')
  return withServices(async (services) => {
    const found = { error: 0, warning: 0 }
    for (const check of healthChecks) {
      const { count, examples } = await services.database.asSystem('doctor', (trx) => check.find(trx, services))
      if (count === 0) {
        say(`ok       ${check.name}: ${check.holds.en}`)
        continue
      }
      found[check.severity]++
      say(`${check.severity.padEnd(8)} ${check.name}: ${check.says.en} (${count}): ${examples.join(', ')}`)
      say(`         To do: ${check.advice.en}.`)
    }
    const { error, warning } = found
    if (error + warning === 0) say('All of it holds.')
    else say(`${counted(error, 'error')} to be mended, ${counted(warning, 'warning')} that can wait.`)
    return error > 0 ? 1 : 0
  })
}

const counted = (count: number, of: string) => `${count} ${of}${count === 1 ? '' : 's'}`

/** @throws WrongUse with that sentence where a command is not given exactly one name */
function oneFile(args: string[], sentence: string): string {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new WrongUse(sentence)
  return file
}

/** @throws Refused where nothing can be read there */
function readHere(file: string): Uint8Array {
  if (!existsSync(file)) throw new Refused(`There is no file ${file}.`)
  if (!statSync(file).isFile()) throw new Refused(`${file} is no file.`)
  return readFileSync(file)
}

async function backup(args: string[]): Promise<number> {
  const file = oneFile(args, 'backup needs the name of the archive to write.')
  if (existsSync(file)) throw new Refused(`${file} exists already; choose another name.`)
  const [{ backUp }, { migrate }] = await Promise.all([
    import('./platform/backup/back-up.ts'),
    import('./platform/migrate.ts'),
  ])
  return withDatabase(async (config, url) => {
    const passwordOf = passwordsFrom(config.secret)
    await migrate(url, passwordOf)
    const counts = await backUp(config, url, passwordOf, resolve(file))
    say(`${counts.tables} tables and ${counts.files} files are in ${file}.`)
    say(
      counts.keyIncluded
        ? 'The archive holds the key of this installation and everybody’s data: keep it where only you can read it.'
        : 'The key comes from BANGGIAO_SECRET and is not in the archive: keep it as well, the restored data needs it.',
    )
    return 0
  })
}

async function restoreFrom(args: string[]): Promise<number> {
  const file = oneFile(args, 'restore needs the archive to read.')
  if (!existsSync(file)) throw new Refused(`There is no file ${file}.`)
  const { restore } = await import('./platform/backup/restore.ts')
  return withDatabase(async (config, url) => {
    const counts = await restore(config, url, resolve(file))
    say(`${counts.tables} tables and ${counts.files} files as they stood at ${counts.takenAt} are back.`)
    if (!counts.keyRestored)
      say('The archive holds no key: start with the same BANGGIAO_SECRET as before, or everybody signs in anew.')
    return 0
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const { sentence, wrongUse } = told(error)
  console.error(sentence)
  if (wrongUse) console.error('npx --no-install banggiao --help shows what each command takes.')
  process.exitCode = wrongUse ? 2 : 1
}

/** What to say of an error: a sentence where it is one of those a person meets, the whole of it otherwise. */
function told(error: unknown): { sentence: unknown; wrongUse?: boolean } {
  if (error instanceof WrongUse) return { sentence: error.message, wrongUse: true }
  if (error instanceof Problem) return { sentence: error.detail?.en ?? error.message }
  if (error instanceof Refused || error instanceof CannotRestore || error instanceof CannotStart)
    return { sentence: error.message }
  const { path } = error as NodeJS.ErrnoException
  const code = String((error as NodeJS.ErrnoException)?.code ?? '')
  // an option that is none, or lacks its value
  if (code.startsWith('ERR_PARSE_ARGS')) return { sentence: (error as Error).message, wrongUse: true }
  if ((code === 'EACCES' || code === 'EPERM') && path)
    return {
      sentence: `This account may not use ${path}. Run the command as the one that runs Bang Giao (docs/operations.md).`,
    }
  // PostgreSQL that does not answer, or does not know who asks
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000')
    return { sentence: `The database cannot be reached: ${(error as Error).message || code}. Check DATABASE_URL.` }
  return { sentence: error }
}
