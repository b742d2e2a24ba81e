import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SmallTree, seedSmallTree } from '../../seeds/index.ts'
import { type App, buildApp } from '../http.ts'
import { openMailer } from '../mail.ts'
import { openTestServices } from '../testing.ts'
import {
  createAccount,
  createAuthenticate,
  createDemoAccounts,
  endSessions,
  hashPassword,
  mailHandler,
  sessionRoutes,
  setPassword,
} from './index.ts'
import { authOptions } from './open-auth.ts'

const minute = 60_000

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let now = Date.parse('2026-03-16T02:00:00Z')
const password = 'mua-xuan-2026'

beforeAll(async () => {
  services = await openTestServices()
  services.clock.now = () => new Date(now)
  app = await buildApp({ services, rooms: [sessionRoutes], authenticate: createAuthenticate(services) })
  tree = await seedSmallTree(services.database)
  const { teacher } = tree.people.school
  await services.database.asSystem('test', (trx) =>
    trx
      .updateTable('person')
      .set({ phone: '0912345678', staff_code: 'GV-0012', email: 'lan@truong.edu.vn' })
      .where('id', '=', teacher!.id)
      .execute(),
  )
  await createAccount(services, teacher!.id, password)
})
afterAll(async () => {
  await app.close()
  await services.close()
})
beforeEach(() => services.auth.pool.query('delete from attempt'))

async function signIn(identifier: string, given = password, shared = false, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: { identifier, password: given, shared },
  })
  const cookie = answer.cookies.find((c) => c.name === 'banggiao')
  return { answer, cookie, as: { cookie: `banggiao=${cookie?.value}` } }
}
const status = async (as: Record<string, string>, more: Record<string, string> = {}) =>
  (await app.inject({ url: '/api/session', headers: { ...as, ...more } })).statusCode

describe('signing in', () => {
  it('goes by telephone number, staff code or e-mail, however they are written', async () => {
    for (const identifier of ['0912345678', '+84 912 345 678', 'gv-0012', 'Lan@Truong.edu.vn']) {
      const { answer } = await signIn(identifier)
      expect(answer.statusCode, identifier).toBe(200)
      expect(answer.json().person.id).toBe(tree.people.school.teacher!.id)
    }
  })

  it('tells who is there, in which unit, and what they may do', async () => {
    const { answer } = await signIn('GV-0012')
    expect(answer.json()).toMatchObject({
      person: { locale: 'vi' },
      unit: { id: tree.units.school.id, kind: 'school', level: 'THCS' },
      roles: ['teacher'],
      rights: expect.arrayContaining(['assignment.answer@own']),
      mustChangePassword: false,
      demo: false,
    })
  })

  it('answers alike for a wrong password, an unknown name and somebody who has left', async () => {
    const gone = tree.people.otherSchool.teacher!
    await createAccount(services, gone.id, password)
    await services.database.asSystem('test', (trx) =>
      trx
        .updateTable('person')
        .set({ staff_code: 'GV-GONE', ended_at: '2026-01-01T00:00:00Z' })
        .where('id', '=', gone.id)
        .execute(),
    )
    const answers = [await signIn('GV-0012', 'sai mat khau'), await signIn('nobody'), await signIn('GV-GONE')]
    for (const { answer, cookie } of answers) {
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toEqual(answers[0]!.answer.json())
      expect(cookie).toBeUndefined()
    }
  })

  it('is refused after ten failures from one address, the right password too; a success forgets failures', async () => {
    for (let i = 0; i < 9; i++) await signIn('GV-0012', 'sai mat khau')
    expect((await signIn('GV-0012')).answer.statusCode).toBe(200)
    for (let i = 0; i < 10; i++) expect((await signIn('GV-0012', 'sai mat khau')).answer.statusCode).toBe(401)
    expect((await signIn('GV-0012')).answer.statusCode).toBe(429)
    now += 16 * minute
    expect((await signIn('GV-0012')).answer.statusCode).toBe(200)
  })

  it('sets a cookie that scripts cannot read, secure behind https, and useless when altered', async () => {
    const { cookie, as } = await signIn('GV-0012')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookie!.secure).toBeUndefined()
    expect((await signIn('GV-0012', password, false, { 'x-forwarded-proto': 'https' })).cookie!.secure).toBe(true)
    expect(await status(as)).toBe(200)
    const [token, signature] = cookie!.value.split('.')
    expect(await status({ cookie: `banggiao=${token}` })).toBe(401)
    expect(await status({ cookie: `banggiao=${token}.${signature!.slice(0, -2)}xx` })).toBe(401)
  })
})

