import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import { rooms } from '../packages/server/src/assemble.ts'
import { selectMine } from '../packages/server/src/assignments/index.ts'
import { createAccounts, createAuthenticate } from '../packages/server/src/platform/auth/index.ts'
import type { DB } from '../packages/server/src/platform/generated/db.ts'
import { buildApp } from '../packages/server/src/platform/http.ts'
import { loadActor } from '../packages/server/src/platform/load-actor.ts'
import { type Bench, type Figure, median } from './figure.ts'
import type { Load, LoadAnswer } from './load.ts'
import { full, giveToAll, openStage, type Size, type Stage, settle } from './stage.ts'

const connections = 10
const pageSize = 50
const atOnce = 250

interface Account {
  unitId: number
  personId: string
  kind: 'school' | 'ward with most schools' | 'other ward' | 'department'
  cookie: string
  /** Values of the statement behind this account's page. */
  values: unknown[]
}

/**
 * W3: the first page of own tasks of every account, in random order, each once a round. Through the whole app (session, rights,
 * row security, `can` on every line) against a bare Fastify route that runs the same statement, named, outside row security.
 * `cold`: each account's first request, its session and memberships looked up; `warm`: the next one within fifteen seconds.
 */
export async function measureOwnTasks(size: Size, rounds: number): Promise<Figure[]> {
  const stage = await openStage(size)
  const generator = fork(new URL('./load.ts', import.meta.url))
  const servers: FastifyInstance[] = []
  try {
    await giveToAll(stage)
    await settle(stage)
    const { accounts, text } = await openAccounts(stage)
    const { services, owner } = stage
    const app = await buildApp({ services, rooms, authenticate: createAuthenticate(services) })
    const statement = (account: number) => ({
      name: 'bench-mine',
      text,
      values: accounts[account]?.values as unknown[],
    })
    const bare = Fastify()
    bare.get<{ Querystring: { account: string } }>('/mine', async (request) => {
      const { rows } = await owner.query(statement(Number(request.query.account)))
      return { rows, next: null }
    })
    servers.push(app as unknown as FastifyInstance, bare)
    const [appPort, barePort] = [await listen(app), await listen(bare)]
    await mustAgree(appPort, barePort, accounts)

    const throughApp = (order: number[]) =>
      load(generator, appPort, order, (i) => [
        `/api/assignments/mine?limit=${pageSize}`,
        `cookie: banggiao=${accounts[i]?.cookie}`,
      ])
    const throughBare = (order: number[]) => load(generator, barePort, order, (i) => [`/mine?account=${i}`])
    const everyone = shuffled(accounts.length, 0)
    // one round that is not counted: statements prepared, code compiled
    await throughBare(everyone)
    await throughApp(everyone)
    await throughDriver(everyone, (i) => owner.query(statement(i)))
    const ms = { cold: 0, warm: 0, bare: 0, driver: 0 }
    for (let round = 1; round <= rounds; round++) {
      const order = shuffled(accounts.length, round)
      // in turn by the few hundred, so that a drift of the machine meets all four alike and no session runs out of the cache
      for (let from = 0; from < order.length; from += atOnce) {
        const some = order.slice(from, from + atOnce)
        ms.bare += (await throughBare(some)).ms
        for (const i of some) services.auth.cache.drop((accounts[i] as Account).personId)
        ms.cold += (await throughApp(some)).ms
        ms.warm += (await throughApp(some)).ms
        ms.driver += await throughDriver(some, (i) => owner.query(statement(i)))
      }
    }
    const p50 = await measureClasses(accounts, throughApp)
    const middle = p50.get('school') as number
    const worst = Math.max(...p50.values())
    const rate = (of: keyof typeof ms) => Math.round((rounds * accounts.length) / (ms[of] / 1000))
    const beside = `bare route ${rate('bare')}/s, bare driver ${rate('driver')}/s`
    return [
      {
        name: `own tasks of ${accounts.length} accounts`,
        value: `${rate('warm')} requests/s`,
        reference: beside,
        measured: ms.bare / ms.warm,
        limit: { at: 'least', figure: 0.5, unit: '' },
        notes: `where each request looks its session up anew ${rate('cold')}/s, ${(ms.bare / ms.cold).toFixed(2)}`,
      },
      {
        name: 'own tasks, worst class of account',
        value: [...p50].map(([kind, ms]) => `${kind} ${ms.toFixed(1)} ms`).join(', '),
        reference: `p50 of a school, ${connections} at a time`,
        measured: worst / middle,
        limit: { at: 'most', figure: 2, unit: '' },
      },
    ]
  } finally {
    generator.kill()
    for (const server of servers) await server.close()
    await stage.close()
  }
}

