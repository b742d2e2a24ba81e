import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { createDemoAccounts, hashPassword } from '../platform/auth/index.ts'
import type { Trx } from '../platform/database.ts'
import { CannotStart } from '../platform/embedded-postgres.ts'
import type { App } from '../platform/http.ts'
import type { Handler } from '../platform/jobs.ts'
import type { Queue } from '../platform/queues.ts'
import type { Services } from '../platform/services.ts'
import { type Province, seedProvince, sizes } from '../seeds/index.ts'
import { type DemoPerson, demoPerson, insertPeople } from './people.ts'
import type { StoryDoor } from './story-door.ts'
import { tellStory } from './tell-story.ts'

/** The one password of every demonstration account; the demonstration is served to this machine alone. */
export const demoPassword = 'banggiao'

/** Accounts that the start prints: who, staff code. Stable, so that a second start prints the same. */
export const demoAccounts = [
  { code: 'so.chuyenvien', who: 'Chuyên viên Sở GD&ĐT TP.HCM' },
  { code: 'so.giamdoc', who: 'Giám đốc Sở' },
  { code: 'so.vanthu', who: 'Văn thư Sở' },
  { code: 'phuong.chuyenvien', who: 'Chuyên viên UBND phường Hạnh Thông' },
  { code: 'thcs.pho', who: 'Phó Hiệu trưởng Trường THCS Gió Mới' },
  { code: 'thcs.hieutruong', who: 'Hiệu trưởng Trường THCS Gió Mới' },
  { code: 'thcs.vanthu', who: 'Văn thư Trường THCS Gió Mới' },
  { code: 'thcs.giaovien', who: 'Giáo viên Trường THCS Gió Mới' },
  { code: 'thcs.quantri', who: 'Quản trị đơn vị Trường THCS Gió Mới' },
] as const

const showcaseCommune = '26890'
const showcase = [
  {
    key: 'thcs',
    level: 'THCS',
    name: 'Trường THCS Gió Mới',
    shortName: 'THCS Gió Mới',
    symbol: 'THCS.GM',
    lines: ['TRƯỜNG THCS GIÓ MỚI'],
  },
  {
    key: 'mn',
    level: 'MN',
    name: 'Trường Mầm non Mây Trắng',
    shortName: 'MN Mây Trắng',
    symbol: 'MNMT',
    lines: ['TRƯỜNG MẦM NON MÂY TRẮNG'],
  },
  {
    key: 'thpt',
    level: 'THPT',
    name: 'Trường THPT Chân Trời',
    shortName: 'THPT Chân Trời',
    symbol: 'THPT.CT',
    lines: ['TRƯỜNG THPT CHÂN TRỜI'],
  },
] as const

/** What the story is told through: the API, which does not listen yet, the door by which the story comes in, and the jobs. */
export interface Stage {
  services: Services
  app: App
  door: StoryDoor
  handlers: { [Q in Queue]?: Handler<Q> }
}

export interface Demo<S extends Stage> {
  services: Pick<Services, 'database' | 'auth'>
  dataDir: string
  /** Puts the stage up; done beside the first long statements, which need nothing of it. */
  raise: () => Promise<S>
  say: (message: string) => void
}

/**
 * Loads the demonstration into an empty database; over a database that holds it already it only puts the stage up. Units and
 * people are one transaction: a start that was killed begins anew.
 * @returns the stage, and what the terminal shows of the accounts
 */
