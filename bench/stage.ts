import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { confirmed, papers } from '../packages/server/src/assemble.ts'
import { cascadePlanJob } from '../packages/server/src/plans/index.ts'
import { openAuth } from '../packages/server/src/platform/auth/index.ts'
import { deriveKey, readConfig } from '../packages/server/src/platform/config.ts'
import { connect, roleUrl } from '../packages/server/src/platform/database.ts'
import { startEmbeddedPostgres } from '../packages/server/src/platform/embedded-postgres.ts'
import { openEvents } from '../packages/server/src/platform/events.ts'
import { openFileStore } from '../packages/server/src/platform/files.ts'
import { openJobs } from '../packages/server/src/platform/jobs.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { type Services, systemClock } from '../packages/server/src/platform/services.ts'
import {
  type Province,
  seedEarlierPlans,
  seedHolders,
  seedIssuedPlan,
  seedProvince,
  sizes,
} from '../packages/server/src/seeds/index.ts'

/** How much a benchmark works on; the figures are those of `full`. */
export interface Size {
  communes: number
  schools: number
  tasks: number
}

export const full: Size = { communes: sizes.communes, schools: sizes.schools, tasks: sizes.tasks }

/** Everything a server process has, over an embedded database of its own with the settings people run it with. */
export interface Ground {
  services: Services
  /** Connections of the superuser, whom row security does not bind: the reference's way in. */
  owner: pg.Pool
  close(): Promise<void>
}

/** An empty, migrated installation in a temporary folder. */
export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-bench-'))
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const stop of stops.reverse()) await stop()
  }
  try {
    const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => undefined })
    stops.push(() => server.stop())
    const first = new pg.Client({ connectionString: server.ownerUrl })
    await first.connect()
    await first.query('create database banggiao')
    await first.end()
    const url = server.ownerUrl.replace('/postgres?', '/banggiao?')
    const config = { ...readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0' }, ['--no-demo']), databaseUrl: url }
    const passwordOf = (role: string) => deriveKey(config.secret, `role ${role}`)
    await migrate(url, passwordOf)
    const database = connect({ url, passwordOf })
    stops.push(() => database.end())
    const owner = new pg.Pool({ connectionString: url, max: 10 })
    // its idle connections may outlive it by a moment and see the server stop
    owner.on('error', () => undefined)
    stops.push(() => owner.end())
    const warn = (message: string, error?: unknown) => console.error(message, error)
    const jobs = await openJobs(database.system, warn)
    stops.push(() => jobs.stop())
    const events = await openEvents(roleUrl(url, 'app_system', passwordOf('app_system')), warn)
    stops.push(() => events.stop())
    const auth = openAuth(url, passwordOf('app_auth'), config.secret)
    stops.push(() => auth.end())
    const services: Services = {
      config,
      database,
      auth,
      jobs,
      events,
      files: openFileStore(config.dataDir),
      clock: systemClock,
      papers,
      confirmed,
      log: { info: () => undefined, warn },
    }
    return { services, owner, close }
  } catch (error) {
    await close()
    throw error
  }
}

export interface Stage extends Ground {
  province: Province
  /** Every unit that carries the plan: the department, the communes, the schools. */
  carriers: { id: number; path: string }[]
  /** Head of each carrier by unit id. */
  heads: Map<number, string>
  plan: { planId: string; documentId: string; taskIds: string[] }
}

/**
 * A province with a head and a clerk in every unit, last year's plan of every commune, and one issued plan of the department
 * that nobody carries yet.
 */
export async function openStage(size: Size): Promise<Stage> {
  const ground = await openGround()
  try {
    const seeded = await ground.services.database.asSystem('bench-seed', async (trx) => {
      const province = await seedProvince(trx, { code: '79', communes: size.communes, schools: size.schools })
      const carriers = [province.department, ...province.communes, ...province.schools]
      const ids = carriers.map((unit) => unit.id)
      const heads = await seedHolders(trx, ids, 'head')
      await seedHolders(trx, ids, 'clerk')
      await seedEarlierPlans(
        trx,
        province.communes.map((unit) => unit.id),
        10,
      )
      const plan = await seedIssuedPlan(trx, {
        unit: province.department,
        number: '1876/KH-SGDĐT',
        title: 'Kế hoạch công tác đối ngoại và hội nhập quốc tế trong giáo dục năm 2026',
        reportDueOn: '2026-12-10',
        tasks: Array.from({ length: size.tasks }, (_, i) => ({
          section: `II.${1 + Math.floor(i / 8)}`,
          text: taskText(i),
          dueOn: `2026-${String(4 + (i % 9)).padStart(2, '0')}-15`,
        })),
        carriers: [],
      })
      await trx
        .updateTable('plan')
        .set({ content: JSON.stringify({ sections: [] }) })
        .where('id', '=', plan.planId)
        .execute()
      return { province, carriers, heads, plan }
    })
    await settle(ground)
    return { ...ground, ...seeded }
  } catch (error) {
    await ground.close()
    throw error
  }
}

/** Dead rows away, counts fresh, dirty pages written: what came before weighs on nobody's round. */
export async function settle({ owner }: Ground): Promise<void> {
  await owner.query('vacuum analyze')
  await owner.query('checkpoint')
}

/** Every carrier has every task of the plan, through the job that cascades. */
export async function giveToAll({ services, carriers, heads, plan, province }: Stage): Promise<void> {
  const personId = heads.get(province.department.id) as string
  const progressId = randomUUID()
  await services.database.asSystem('bench', (trx) =>
    trx
      .insertInto('progress')
      .values({ id: progressId, kind: 'cascade-plan', person_id: personId, record_id: plan.planId })
      .execute(),
  )
  const unitIds = carriers.map((unit) => unit.id)
  await cascadePlanJob(services)({ planId: plan.planId, unitIds, tasks: [], personId, progressId })
}

const deeds = [
  'Tổ chức quán triệt, phổ biến các văn bản của Trung ương và Thành phố về công tác đối ngoại, hội nhập quốc tế đến toàn thể cán bộ, giáo viên, nhân viên',
  'Xây dựng và triển khai các hoạt động giao lưu văn hóa, kết nối trường học với đối tác nước ngoài bảo đảm đúng quy định và phù hợp điều kiện của đơn vị',
  'Rà soát, cập nhật danh mục thỏa thuận hợp tác đã ký kết; đánh giá kết quả thực hiện và đề xuất gia hạn, bổ sung hoặc chấm dứt',
  'Bồi dưỡng năng lực ngoại ngữ, kỹ năng lễ tân đối ngoại cho đội ngũ làm công tác hợp tác quốc tế',
  'Đẩy mạnh thông tin đối ngoại trên cổng thông tin điện tử của đơn vị bằng tiếng Việt và tiếng Anh',
]

/** Words of the length real plans have, each task its own. */
const taskText = (i: number) => `${deeds[i % deeds.length]} (đợt ${1 + Math.floor(i / deeds.length)} trong năm).`