/** Median milliseconds of each class of account, a hundred requests each, in turn; a school stands for the median account. */
async function measureClasses(
  accounts: Account[],
  ask: (order: number[]) => Promise<LoadAnswer>,
): Promise<Map<Account['kind'], number>> {
  const ofKind = Map.groupBy(accounts.keys(), (i) => (accounts[i] as Account).kind)
  const order = Array.from({ length: 100 }, (_, n) => [...ofKind.values()].map((own) => own[n % own.length] as number))
  const each = (await ask(order.flat())).each
  const kinds = [...ofKind.keys()]
  return new Map(kinds.map((kind, k) => [kind, median(each.filter((_, n) => n % kinds.length === k))]))
}

async function openAccounts(stage: Stage): Promise<{ accounts: Account[]; text: string }> {
  const { services, province, carriers, heads } = stage
  const schoolsOf = (code: string) => province.schools.filter((school) => school.communeCode === code).length
  const most = Math.max(...province.communes.map(({ code }) => schoolsOf(code)))
  const kinds = new Map<number, Account['kind']>([[province.department.id, 'department']])
  for (const { id, code } of province.communes)
    kinds.set(id, schoolsOf(code) === most ? 'ward with most schools' : 'other ward')
  await createAccounts(services, [...heads.values()], 'no password opens this', { mustChangePassword: false })
  const tokens = new Map([...heads.values()].map((person, i) => [person, `bench${String(i).padStart(27, '0')}`]))
  await services.auth.pool.query(
    `insert into session (id, "expiresAt", token, "updatedAt", "userId", "unitId", shared, "lastSeenAt")
     select token, now() + interval '1 day', token, now(), person, null, false, now() from unnest($1::text[], $2::text[]) s(person, token)`,
    [[...tokens.keys()], [...tokens.values()]],
  )
  const said: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: stage.owner }) })
  for (const unit of carriers) {
    const actor = await loadActor(services.database, heads.get(unit.id) as string, null)
    if (!actor) throw new Error(`nobody heads ${unit.path}`)
    said.push(selectMine(db, actor, { limit: pageSize + 1 }).compile())
  }
  const texts = new Set(said.map(({ sql }) => sql))
  if (texts.size !== 1) throw new Error(`own tasks are ${texts.size} statements`)
  return {
    text: said[0]?.sql as string,
    accounts: carriers.map((unit, i) => ({
      unitId: unit.id,
      personId: heads.get(unit.id) as string,
      kind: kinds.get(unit.id) ?? 'school',
      cookie: services.auth.sealToken(tokens.get(heads.get(unit.id) as string) as string),
      values: [...(said[i]?.parameters ?? [])],
    })),
  }
}

async function listen(server: {
  listen(to: { port: number; host: string }): unknown
  server: { address(): unknown }
}): Promise<number> {
  await server.listen({ port: 0, host: '127.0.0.1' })
  return (server.server.address() as AddressInfo).port
}

/** Both ways give the same assignments, and nobody gets another's. */
async function mustAgree(appPort: number, barePort: number, accounts: Account[]): Promise<void> {
  for (const i of [0, 1, accounts.length >> 1, accounts.length - 1]) {
    const account = accounts[i] as Account
    const ids = async (url: string, headers: Record<string, string>) => {
      const answer = await fetch(url, { headers })
      if (answer.status !== 200) throw new Error(await answer.text())
      const { rows } = (await answer.json()) as { rows: { id: number; unitId: number }[] }
      if (rows.length === 0 || rows.some((row) => row.unitId !== account.unitId)) throw new Error(`not ${url}'s own`)
      return rows.map((row) => row.id).join()
    }
    const app = await ids(`http://127.0.0.1:${appPort}/api/assignments/mine?limit=${pageSize}`, {
      cookie: `banggiao=${account.cookie}`,
    })
    const bare = await ids(`http://127.0.0.1:${barePort}/mine?account=${i}`, {})
    if (app !== bare) throw new Error(`the app answers ${app}, the bare route ${bare}`)
  }
}

async function load(
  generator: ChildProcess,
  port: number,
  order: number[],
  ask: (account: number) => [path: string, ...headers: string[]],
): Promise<LoadAnswer> {
  const requests = order.map((account) => {
    const [path, ...headers] = ask(account)
    return [`GET ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, ...headers, '', ''].join('\r\n')
  })
  generator.send({ port, requests, connections, seconds: 60 } satisfies Load)
  const [answer] = (await once(generator, 'message')) as [LoadAnswer | { error: string }]
  if ('error' in answer) throw new Error(answer.error)
  return answer
}

/** The same statements without any HTTP, as many at a time. Milliseconds. */
async function throughDriver(order: number[], run: (account: number) => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < order.length) await run(order[next++] as number)
    }),
  )
  return performance.now() - begun
}

/** The numbers below `count` in an order that `seed` settles (Fisher–Yates over a linear congruence). */
function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  let state = seed * 2654435761 + 12345
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    ;[order[i], order[j]] = [order[j] as number, order[i] as number]
  }
  return order
}

export const bench: Bench = () => measureOwnTasks(full, 5)
