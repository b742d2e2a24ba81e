import { type Role, roles } from '@banggiao/catalogue'
import type { InjectOptions } from 'fastify'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { papers, rooms } from '../assemble.ts'
import {
  type OneOfEverything,
  type SmallTree,
  seedOneOfEverything,
  seedPerson,
  seedSmallTree,
  seedUnit,
} from '../seeds/index.ts'
import type { Actor } from './actor.ts'
import { createAccount } from './auth/index.ts'
import type { Trx } from './database.ts'
import { type App, buildApp, type Room } from './http.ts'
import { loadActor } from './load-actor.ts'
import { callOf, type IdKind, idsIn, type ProbedRoute, pathKinds, queryVariations } from './rights.probe.testing.ts'
import { openTestServices } from './testing.ts'

/*
 * What one may not see looks as if it did not exist: by list, search, count, sort, export, history and error text alike.
 * Every route of the application is called by people who must see nothing of one unit's records, once with an id of such a
 * record and once with an id of nothing: the answers are the same, and no answer carries the mark those records bear.
 * A route the generator cannot call in a well-formed way fails here: give it a schema, or say below how it is called.
 */

/** Routes whose answer has no end, or leaves: tested where they live. */
const notProbed: Record<string, string> = {
  'GET /api/events': 'an endless stream of one’s own ids: notify/stream-events',
}

/** Routes whose path names what is public, so that an id of the hidden unit is found: its answer still carries no mark. */
const publicIds = /^\/api\/units\/:id/

const mark = 'KhongDuocThay7351'
const absent = { uuid: '0badc0de-0000-4000-8000-000000000000', integer: 1_987_654_321 }

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let hidden: OneOfEverything
let own: OneOfEverything
const routes: ProbedRoute[] = []
const callers = new Map<string, string>()
let stranger: string

beforeAll(async () => {
  services = await openTestServices()
  const listen: Room = (api) => {
    api.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) {
        if (method === 'HEAD' || method === 'OPTIONS') continue
        routes.push({
          method,
          url: route.url,
          access: route.config?.access ?? 'none',
          schema: (route.schema ?? {}) as ProbedRoute['schema'],
        })
      }
    })
  }
  Object.assign(services.papers, papers)
  // rights do not change while this runs, and 3 517 memberships need not be read at every call
  const actors = new Map<string, Promise<Actor | null>>()
  app = await buildApp({
    services,
    rooms: [listen, ...rooms],
    authenticate: async (request) => {
      const person = request.headers['x-person']
      if (typeof person !== 'string') return null
      if (!actors.has(person)) actors.set(person, loadActor(services.database, person, null))
      return actors.get(person) ?? null
    },
  })
  await app.ready()
  tree = await seedSmallTree(services.database)
  await services.database.asSystem('seed', async (trx) => {
    const unit = tree.units.otherSchool
    hidden = await seedOneOfEverything(trx, { unit, superiorId: tree.units.otherWard.id, mark, firstId: 900_000_001 })
    own = await seedOneOfEverything(trx, {
      unit: tree.units.school,
      superiorId: tree.units.ward.id,
      mark: 'CuaMinh',
      firstId: 800_000_001,
    })
    callers.set('one branch away', await everyRole(trx, await sibling(trx), 'Trường bên cạnh'))
    callers.set('in another ward', await everyRole(trx, tree.units.ward, 'Phường khác'))
    callers.set('with records of one’s own', await everyRole(trx, tree.units.school, 'Trường khác'))
    const many = await manyUnits(trx, 3517)
    for (const count of [1, 101, 1001, 3517]) {
      const person = await everyRole(trx, many[0]!, `Người có ${count} đơn vị`)
      await sql`insert into membership (person_id, unit_id, unit_path, role, started_on)
        select ${person}::uuid, u.id, u.path, 'administrator', '2025-07-01' from unit u
        where u.id = any (${many.slice(1, count).map((u) => u.id)}::int[])`.execute(trx)
      callers.set(`holding ${count} units`, person)
    }
    stranger = await seedPerson(trx, {
      name: 'Người đã thôi việc',
      unitId: tree.units.school.id,
      unitPath: tree.units.school.path,
      roles: ['teacher'],
    })
    await trx.updateTable('membership').set({ ended_on: '2026-01-01' }).where('person_id', '=', stranger).execute()
  })
  // the first administrator is there already
  await createAccount(services, callers.get('in another ward')!, 'mat-khau-thu')
}, 60_000)
afterAll(async () => {
  await app.close()
  await services.close()
})