describe('a session', () => {
  it('on a shared machine ends after ten idle minutes; what the page asks by itself does not count', async () => {
    const { as, cookie } = await signIn('GV-0012', password, true)
    expect(cookie!.maxAge).toBeUndefined()
    now += 9 * minute
    expect(await status(as)).toBe(200)
    now += 9 * minute
    expect(await status(as, { 'x-background': '1' })).toBe(200)
    now += 2 * minute
    expect(await status(as)).toBe(401)
    now -= 2 * minute
    expect(await status(as)).toBe(401)
  })

  it('on one’s own machine lasts thirty days from its last use', async () => {
    const { as, cookie } = await signIn('GV-0012')
    expect(cookie!.maxAge).toBe(30 * 24 * 3600)
    now += 29 * 24 * 60 * minute
    expect(await status(as)).toBe(200)
    now += 29 * 24 * 60 * minute
    expect(await status(as)).toBe(200)
    now += 31 * 24 * 60 * minute
    expect(await status(as)).toBe(401)
  })

  it('ends at sign-out, and others of the same person stay', async () => {
    const one = await signIn('GV-0012')
    const two = await signIn('GV-0012')
    expect((await app.inject({ method: 'DELETE', url: '/api/session', headers: one.as })).statusCode).toBe(204)
    expect(await status(one.as)).toBe(401)
    expect(await status(two.as)).toBe(200)
  })

  it('can be seen and ended by its owner alone', async () => {
    await endSessions(services, tree.people.school.teacher!.id)
    const one = await signIn('GV-0012')
    const two = await signIn('GV-0012', password, true)
    const { head } = tree.people.school
    await setPassword(services, head!.id, 'hieu-truong-1', { mustChange: false })
    await services.database.asSystem('test', (trx) =>
      trx.updateTable('person').set({ staff_code: 'HT-1' }).where('id', '=', head!.id).execute(),
    )
    const other = await signIn('HT-1', 'hieu-truong-1')
    const { rows } = (await app.inject({ url: '/api/sessions', headers: one.as })).json()
    expect(rows).toHaveLength(2)
    const twoId = rows.find((r: { current: boolean }) => !r.current).id
    const end = (as: Record<string, string>, id: string) =>
      app.inject({ method: 'DELETE', url: `/api/sessions/${id}`, headers: as })
    const stranger = await end(other.as, twoId)
    expect(stranger.statusCode).toBe(404)
    expect(stranger.json()).toEqual((await end(other.as, 'no-such-session')).json())
    expect(await status(two.as)).toBe(200)
    expect((await end(one.as, twoId)).statusCode).toBe(204)
    expect(await status(two.as)).toBe(401)
  })

  it('remembers the unit acted in, and goes back when that membership ends', async () => {
    const { teacher } = tree.people.school
    const other = tree.units.kindergarten
    await services.database.asSystem('test', (trx) =>
      trx
        .insertInto('membership')
        .values({
          person_id: teacher!.id,
          unit_id: other.id,
          unit_path: other.path,
          role: 'clerk',
          started_on: '2026-01-01',
        })
        .execute(),
    )
    const { as } = await signIn('GV-0012')
    const move = (unitId: number) =>
      app.inject({ method: 'POST', url: '/api/session/unit', headers: as, payload: { unitId } })
    expect((await move(other.id)).json()).toMatchObject({ unit: { id: other.id }, roles: ['clerk'] })
    expect((await app.inject({ url: '/api/session', headers: as })).json().unit.id).toBe(other.id)
    expect((await move(tree.units.department.id)).statusCode).toBe(404)
    await services.database.asSystem('test', (trx) =>
      trx
        .updateTable('membership')
        .set({ ended_on: '2026-03-01' })
        .where('person_id', '=', teacher!.id)
        .where('unit_id', '=', other.id)
        .execute(),
    )
    await (await import('./accounts.ts')).dropCached(services, teacher!.id)
    expect((await app.inject({ url: '/api/session', headers: as })).json().unit.id).toBe(tree.units.school.id)
  })
})