export async function loadDemo<S extends Stage>(demo: Demo<S>): Promise<{ stage: S; accounts: string }> {
  const { services, dataDir, raise, say } = demo
  const { database } = services
  const held = await database.asSystem('demo-look', (trx) =>
    trx
      .selectFrom('unit')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  )
  if (held.n > 0) {
    await mustBeTold(database, dataDir)
    return { stage: await raise(), accounts: accountsText() }
  }
  await noteDemo(database, 'begin-demo')
  say('Loading the demonstration: TP.HCM with 168 communes and 3 517 invented schools, Quảng Ninh…')
  const { stage, people } = await settle(database, raise)
  say('Telling what has happened so far: a plan, its way to the units, their answers…')
  const { door, app, handlers } = stage
  const telling = door.whileTelling(() =>
    tellStory(stage.services, app, (queue, data) => (handlers[queue] as Handler<typeof queue>)(data as never)),
  )
  // nobody of the story signs in, so accounts may come beside it
  const accounts = hashPassword(demoPassword).then((hash) => createDemoAccounts(services, people, hash))
  await Promise.all([telling, accounts])
  await noteDemo(database, 'tell-demo')
  return { stage, accounts: accountsText() }
}

/** @throws CannotStart over units of somebody's own, and over a demonstration that was killed: only the second may be thrown away */
async function mustBeTold(database: Services['database'], dataDir: string): Promise<void> {
  if (await wasNoted(database, 'tell-demo')) return
  if (!(await wasNoted(database, 'begin-demo')))
    throw new CannotStart(
      `${dataDir} holds an installation of its own, not the demonstration; start it with npm start -- --no-demo.`,
    )
  throw new CannotStart(
    `The demonstration in ${dataDir} was cut short while it was loaded; remove that folder and start again, or start with --no-demo.`,
  )
}

/** Units and people in one transaction, and the stage put up beside it. */
async function settle<S extends Stage>(
  database: Services['database'],
  raise: () => Promise<S>,
): Promise<{ stage: S; people: string[] }> {
  let raising: Promise<S> | undefined
  const people = await database.asSystem('demo-load', async (trx) => {
    const seeding = seedProvince(trx, { code: '79', schools: sizes.schools })
    // the first long statement is on its way
    await setImmediate()
    raising = raise()
    // told where it is awaited, below
    raising.catch(() => {})
    const hcm = await seeding
    await seedProvince(trx, { code: '22' })
    await nameShowcase(trx, hcm)
    const made = await peopleOf(trx, hcm)
    await insertPeople(trx, made)
    return made.map((person) => person.id)
  })
  return { stage: await (raising as unknown as Promise<S>), people }
}

type DemoDeed = 'begin-demo' | 'tell-demo'

async function noteDemo(database: Services['database'], deed: DemoDeed): Promise<void> {
  await database.asSystem(deed, (trx) =>
    trx.insertInto('audit').values({ deed, record_kind: 'demo', record_id: 'story' }).execute(),
  )
}

async function wasNoted(database: Services['database'], deed: DemoDeed): Promise<boolean> {
  const row = await database.asSystem('demo-look', (trx) =>
    trx.selectFrom('audit').select('id').where('deed', '=', deed).executeTakeFirst(),
  )
  return row !== undefined
}

function accountsText(): string {
  const widest = Math.max(...demoAccounts.map((a) => a.code.length))
  return [
    `Demonstration accounts (password for all: ${demoPassword}):`,
    ...demoAccounts.map((a) => `  ${a.code.padEnd(widest)}  ${a.who}`),
    '',
  ].join('\n')
}

/** Gives three invented schools of the showcase ward the names that the samples carry. */
async function nameShowcase(trx: Trx, province: Province): Promise<void> {
  for (const named of showcase) {
    const unit = province.schools.find((s) => s.level === named.level && s.communeCode === showcaseCommune)
    if (!unit) throw new Error(`no ${named.level} school in ${showcaseCommune}`)
    unit.name = named.name
    await trx
      .updateTable('unit')
      .set({ name: named.name, short_name: named.shortName })
      .where('id', '=', unit.id)
      .execute()
    await trx
      .updateTable('unit_setting')
      .set({ issuer_lines: [...named.lines], symbol: named.symbol })
      .where('unit_id', '=', unit.id)
      .execute()
  }
}