async function sibling(trx: Trx): Promise<{ id: number; path: string }> {
  const path = `${tree.units.otherWard.path}v0009/`
  const id = await seedUnit(trx, {
    kind: 'school',
    level: 'THCS',
    code: 'v0009',
    name: 'Trường THCS Bên Cạnh',
    path,
    invented: true,
    affiliation: tree.units.otherWard.id,
    superiorLines: [],
    issuerLines: ['TRƯỜNG THCS BÊN CẠNH'],
    place: 'Sài Gòn',
    symbol: 'THCS.BC',
    headTitle: 'HIỆU TRƯỞNG',
    deputyTitle: 'PHÓ HIỆU TRƯỞNG',
  })
  return { id, path }
}

/** Somebody with every role in the unit: no verb is missing, only reach. */
function everyRole(trx: Trx, unit: { id: number; path: string }, name: string): Promise<string> {
  return seedPerson(trx, { name, unitId: unit.id, unitPath: unit.path, roles: [...roles] as Role[] })
}

async function manyUnits(trx: Trx, count: number): Promise<{ id: number; path: string }[]> {
  const { rows } = await sql<{ id: number; path: string }>`
    insert into unit (kind, level, code, name, path, reach, invented)
    select 'school', 'TH', 'nhieu-' || n, 'Trường Tiểu học số ' || n, '22/x/' || n || '/', '22/x/' || n || '/', true
    from generate_series(1, ${count}) n returning id, path`.execute(trx)
  return rows
}

const name = (route: ProbedRoute) => `${route.method} ${route.url}`
const probed = () => routes.filter((route) => route.url.startsWith('/api/') && !(name(route) in notProbed))
const signedIn = () => probed().filter((route) => route.access !== 'public')
const none = { path: (kind: IdKind) => absent[kind], other: (kind: IdKind) => absent[kind] }
const placed = (kind: IdKind, id: string | number) => ({
  path: (k: IdKind) => (k === kind ? id : absent[k]),
  other: none.other,
})
/** One id of every table: enough for those whose rights differ only in number. */
const oneOfEach = (kind: IdKind) => {
  const first = new Map(hidden.records.map((r) => [r.table, r.id]))
  return hiddenIds(kind).filter((id) => [...first.values()].includes(id))
}
const hiddenIds = (kind: IdKind) =>
  [...new Set(hidden.records.map((r) => r.id))].filter((id) => (typeof id === 'string') === (kind === 'uuid'))

interface Answer {
  status: number
  body: string
}

async function call(options: InjectOptions, person?: string): Promise<Answer> {
  const answer = await app.inject({
    ...options,
    headers: { ...options.headers, ...(person ? { 'x-person': person } : {}) },
  })
  expect(answer.statusCode, `${options.method} ${String(options.url)}: ${answer.body.slice(0, 300)}`).toBeLessThan(500)
  return { status: answer.statusCode, body: textOf(answer.rawPayload, String(answer.headers['content-type'] ?? '')) }
}

/** What a person would read: spreadsheets and documents are opened. */
function textOf(bytes: Buffer, type: string): string {
  if (!/zip|openxml/.test(type)) return bytes.toString('utf8')
  return (
    Object.values(unzipSync(bytes))
      .map((part) => Buffer.from(part).toString('utf8'))
      // when the sheet was made, which two answers never share
      .map((part) => part.replace(/<dcterms:\w+ [^>]*>[^<]*/g, ''))
      .join('\n')
  )
}

function showsNothing(answer: Answer, sent: readonly (string | number)[], where: string): void {
  expect(answer.body.includes(mark), `${where} shows the mark: ${answer.body.slice(0, 400)}`).toBe(false)
  for (const number of ['7654321', '7654322', '7654323', '7654324', '7654325'])
    expect(answer.body.includes(number), `${where} shows a figure`).toBe(false)
  for (const id of hidden.records.map((r) => r.id)) {
    if (sent.includes(id)) continue
    expect(answer.body.includes(String(id)), `${where} shows the id of a hidden record`).toBe(false)
  }
}

const blank = (answer: Answer, id: string | number): Answer => ({
  status: answer.status,
  body: answer.body.replaceAll(String(id), '…'),
})

/** Refused for its form: then nothing was tested. */
function malformed(answer: Answer): boolean {
  if (answer.status !== 422 && answer.status !== 400) return false
  const problem = JSON.parse(answer.body)
  return problem.detail === undefined && (problem.errors ?? []).length > 0 && problem.type === '/errors/invalid'
}

