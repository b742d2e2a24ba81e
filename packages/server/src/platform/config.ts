import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

export interface Config {
  /** TCP port of the web server; 0 lets the system choose. */
  port: number
  host: string
  /** Absolute folder of everything this installation keeps: embedded database, files, keys. */
  dataDir: string
  /** Owner URL of a PostgreSQL 15 or newer; null starts the embedded one inside `dataDir`. */
  databaseUrl: string | null
  /** Address people reach this installation at; cookies and links follow it. */
  publicUrl: string | null
  /** 32 random bytes, hex: role passwords, session signing and field keys are derived from it. */
  secret: string
  demo: boolean
  smtpUrl: string | null
  mailFrom: string
  /** PEM of the certification bodies whose signatures are trusted; null for none. */
  signatureRoots: string | null
}

/** Reads the environment; makes `dataDir` and its secret on the first start. */
export function readConfig(env: NodeJS.ProcessEnv, argv: string[]): Config {
  const dataDir = resolve(env.DATA_DIR ?? 'data')
  mkdirSync(dataDir, { recursive: true })
  return {
    port: env.PORT === undefined ? 3000 : Number(env.PORT),
    host: env.HOST ?? '127.0.0.1',
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    publicUrl: env.PUBLIC_URL ?? null,
    secret: env.BANGGIAO_SECRET ?? keptSecret(dataDir),
    demo: !argv.includes('--no-demo'),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? 'Bang Giao <khong-tra-loi@localhost>',
    signatureRoots: env.SIGNATURE_ROOTS === undefined ? null : readFileSync(env.SIGNATURE_ROOTS, 'utf8'),
  }
}

function keptSecret(dataDir: string): string {
  const path = resolve(dataDir, 'secret')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return readFileSync(path, 'utf8').trim()
}

/** A key for one purpose, so that none of them tells another. Returns 64 hex characters. */
export function deriveKey(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex')
}