/** A head for every unit, an officer for every commune, the whole staff for the showcase units. */
async function peopleOf(trx: Trx, province: Province): Promise<DemoPerson[]> {
  const people: DemoPerson[] = []
  let n = 0
  const add = (
    unit: { id: number; path: string },
    role: DemoPerson['role'],
    title: string,
    code: string,
    partId: number | null = null,
  ) => people.push(demoPerson(n++, unit, role, title, code, partId))

  add(province.department, 'head', 'Giám đốc', 'so.giamdoc')
  add(province.department, 'deputy', 'Phó Giám đốc', 'so.phogiamdoc')
  add(province.department, 'officer', 'Chuyên viên Văn phòng', 'so.chuyenvien')
  add(province.department, 'clerk', 'Văn thư', 'so.vanthu')
  add(province.department, 'administrator', 'Quản trị', 'so.quantri')
  add(province.department, 'inspector', 'Chuyên viên', 'so.kiemtra')
  for (const commune of province.communes) {
    const shown = commune.code === showcaseCommune
    add(commune, 'head', 'Chủ tịch', shown ? 'phuong.chutich' : `${commune.code}.chutich`)
    add(commune, 'officer', 'Chuyên viên', shown ? 'phuong.chuyenvien' : `${commune.code}.chuyenvien`)
    if (shown) {
      add(commune, 'clerk', 'Văn thư', 'phuong.vanthu')
      add(commune, 'administrator', 'Quản trị', 'phuong.quantri')
    }
  }
  const namedIds = new Map<number, (typeof showcase)[number]>()
  for (const named of showcase) {
    const unit = province.schools.find((s) => s.name === named.name)
    if (unit) namedIds.set(unit.id, named)
  }
  for (const school of province.schools) {
    const named = namedIds.get(school.id)
    const key = named?.key ?? school.path.split('/').at(-2)!.slice(1)
    add(school, 'head', 'Hiệu trưởng', `${key}.hieutruong`)
    if (!named) continue
    add(school, 'deputy', 'Phó Hiệu trưởng', `${key}.pho`)
    const parts = await trx
      .insertInto('unit_part')
      .values([
        { unit_id: school.id, unit_path: school.path, kind: 'team', name: 'Tổ Ngoại ngữ' },
        { unit_id: school.id, unit_path: school.path, kind: 'team', name: 'Tổ Hành chính - Văn phòng' },
        { unit_id: school.id, unit_path: school.path, kind: 'team', name: 'Tổ Khoa học xã hội' },
        { unit_id: school.id, unit_path: school.path, kind: 'party-cell', name: 'Chi bộ nhà trường' },
        { unit_id: school.id, unit_path: school.path, kind: 'mass-organisation', name: 'Công đoàn cơ sở' },
        { unit_id: school.id, unit_path: school.path, kind: 'mass-organisation', name: 'Đoàn Thanh niên' },
        { unit_id: school.id, unit_path: school.path, kind: 'parents-board', name: 'Ban đại diện cha mẹ học sinh' },
      ])
      .returning(['id', 'name'])
      .execute()
    const part = (name: string) => parts.find((p) => p.name === name)!.id
    add(school, 'clerk', 'Văn thư', `${key}.vanthu`, part('Tổ Hành chính - Văn phòng'))
    add(school, 'team-lead', 'Tổ trưởng Tổ Ngoại ngữ', `${key}.totruong`, part('Tổ Ngoại ngữ'))
    add(school, 'teacher', 'Giáo viên Tiếng Anh', `${key}.giaovien`, part('Tổ Ngoại ngữ'))
    add(school, 'teacher', 'Giáo viên Lịch sử', `${key}.giaovien2`, part('Tổ Khoa học xã hội'))
    add(school, 'administrator', 'Quản trị', `${key}.quantri`)
  }
  await sql`analyze unit, unit_setting, unit_relation`.execute(trx)
  return people
}