describe('a password', () => {
  it('from a slip lets nothing be done before one’s own is chosen', async () => {
    const { deputy } = tree.people.school
    await services.database.asSystem('test', (trx) =>
      trx.updateTable('person').set({ phone: '0987654321' }).where('id', '=', deputy!.id).execute(),
    )
    await setPassword(services, deputy!.id, 'phieu-giao-88', { mustChange: true })
    const { as, answer } = await signIn('0987654321', 'phieu-giao-88')
    expect(answer.json().mustChangePassword).toBe(true)
    expect((await app.inject({ url: '/api/sessions', headers: as })).json().type).toBe(
      '/errors/password-change-required',
    )
    const change = (current: string, next: string) =>
      app.inject({ method: 'POST', url: '/api/me/password', headers: as, payload: { current, next } })
    expect((await change('khong dung', 'cua-rieng-toi')).json().errors[0].path).toBe('/current')
    expect((await change('phieu-giao-88', 'phieu-giao-88')).statusCode).toBe(422)
    expect((await change('phieu-giao-88', '0987654321')).statusCode).toBe(422)
    expect((await change('phieu-giao-88', 'cua-rieng-toi')).statusCode).toBe(204)
    expect((await app.inject({ url: '/api/sessions', headers: as })).statusCode).toBe(200)
    expect((await signIn('0987654321', 'phieu-giao-88')).answer.statusCode).toBe(401)
  })

  it('is chosen anew through a letter, once, and every session ends', async () => {
    const letters: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = ''
        stream.on('data', (chunk) => {
          text += chunk
        })
        stream.on('end', () => {
          letters.push(text)
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    services.config.smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    await services.jobs.work({ mail: mailHandler(services) })
    const { as } = await signIn('GV-0012')
    for (const identifier of ['nobody@truong.edu.vn', 'lan@truong.edu.vn']) {
      const answer = await app.inject({ method: 'POST', url: '/api/session/reset', payload: { identifier } })
      expect([answer.statusCode, answer.body]).toEqual([204, ''])
    }
    await expect.poll(() => letters.length, { timeout: 15_000 }).toBe(1)
    const letter = decodeQuotedPrintable(letters[0]!)
    expect(letter).toContain('lan@truong.edu.vn')
    const token = /reset-password\?token=([\w-]+)/.exec(letter)![1]
    const reset = (next: string) =>
      app.inject({ method: 'PUT', url: '/api/session/reset', payload: { token, password: next } })
    expect((await reset('mua-ha-2026')).statusCode).toBe(204)
    expect((await reset('mua-thu-2026')).statusCode).toBe(409)
    expect(await status(as)).toBe(401)
    expect((await signIn('GV-0012', 'mua-ha-2026')).answer.statusCode).toBe(200)
    await expect(
      openMailer(services.config)!.send({ to: 'x@khong-co-thu.invalid', subject: '', text: '' }),
    ).rejects.toThrow(RangeError)
    services.config.smtpUrl = null
    await setPassword(services, tree.people.school.teacher!.id, password, { mustChange: false })
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })

  it('no mail server: the reader is told whom to ask instead', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/session/reset', payload: { identifier: 'gv-0012' } })
    expect(answer.statusCode).toBe(409)
    expect(answer.json().detail).toContain('quản trị đơn vị')
  })
})

describe('accounts', () => {
  it('are given once: a second call changes no password', async () => {
    await createAccount(services, tree.people.school.teacher!.id, 'another-one-2')
    expect((await signIn('GV-0012')).answer.statusCode).toBe(200)
  })

  it('of a demonstration share one hash', async () => {
    const people = [tree.people.ward.officer!.id, tree.people.ward.clerk!.id]
    await services.database.asSystem('test', (trx) =>
      trx.updateTable('person').set({ staff_code: 'CV-1' }).where('id', '=', people[0]!).execute(),
    )
    await createDemoAccounts(services, people, await hashPassword('demo-2026'))
    expect((await signIn('CV-1', 'demo-2026')).answer.json().unit.id).toBe(tree.units.ward.id)
  })

  it('ask nothing more of the database than the migration made', async () => {
    const { getMigrations } = await import('better-auth/db/migration')
    const plan = await getMigrations(authOptions(services.auth.pool, 'aa'))
    expect([plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes, plan.schemaProblems]).toEqual([[], [], [], []])
  })

  it('are out of reach for requests', async () => {
    await expect(services.database.requests.query('select * from auth."user"')).rejects.toThrow(/permission denied/)
    await expect(services.database.system.query('select password from auth.account')).rejects.toThrow(
      /permission denied/,
    )
    await expect(services.auth.pool.query('select * from public.person')).rejects.toThrow(/permission denied/)
  })
})

describe('one’s own settings', () => {
  it('are merged, and null forgets', async () => {
    const { as } = await signIn('GV-0012')
    const patch = (payload: object) => app.inject({ method: 'PATCH', url: '/api/me', headers: as, payload })
    expect((await patch({ locale: 'en', preferences: { tour: 3, dense: true } })).statusCode).toBe(204)
    expect((await patch({ preferences: { dense: null } })).statusCode).toBe(204)
    expect((await app.inject({ url: '/api/session', headers: as })).json().person).toMatchObject({
      locale: 'en',
      preferences: { tour: 3 },
    })
    expect((await patch({ preferences: { big: 'x'.repeat(30_000) } })).statusCode).toBe(422)
  })
})

function decodeQuotedPrintable(text: string): string {
  return Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}