describe('every route', () => {
  it('is known, says who may call it, and is here', () => {
    expect(probed().length).toBeGreaterThan(20)
    for (const route of probed()) expect(route.access, name(route)).not.toBe('none')
    for (const key of Object.keys(notProbed)) expect(routes.map(name)).toContain(key)
  })

  it('refuses who is not signed in, and who belongs to no unit any more', async () => {
    for (const route of signedIn()) {
      for (const person of [undefined, stranger]) {
        const answer = await call(callOf(route, none), person)
        expect(answer.status, name(route)).toBe(401)
      }
    }
  })

  it('is called in a well-formed way by this test', async () => {
    const person = callers.get('in another ward')!
    for (const route of signedIn().filter((r) => pathKinds(r).length > 0)) {
      const answer = await call(callOf(route, none), person)
      expect(malformed(answer), `${name(route)}: ${answer.body.slice(0, 400)}`).toBe(false)
      expect(answer.status, `${name(route)} finds nothing under an id of nothing`).toBe(404)
    }
  })

  it('answers for a record out of reach as for one that does not exist', async () => {
    for (const [who, person] of callers) {
      for (const route of signedIn().filter((r) => pathKinds(r).length > 0 && !publicIds.test(r.url))) {
        const kind = pathKinds(route)[0]!
        const nothing = blank(await call(callOf(route, none), person), absent[kind])
        for (const id of who.startsWith('holding') ? oneOfEach(kind) : hiddenIds(kind)) {
          const where = `${name(route)} by somebody ${who}`
          const answer = await call(callOf(route, placed(kind, id)), person)
          expect(blank(answer, id), where).toEqual(nothing)
          showsNothing(answer, [id], where)
        }
      }
    }
  }, 240_000)

  it('shows nothing in lists, counts, searches, orders and exports', async () => {
    for (const [who, person] of callers) {
      for (const route of signedIn().filter((r) => pathKinds(r).length === 0 && r.method === 'GET')) {
        const where = `${name(route)} by somebody ${who}`
        showsNothing(await call(callOf(route, none), person), [], where)
        const found = queryVariations(route, mark, (kind) => hiddenIds(kind)[0]!)
        const nothing = queryVariations(route, 'KhongCoGiHet9999', (kind) => absent[kind])
        for (const [i, query] of found.entries()) {
          const answer = await call(callOf(route, none, query), person)
          const sent = Object.values(query) as (string | number)[]
          const value = sent[0]!
          // the words and ids that were sent may be repeated by a problem's text
          showsNothing({ ...answer, body: answer.body.replaceAll(mark, '') }, sent, where)
          if (value === mark || hidden.records.some((r) => r.id === value)) {
            const other = await call(callOf(route, none, nothing[i]), person)
            expect(blank(answer, value), `${where} with ${JSON.stringify(query)}`).toEqual(
              blank(other, Object.values(nothing[i]!)[0] as string),
            )
          }
        }
      }
    }
  }, 240_000)

  it('shows nothing of a hidden unit’s people and figures, though the unit itself is public', async () => {
    for (const [who, person] of callers) {
      for (const route of signedIn().filter((r) => publicIds.test(r.url))) {
        const answer = await call(callOf(route, { path: () => tree.units.otherSchool.id, other: none.other }), person)
        showsNothing(answer, [], `${name(route)} by somebody ${who}`)
        if (route.method !== 'GET')
          expect(answer.status, `${name(route)} by somebody ${who}`).toBeGreaterThanOrEqual(400)
      }
    }
  })

  it('takes no hidden record into one of one’s own', async () => {
    const person = callers.get('with records of one’s own')!
    for (const route of signedIn().filter((r) => r.method !== 'GET')) {
      const kinds = new Set([...idsIn(route.schema.body), ...idsIn(route.schema.querystring)])
      const [pathKind] = pathKinds(route)
      const places: (string | number | null)[] = pathKind
        ? own.records.map((r) => r.id).filter((id) => (typeof id === 'string') === (pathKind === 'uuid'))
        : [null]
      for (const kind of kinds) {
        for (const place of places) {
          const at = (id: string | number) => ({
            path: (k: IdKind) => (k === pathKind ? (place ?? absent[k]) : absent[k]),
            other: (k: IdKind) => (k === kind ? id : absent[k]),
          })
          const nothing = blank(await call(callOf(route, at(absent[kind])), person), absent[kind])
          if (nothing.status < 300 || nothing.status === 404) {
            // the ids are not looked at here (or the place is of another kind): one call says as much as twenty
            const id = hiddenIds(kind)[0]!
            const answer = await call(callOf(route, at(id)), person)
            // what succeeded has changed its own record meanwhile
            if (nothing.status === 404) expect(answer.status, `${name(route)} at ${place}`).toBe(404)
            showsNothing(answer, [id], name(route))
            continue
          }
          for (const id of hiddenIds(kind)) {
            const where = `${name(route)} at ${place} with the hidden ${hidden.records.find((r) => r.id === id)?.table}`
            const answer = await call(callOf(route, at(id)), person)
            expect(blank(answer, id), where).toEqual(nothing)
            showsNothing(answer, [id], where)
          }
        }
      }
    }
  }, 240_000)

  it('would see a leak: who belongs to the unit is shown the mark', async () => {
    const insider = await services.database.asSystem('seed', (trx) =>
      everyRole(trx, tree.units.otherSchool, 'Người trong trường'),
    )
    const shown = new Set<string>()
    for (const route of signedIn().filter((r) => r.method === 'GET')) {
      const [kind] = pathKinds(route)
      const asked = (id: string | number): InjectOptions => ({
        ...callOf(route, placed(kind ?? 'uuid', id)),
        headers: { 'x-person': insider },
      })
      for (const id of kind ? hiddenIds(kind) : [0])
        if ((await app.inject(asked(id))).body.includes(mark)) shown.add(name(route))
    }
    expect(shown.size).toBeGreaterThan(3)
  })

  it('keeps a unit’s register, drafts and instructions from those above it too', async () => {
    const closed = hidden.records.filter((r) => r.closed)
    await services.database.asSystem('seed', async (trx) => {
      callers.set('above', await everyRole(trx, tree.units.department, 'Chuyên viên Sở'))
    })
    const person = callers.get('above')!
    callers.delete('above')
    for (const route of signedIn().filter((r) => pathKinds(r).length > 0 && !publicIds.test(r.url))) {
      const kind = pathKinds(route)[0]!
      const nothing = blank(await call(callOf(route, none), person), absent[kind])
      for (const { id, table } of closed) {
        if ((typeof id === 'string') !== (kind === 'uuid') || id === hidden.personId) continue
        const answer = await call(callOf(route, placed(kind, id)), person)
        expect(blank(answer, id), `${name(route)} of a ${table}, by somebody above`).toEqual(nothing)
      }
    }
  })

  it('keeps the work, the evidence and the reports of those below from roles that do not watch over them', async () => {
    const watching = hidden.records.filter((r) =>
      ['assignment', 'assignment_event', 'file', 'report'].includes(r.table),
    )
    const opened = (open: boolean) =>
      services.database.asSystem('seed', (trx) =>
        trx
          .updateTable('report')
          .set({ open, sent_at: open ? '2026-03-16T02:00:00Z' : null })
          .where('unit_id', '=', hidden.unit.id)
          .execute(),
      )
    await opened(true)
    for (const role of ['clerk', 'teacher', 'administrator'] as const) {
      const { id, path } = tree.units.otherWard
      const person = await services.database.asSystem('seed', (trx) =>
        seedPerson(trx, { name: `Không theo dõi ${role}`, unitId: id, unitPath: path, roles: [role] }),
      )
      for (const route of signedIn().filter((r) => /assignments|files|reports/.test(r.url))) {
        const [kind] = pathKinds(route)
        const where = `${name(route)} by ${role} above`
        if (kind === undefined) {
          if (route.method !== 'GET') continue
          for (const query of [{}, ...queryVariations(route, mark, (k) => hiddenIds(k)[0]!)]) {
            const answer = await call(callOf(route, none, query), person)
            expect(answer.body.includes(mark), `${where} with ${JSON.stringify(query)}`).toBe(false)
          }
          continue
        }
        const nothing = blank(await call(callOf(route, none), person), absent[kind])
        for (const { id: record } of watching) {
          if ((typeof record === 'string') !== (kind === 'uuid')) continue
          expect(blank(await call(callOf(route, placed(kind, record)), person), record), where).toEqual(nothing)
        }
      }
    }
    await opened(false)
  })

  it('counts, lists and exports the same rows', async () => {
    const person = callers.get('with records of one’s own')!
    for (const route of signedIn().filter((r) => r.method === 'GET' && pathKinds(r).length === 0)) {
      if (!route.schema.querystring?.properties?.after) continue
      for (const query of [{}, ...queryVariations(route, 'CuaMinh', (kind) => absent[kind])]) {
        let after: unknown
        let rows = 0
        let total: unknown
        do {
          const answer = await call(
            callOf(route, none, { ...query, limit: 2, ...(after === undefined ? {} : { after }) }),
            person,
          )
          if (answer.status !== 200) break
          const page = JSON.parse(answer.body)
          rows += page.rows?.length ?? 0
          total ??= page.total
          after = page.next ?? undefined
        } while (after !== undefined && rows < 50)
        if (typeof total === 'number' && after === undefined)
          expect(rows, `${name(route)} ${JSON.stringify(query)}`).toBe(total)
      }
    }
  })
})

describe('the hidden rows', () => {
  it('are of every table: a new table gets its line in seedOneOfEverything', async () => {
    const { rows } = await services.database.asSystem('tables', (trx) =>
      sql<{
        table: string
      }>`select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(
        trx,
      ),
    )
    for (const { table } of rows) {
      // public bodies; their relations, successors and letterheads are public too
      // counts per ward and task carry neither words nor a unit; their reach is tested with coverage
      if (['unit', 'unit_relation', 'unit_setting', 'unit_successor', 'plan_count'].includes(table)) continue
      const counted = await services.database.asSystem('count', (trx) =>
        sql<{
          count: number
        }>`select count(*)::int as count from ${sql.table(table)} t where to_jsonb(t)::text ~ ${[mark, ...hiddenIds('uuid')].join('|')}
          or to_jsonb(t) ->> 'unit_id' = ${String(hidden.unit.id)} or to_jsonb(t) ->> 'person_id' = ${hidden.personId}`.execute(
          trx,
        ),
      )
      expect(counted.rows[0]!.count, table).toBeGreaterThan(0)
    }
  })

  it('are still there, and as they were', async () => {
    await services.database.asSystem('look', async (trx) => {
      for (const { table, id } of hidden.records) {
        const { rows } = await sql<{
          row: string
        }>`select to_jsonb(t)::text as row from ${sql.table(table)} t where id = ${id}`.execute(trx)
        expect(rows, table).toHaveLength(1)
      }
      const events = await trx
        .selectFrom('audit')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(
          'record_id',
          'in',
          hidden.records.map((r) => String(r.id)),
        )
        .executeTakeFirstOrThrow()
      // the one that was seeded
      expect(events.count).toBe(1)
    })
  })
})

describe('the database itself', () => {
  it('forces row security with a policy on every table, for its owner too', async () => {
    const { rows } = await services.database.system.query(`
      select relname, relrowsecurity and relforcerowsecurity as forced,
        exists (select 1 from pg_policy where polrelid = c.oid) as has_policy
      from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter((r) => !r.forced || !r.has_policy)).toEqual([])
  })

  it('has no view, and no function of a powerful owner that requests may call', async () => {
    const { rows } = await services.database.system.query(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`)
    expect(rows).toEqual([])
    const functions = await services.database.system.query(`
      select proname from pg_proc p join pg_roles o on o.oid = p.proowner
      where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('app_rt', p.oid, 'execute')
        and (o.rolsuper or o.rolbypassrls or o.rolname = 'app_owner')`)
    expect(functions.rows).toEqual([])
  })

  it('lets no role of ours bypass it, own a table, or become one that does', async () => {
    const { rows } = await services.database.system.query(`
      select r.rolname from pg_roles r where r.rolname in ('app_rt', 'app_system', 'app_auth', 'app_find')
        and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
          or exists (select 1 from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r')
          or (r.rolname <> 'app_owner' and pg_has_role(r.oid, 'app_owner', 'member')))`)
    expect(rows).toEqual([])
    await expect(services.database.requests.query('set role app_owner')).rejects.toThrow(/permission denied/)
    await expect(services.database.requests.query('set row_security = off; select * from person')).rejects.toThrow()
  })

  it('lets a request add a job and read none', async () => {
    const { rows } = await services.database.system.query(`
      select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'queue'
        and has_column_privilege('app_rt', c.oid, a.attnum, 'select') and a.attname <> 'id'`)
    expect(rows).toEqual([])
    await expect(services.database.requests.query('select data from jobs.job')).rejects.toThrow(/permission denied/)
    const actor = (await loadActor(services.database, tree.people.school.head!.id, null))!
    await services.database.withActor(actor, (trx) =>
      services.jobs.send(trx, 'notify', {
        kind: 'due',
        unitId: actor.unitId,
        roles: [],
        personIds: [],
        recordKind: 'work',
        recordId: '1',
        params: {},
      }),
    )
  })

  it('shows no row to a connection without settings', async () => {
    const { rows } = await services.database.requests.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and has_table_privilege('app_rt', oid, 'select')`,
    )
    expect(rows.length).toBeGreaterThan(20)
    for (const { relname } of rows) {
      const counted = await services.database.requests.query(`select count(*)::int as count from "${relname}"`)
      expect(counted.rows[0].count, relname).toBe(0)
    }
  })
})
