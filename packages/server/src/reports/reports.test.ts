import { parse, readFile } from '@banggiao/vanban'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { assignmentRoutes } from '../assignments/index.ts'
import { paperRoutes } from '../documents/index.ts'
import { runDeed } from '../platform/deed.ts'
import type { App } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedIssuedPlan, seedSmallTree } from '../seeds/index.ts'
import { figureKeys } from './figures.ts'
import { compileReportJob, reportPaper, reportRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let department: Awaited<ReturnType<typeof seedIssuedPlan>>
let school: Awaited<ReturnType<typeof seedIssuedPlan>>

beforeAll(async () => {
  services = await openTestServices('2026-10-10')
  services.papers.report = reportPaper
  app = await buildTestApp(services, [paperRoutes, reportRoutes, assignmentRoutes])
  tree = await seedSmallTree(services.database)
  const { units } = tree
  await services.database.asSystem('seed', async (trx) => {
    department = await seedIssuedPlan(trx, {
      unit: units.department,
      number: '1876/KH-SGDĐT',
      title: 'Kế hoạch công tác đối ngoại và hội nhập quốc tế năm 2026',
      reportDueOn: '2026-10-20',
      tasks: [
        { section: 'II', sectionTitle: 'Nội dung thực hiện', text: 'Quán triệt các văn bản', dueOn: '2026-04-30' },
        { section: 'II', sectionTitle: 'Nội dung thực hiện', text: 'Giao lưu quốc tế', dueOn: '2026-09-30' },
      ],
      carriers: [units.department, units.ward, units.school, units.otherSchool, units.highSchool],
    })
    school = await seedIssuedPlan(trx, {
      unit: units.school,
      number: '86/KH-THCS.BM',
      title: 'Kế hoạch đối ngoại của trường năm 2026',
      superiorPlanId: department.planId,
      reportDueOn: '2026-10-15',
      reportDueRecurring: '---15',
      receivers: [
        { unitId: units.department.id, role: 'main' },
        { unitId: units.ward.id, role: 'copy' },
      ],
      tasks: [
        { section: 'II', sectionTitle: 'Nhiệm vụ', text: 'Sinh hoạt chuyên đề đối ngoại;', dueOn: '2026-04-15' },
        { section: 'II', sectionTitle: 'Nhiệm vụ', text: 'Đón đoàn học sinh Nhật Bản', dueOn: '2026-05-20' },
        { section: 'III', sectionTitle: 'Tuyên truyền', text: 'Viết bài tiếng Anh', dueOn: '2026-12-30' },
      ],
      carriers: [units.school],
    })
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const as = (id: string) => ({ 'x-person': id })
const get = (url: string, person: string) => app.inject({ url, headers: as(person) })
const send = (method: 'POST' | 'PATCH', url: string, person: string, payload: object) =>
  app.inject({ method, url, headers: as(person), payload })
const act = async (id: number, person: string, kind: string, more: object = {}) => {
  const { version } = (await get(`/api/assignments/${id}`, person)).json()
  const answer = await send('POST', `/api/assignments/${id}/actions`, person, { kind, version, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const ofSchool = (i: number) => school.assignmentIds.get(tree.units.school.id)![i] as number
/** Makes a report and runs the job that the deed queued. */
const makeReport = async (planId: string, person: string, periodTo: string, periodFrom = '2026-01-01') => {
  const made = await send('POST', `/api/plans/${planId}/reports`, person, { periodFrom, periodTo })
  expect(made.statusCode, made.body).toBe(202)
  const { id, documentId, progressId } = made.json()
  await compileReportJob(services)({ reportId: id, personId: person, progressId })
  return { id, documentId, progressId } as { id: string; documentId: string; progressId: string }
}

/** As the queue tries a job once more whose end it did not hear of. */
const again = async (
  job: ReturnType<typeof compileReportJob>,
  data: { reportId: string; personId: string; progressId: string },
) => {
  await services.database.system.query(`update progress set state = 'running' where id = $1`, [data.progressId])
  await job(data)
}

describe('a report', () => {
  let id: string
  let documentId: string
  let progressId: string
  const deputy = () => tree.people.school.deputy!.id
  const read = async (person = deputy()) => (await get(`/api/reports/${id}`, person)).json()

  it('says of each task what was recorded, in order, with day and person; what was taken back is left out', async () => {
    await act(ofSchool(0), deputy(), 'progress', { note: 'Đã xây dựng nội dung', links: ['https://example.vn/a'] })
    const { eventId } = await act(ofSchool(0), deputy(), 'progress', { note: 'Nhầm việc khác' })
    await send('POST', `/api/assignments/${ofSchool(0)}/undo`, deputy(), { eventId })
    await act(ofSchool(0), deputy(), 'done', { note: 'Đã sinh hoạt toàn trường' })
    await act(ofSchool(1), deputy(), 'nothing')
    ;({ id, documentId, progressId } = await makeReport(school.planId, deputy(), '2026-10-10'))
    const report = await read()
    expect(report).toMatchObject({ state: 'draft', waitsFor: 'author', can: { edit: true, approve: false } })
    const [first, second] = report.content.sections[0].tasks
    expect(first.computed).toMatch(
      /^Đã hoàn thành\. Ngày .* \(Cấp phó THCS Bình Minh\): Đã xây dựng nội dung\. Ngày .*: Đã sinh hoạt toàn trường\. Minh chứng: 01 liên kết\.$/,
    )
    expect(second.computed).toBe('Không phát sinh trong kỳ báo cáo.')
    expect(report.content.sections.map((s: { title: string }) => s.title)).toEqual(['Nhiệm vụ', 'Tuyên truyền'])
    expect(report.receivers).toMatchObject([
      { unitId: tree.units.department.id, role: 'main' },
      { unitId: tree.units.ward.id, role: 'copy' },
    ])
  })

  it('keeps a typed figure beside the computed one, with its reason, through compiling again', async () => {
    const { version } = await read()
    const bare = await send('PATCH', `/api/reports/${id}/content`, deputy(), {
      version,
      figures: [{ key: 'done', entered: 2 }],
    })
    expect(bare.json()).toMatchObject({ errors: [{ path: '/figures/done/reason' }] })
    const [{ taskId }, { taskId: untouched }] = (await read()).content.sections[0].tasks
    const edited = await send('PATCH', `/api/reports/${id}/content`, deputy(), {
      version,
      difficulties: 'Kinh phí còn hạn chế.',
      tasks: [{ taskId, entered: 'Đã hoàn thành với 100% giáo viên.' }, { taskId: untouched }],
      figures: [{ key: 'total' }, { key: 'done', entered: 2, reason: 'Tính cả hoạt động của Đội' }],
    })
    expect(edited.statusCode, edited.body).toBe(200)
    const stale = await send('PATCH', `/api/reports/${id}/content`, deputy(), { version, difficulties: 'khác' })
    expect(stale.json()).toMatchObject({ type: '/errors/version-conflict', current: { version: version + 1 } })
    await again(compileReportJob(services), { reportId: id, personId: deputy(), progressId })
    const { content } = await read()
    expect(content.difficulties).toBe('Kinh phí còn hạn chế.')
    expect(content.sections[0].tasks[1].entered).toBeNull()
    expect(content.figures.filter((f: { entered: number | null }) => f.entered !== null)).toHaveLength(1)
    expect(content.sections[0].tasks[0].entered).toBe('Đã hoàn thành với 100% giáo viên.')
    expect(content.figures.find((f: { key: string }) => f.key === 'done')).toMatchObject({
      computed: 1,
      entered: 2,
      reason: 'Tính cả hoạt động của Đội',
    })
  })

  it('compiled twice is the same, and a run killed in the middle has changed nothing', async () => {
    const job = compileReportJob(services)
    const before = (await read()).content
    await again(job, { reportId: id, personId: deputy(), progressId })
    const after = (await read()).content
    expect({ ...after, compiledAt: null }).toEqual({ ...before, compiledAt: null })
    const { version } = await read()
    let calls = 0
    const dying = {
      ...services,
      database: {
        ...services.database,
        asSystem: (name: string, work: never) => {
          if (name === 'compile-report' && ++calls === 4) throw new Error('killed')
          return services.database.asSystem(name, work)
        },
      },
    } as typeof services
    await expect(again(compileReportJob(dying), { reportId: id, personId: deputy(), progressId })).rejects.toThrow(
      'killed',
    )
    expect((await read()).version).toBe(version)
    await again(job, { reportId: id, personId: deputy(), progressId })
    expect({ ...(await read()).content, compiledAt: null }).toEqual({ ...before, compiledAt: null })
  })

  it('prints in the form of a báo cáo, addressed to the main receiver, with the plans as bases', async () => {
    const paper = (await get(`/api/documents/${documentId}/paper`, deputy())).json()
    expect(paper.content).toMatchObject({
      kind: 'Báo cáo',
      number: '/BC-THCS.BM',
      addressees: [tree.units.department.name],
      recipients: ['Như trên', `${tree.units.ward.name} (để báo cáo)`, 'Lưu: VT'],
      signer: { position: 'HIỆU TRƯỞNG', name: tree.people.school.head!.name },
    })
    expect(paper.content.legalBases[0]).toContain('1876/KH-SGDĐT')
    expect(paper.content.legalBases[1]).toContain('86/KH-THCS.BM')
    // the closing mark of a label is the printed form's: twice would print "I.."
    const word = await app.inject({
      url: `/api/documents/${documentId}/paper.docx`,
      headers: { 'x-person': deputy() },
    })
    const printed = parse(await readFile(new Uint8Array(word.rawPayload), 'bao-cao.docx'))
    expect(printed.outline.map(({ label, level }) => `${label}@${level}`).slice(0, 2)).toEqual(['I@1', '1@2'])
    const items = paper.content.blocks.filter((b: { type: string }) => b.type === 'item')
    expect(items[0].text).toBe('Sinh hoạt chuyên đề đối ngoại: Đã hoàn thành với 100% giáo viên.')
  })

  it('is one for a plan, a unit and a period', async () => {
    const again = await send('POST', `/api/plans/${school.planId}/reports`, deputy(), {
      periodFrom: '2026-01-01',
      periodTo: '2026-10-10',
    })
    expect(again.json()).toMatchObject({ type: '/errors/already-exists', id })
  })

  it('is invisible to its receivers until it is issued signed, and then opens to main and copy', async () => {
    const receivers = [tree.people.department.officer!.id, tree.people.ward.officer!.id]
    const stranger = tree.people.otherWard.officer!.id
    const sees = async (person: string) => [
      (await get(`/api/reports/${id}`, person)).statusCode,
      (await get('/api/reports?box=received', person)).json().rows.length,
    ]
    const nobodySees = async () => {
      for (const person of [...receivers, stranger]) expect(await sees(person)).toEqual([404, 0])
    }
    await nobodySees()
    expect((await send('POST', `/api/documents/${documentId}/submit`, deputy(), {})).statusCode).toBe(200)
    const locked = await send('PATCH', `/api/reports/${id}/content`, deputy(), {
      version: (await read()).version,
      proposals: 'muộn rồi',
    })
    expect(locked.json().type).toBe('/errors/state-conflict')
    // a job that comes late leaves the submitted content alone
    const { version } = await read()
    await again(compileReportJob(services), { reportId: id, personId: deputy(), progressId })
    expect((await read()).version).toBe(version)
    await nobodySees()
    const { hash } = (await get(`/api/documents/${documentId}/paper`, deputy())).json()
    const head = tree.people.school.head!.id
    const approved = await send('POST', `/api/documents/${documentId}/approve`, head, { hash })
    expect(approved.statusCode, approved.body).toBe(200)
    await nobodySees()
    const signed = multipart({ number: '120/BC-THCS.BM', issuedOn: '2026-10-10' }, [
      {
        name: 'bao-cao.pdf',
        type: 'application/pdf',
        bytes: (await get(`/api/documents/${documentId}/paper.pdf`, head)).rawPayload,
      },
    ])
    const issued = await app.inject({
      method: 'POST',
      url: `/api/documents/${documentId}/issue`,
      headers: { ...as(tree.people.school.clerk!.id), ...signed.headers },
      payload: signed.payload,
    })
    expect(issued.statusCode, issued.body).toBeLessThan(300)
    for (const person of receivers) expect(await sees(person)).toEqual([200, 1])
    expect(await sees(stranger)).toEqual([404, 0])
    // what the signed copy says differently is told to the unit alone
    const paper = async (person: string) => (await get(`/api/documents/${documentId}/paper`, person)).json()
    expect((await paper(head)).signedDiffers).not.toBeNull()
    for (const person of receivers) expect(await paper(person)).toMatchObject({ state: 'issued', signedDiffers: null })
    // asked for every month, it falls due again
    const next = await services.database.asSystem('look', (trx) =>
      trx.selectFrom('plan').select('report_due_on').where('id', '=', school.planId).executeTakeFirstOrThrow(),
    )
    expect(next.report_due_on).toBe('2026-11-15')
    const [row] = (await get('/api/reports?box=received', receivers[0]!)).json().rows
    expect(row).toMatchObject({ timing: 'on-time', number: '120/BC-THCS.BM', state: 'issued' })
  })

  it('shows the superior which units have sent and which have not, page by page', async () => {
    const officer = tree.people.department.officer!.id
    const url = `/api/plans/${department.planId}/completeness`
    expect((await get(`${url}/totals`, officer)).json()).toEqual({ sent: 1, late: 0, missing: 0, waiting: 3 })
    const whole = (await get(url, officer)).json()
    expect(whole.next).toBeNull()
    expect(whole.rows.find((r: { unitId: number }) => r.unitId === tree.units.school.id)).toMatchObject({
      reportId: id,
      state: 'sent',
      groupName: tree.units.ward.name,
    })
    const walked: unknown[] = []
    let after = ''
    do {
      const page = (await get(`${url}?limit=1${after}`, officer)).json()
      expect(page.rows).toHaveLength(1)
      walked.push(...page.rows)
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
    } while (after !== '')
    expect(walked).toEqual(whole.rows)
    const waiting = (await get(`${url}?state=waiting`, officer)).json().rows
    expect(waiting).toEqual(whole.rows.filter((r: { state: string }) => r.state === 'waiting'))
    expect((await get(`${url}?state=waiting&state=sent`, officer)).json().rows).toEqual(whole.rows)
    expect((await get(`${url}?q=binh+minh`, officer)).json().rows).toHaveLength(1)
    // found among the carriers, however many units of that name stand before them in the directory
    await services.database.system.query(
      `insert into unit (kind, level, code_scheme, code, name, path, reach, valid_from)
        select 'school', 'TH', 'banggiao', 'x' || n, 'Trường Tiểu học Bình Minh ' || n, '01/x' || n || '/', '01/x' || n || '/', '2020-01-01'
        from generate_series(1, 510) n`,
    )
    expect((await get(`${url}?q=binh+minh`, officer)).json().rows).toHaveLength(1)
    // a ward counts and pages its own
    const ward = tree.people.ward.officer!.id
    expect((await get(`${url}/totals`, ward)).json()).toEqual({ sent: 1, late: 0, missing: 0, waiting: 1 })
    expect((await get(url, ward)).json().rows).toHaveLength(2)
    for (const path of [url, `${url}/totals`, `${url}.xlsx`])
      expect((await get(path, tree.people.otherSchool.teacher!.id)).statusCode, path).toBe(403)
    const { default: excel } = await import('exceljs')
    for (const [query, rows] of [
      ['', 4],
      ['?state=waiting', 3],
    ] as const) {
      const file = await get(`${url}.xlsx${query}`, officer)
      const book = new excel.Workbook()
      await book.xlsx.load(file.rawPayload as never)
      expect(book.worksheets[0]?.rowCount, query).toBe(rows + 1)
    }
  })

  it('stands beside the report before it', async () => {
    const next = await makeReport(school.planId, deputy(), '2026-12-31', '2026-10-11')
    const { content } = (await get(`/api/reports/${next.id}`, deputy())).json()
    expect(content.figures.find((f: { key: string }) => f.key === 'done')).toMatchObject({ computed: 1, previous: 2 })
  })

  it('is not compared with a report on another plan', async () => {
    const other = await services.database.asSystem('seed', (trx) =>
      seedIssuedPlan(trx, {
        unit: tree.units.school,
        number: '99/KH-THCS.BM',
        title: 'Kế hoạch khác',
        tasks: [{ section: 'I', sectionTitle: 'Việc', text: 'Một việc', dueOn: '2026-12-30' }],
        carriers: [tree.units.school],
      }),
    )
    const made = await makeReport(other.planId, deputy(), '2026-12-31', '2026-10-11')
    const { content } = (await get(`/api/reports/${made.id}`, deputy())).json()
    for (const figure of content.figures) expect(figure.previous, figure.key).toBeNull()
  })

  it('counts what the unit put out of its plan’s scope, as it says it in words', async () => {
    const beyond = await services.database.asSystem('beyond', (trx) =>
      trx
        .insertInto('task')
        .values({
          plan_id: school.planId,
          unit_id: tree.units.school.id,
          unit_path: tree.units.school.path,
          section: 'II.1',
          position: 90,
          text: 'Liên kết đào tạo với nước ngoài.',
          scope: 'out',
          scope_reason: 'Trường không có chương trình liên kết',
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    const made = await makeReport(school.planId, deputy(), '2026-12-30')
    const { content } = (await get(`/api/reports/${made.id}`, deputy())).json()
    const count = (key: string) => content.figures.find((f: { key: string }) => f.key === key).computed
    const said = content.sections.flatMap((s: { tasks: object[] }) => s.tasks)
    expect(count('total')).toBe(said.length)
    expect(count('out-of-scope')).toBe(said.filter((t: { state: string }) => t.state === 'out-of-scope').length)
    expect(['done', 'nothing', 'doing', 'open', 'out-of-scope'].map(count).reduce((a, b) => a + b)).toBe(count('total'))
    const seen: { title: string }[] = []
    let after = ''
    do {
      const page = (await get(`/api/reports/${made.id}/figures/total/rows?limit=2${after}`, deputy())).json()
      seen.push(...page.rows)
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '')
    expect(seen).toHaveLength(count('total'))
    expect(seen.at(-1)?.title).toBe('Liên kết đào tạo với nước ngoài.')
    await services.database.asSystem('beyond', (trx) =>
      trx.updateTable('task').set({ ended_at: '2026-12-31T00:00:00Z' }).where('id', '=', beyond.id).execute(),
    )
  })

  it('adds up what units below recorded: every figure is its rows counted', async () => {
    const officer = tree.people.department.officer!.id
    const units = ['ward', 'school', 'otherSchool', 'highSchool', 'department'] as const
    const states = ['open', 'doing', 'done', 'nothing', 'out-of-scope'] as const
    const made = await makeReport(department.planId, officer, '2026-10-10')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ state: fc.constantFrom(...states), day: fc.integer({ min: 1, max: 28 }) }), {
          minLength: 10,
          maxLength: 10,
        }),
        async (facts) => {
          await services.database.asSystem('scatter', async (trx) => {
            let i = 0
            for (const unit of units)
              for (const assignmentId of department.assignmentIds.get(tree.units[unit].id)!) {
                const { state, day } = facts[i++]!
                await trx
                  .updateTable('assignment')
                  .set({ state, due_on: `2026-10-${String(day).padStart(2, '0')}`, changed_at: '2026-10-09T03:00:00Z' })
                  .where('id', '=', assignmentId)
                  .execute()
              }
          })
          await again(compileReportJob(services), {
            reportId: made.id,
            personId: officer,
            progressId: made.progressId,
          })
          const { figures } = (await get(`/api/reports/${made.id}`, officer)).json().content
          const counted = Object.fromEntries(figures.map((f: { key: string; computed: number }) => [f.key, f.computed]))
          expect(Object.keys(counted)).toEqual([...figureKeys])
          for (const key of figureKeys) {
            const { rows } = (await get(`/api/reports/${made.id}/figures/${key}/rows`, officer)).json()
            expect(rows.length, key).toBe(counted[key])
          }
          const below = facts.slice(0, 8)
          expect(counted['below-done']).toBe(below.filter((f) => f.state === 'done').length)
          expect(counted['below-total']).toBe(8)
          expect(counted.total).toBe(2)
          expect(counted['below-overdue']).toBe(
            below.filter((f) => (f.state === 'open' || f.state === 'doing') && f.day < 10).length,
          )
        },
      ),
      { numRuns: 6 },
    )
  })

  it('is listed and exported as shown', async () => {
    const file = await get('/api/reports/export.xlsx?box=mine', deputy())
    expect(file.statusCode).toBe(200)
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.load(file.rawPayload as never)
    expect(book.worksheets[0]?.rowCount).toBe(5)
  })

  it('on a superior’s plan goes to the receivers the plan names, the copy too, and only once it is sent', async () => {
    const { units, people } = tree
    await services.database.asSystem('name', (trx) =>
      trx
        .insertInto('plan_carrier_receiver')
        .values([
          { plan_id: department.planId, unit_id: units.department.id, receiver_id: units.department.id, role: 'main' },
          // neither above the school nor below: nothing but the plan lets this body read the report
          { plan_id: department.planId, unit_id: units.department.id, receiver_id: units.otherWard.id, role: 'copy' },
          { plan_id: department.planId, unit_id: units.department.id, through: 'commune', role: 'copy' },
        ])
        .execute(),
    )
    const made = await makeReport(department.planId, deputy(), '2027-03-31', '2027-01-01')
    const seen = (await get(`/api/reports/${made.id}`, deputy())).json()
    expect(seen.receivers.map((r: { role: string; unitId: number }) => [r.role, r.unitId])).toEqual([
      ['main', units.department.id],
      ['copy', units.otherWard.id],
      ['copy', units.ward.id],
    ])
    expect(seen.content.addressees).toEqual([units.department.name])
    const receivers = [people.department.officer!.id, people.otherWard.officer!.id, people.ward.officer!.id]
    const status = async (person: string) => (await get(`/api/reports/${made.id}`, person)).statusCode
    for (const state of ['draft', 'submitted', 'approved'] as const) {
      await services.database.asSystem('move', (trx) =>
        trx.updateTable('document').set({ state, approved_hash: 'x' }).where('id', '=', seen.documentId).execute(),
      )
      for (const person of receivers) expect(await status(person), state).toBe(404)
    }
    await services.database.asSystem('sign', (trx) =>
      trx
        .updateTable('document')
        .set({ state: 'issued', number: '12/BC-THCS.BM', issued_on: '2027-04-01' })
        .where('id', '=', seen.documentId)
        .execute(),
    )
    const clerk = (await loadActor(services.database, people.school.clerk!.id, null))!
    // named after the approval, the kindergarten would read what nobody approved for it
    await services.database.system.query(
      `insert into plan_carrier_receiver (plan_id, unit_id, receiver_id, role) values ($1, $2, $3, 'copy')`,
      [department.planId, units.department.id, units.kindergarten.id],
    )
    const issue = () =>
      runDeed(services, clerk, 'issue-paper', null, (work) => reportPaper.issued(work, seen.documentId))
    await expect(issue()).rejects.toMatchObject({
      code: 'state-conflict',
      detail: { vi: expect.stringContaining(units.kindergarten.name) as string },
    })
    expect(await status(receivers[0]!)).toBe(404)
    await services.database.system.query(`delete from plan_carrier_receiver where receiver_id = $1`, [
      units.kindergarten.id,
    ])
    await issue()
    for (const person of receivers) expect(await status(person)).toBe(200)
    expect(await status(people.kindergarten.deputy!.id)).toBe(404)
    // the plan names nobody but the department now; whom it went to stays, for those too who do not see the plan
    await services.database.system.query(`delete from plan_carrier_receiver where plan_id = $1 and role = 'copy'`, [
      department.planId,
    ])
    for (const person of [deputy(), ...receivers])
      expect((await get(`/api/reports/${made.id}`, person)).json().receivers, person).toEqual(seen.receivers)
    const box = (await get('/api/reports?box=received', people.otherWard.officer!.id)).json().rows
    expect(box.map((r: { id: string }) => r.id)).toContain(made.id)
  })
  it('counts a picture kept with a task as evidence, named by an answer or not, until the answer is taken back', async () => {
    const teacher = deputy()
    const keep = async (i: number, name: string) => {
      const { headers, payload } = multipart({}, [
        { name, type: 'image/jpeg', bytes: Buffer.from([255, 216, 255, 224]) },
      ])
      const url = `/api/assignments/${ofSchool(i)}/files`
      const kept = await app.inject({ method: 'POST', url, headers: { ...as(teacher), ...headers }, payload })
      expect(kept.statusCode, kept.body).toBe(201)
      return kept.json().id as string
    }
    const made = await makeReport(school.planId, teacher, '2026-12-29')
    const evidence = async () => {
      await again(compileReportJob(services), { reportId: made.id, personId: teacher, progressId: made.progressId })
      const { content } = (await get(`/api/reports/${made.id}`, teacher)).json()
      const tasks = content.sections.flatMap((s: { tasks: { evidence: number }[] }) => s.tasks)
      return [
        content.figures.find((f: { key: string }) => f.key === 'with-evidence').computed,
        ...tasks.map((t: { evidence: number }) => t.evidence),
      ]
    }
    const [before, ...each] = await evidence()
    await keep(2, 'ảnh chụp.jpg')
    expect(await evidence()).toEqual([before + 1, each[0], each[1], 1])
    const fileId = await keep(2, 'ảnh khác.jpg')
    const { eventId } = await act(ofSchool(2), teacher, 'progress', { fileIds: [fileId] })
    expect(await evidence()).toEqual([before + 1, each[0], each[1], 2])
    await send('POST', `/api/assignments/${ofSchool(2)}/undo`, teacher, { eventId })
    expect(await evidence()).toEqual([before + 1, each[0], each[1], 1])
    // named again by an answer that stands
    await act(ofSchool(2), teacher, 'progress', { fileIds: [fileId] })
    expect(await evidence()).toEqual([before + 1, each[0], each[1], 2])
    // kept before the period began: the answers say in which period it counts
    const { system } = services.database
    await system.query(`update file set created_at = '2025-12-31T03:00:00Z' where assignment_id = $1`, [ofSchool(2)])
    expect(await evidence()).toEqual([before + 1, each[0], each[1], 1])
    await system.query(
      `update assignment_event set at = '2025-12-31T03:00:00Z' where assignment_id = $1 and $2::uuid = any(file_ids)`,
      [ofSchool(2), fileId],
    )
    expect(await evidence()).toEqual([before, each[0], each[1], 0])
  })
  it('of long before the day it is asked for leaves that day standing and is not taken for the one waited for', async () => {
    const { units, people } = tree
    const { above, own } = await services.database.asSystem('seed', async (trx) => {
      const tasks = [{ section: 'I', sectionTitle: 'Việc', text: 'Một việc', dueOn: '2027-09-30' }]
      const yearly = { year: 2027, reportDueOn: '2027-10-10', reportDueRecurring: '--10-10', tasks }
      const above = await seedIssuedPlan(trx, {
        ...yearly,
        unit: units.department,
        number: '2000/KH-SGDĐT',
        title: 'Kế hoạch năm 2027',
        carriers: [units.school],
      })
      const own = await seedIssuedPlan(trx, {
        ...yearly,
        unit: units.school,
        number: '200/KH-THCS.BM',
        title: 'Kế hoạch năm 2027 của trường',
        superiorPlanId: above.planId,
        carriers: [units.school],
      })
      return { above, own }
    })
    const clerk = (await loadActor(services.database, people.school.clerk!.id, null))!
    const sendTo = async (periodTo: string) => {
      const made = await makeReport(own.planId, deputy(), periodTo)
      const { receivers } = (await get(`/api/reports/${made.id}`, deputy())).json()
      expect(receivers).toEqual([])
      await runDeed(services, clerk, 'issue-paper', null, (work) => reportPaper.issued(work, made.documentId))
      const { dueOn, interim } = (await get(`/api/reports/${made.id}`, deputy())).json()
      expect(interim).toBe(dueOn === null)
      const plan = await services.database.asSystem('look', (trx) =>
        trx.selectFrom('plan').select('report_due_on').where('id', '=', own.planId).executeTakeFirstOrThrow(),
      )
      const url = `/api/plans/${above.planId}/completeness/totals`
      const totals = (await get(url, people.department.officer!.id)).json()
      return [dueOn, plan.report_due_on, totals.sent, totals.waiting]
    }
    // said before it is begun, and on the report
    const meant = async (periodTo: string) =>
      (await get(`/api/plans/${own.planId}/report-day?periodTo=${periodTo}`, deputy())).json()
    const stranger = tree.people.otherWard.officer!.id
    const from = { standingOn: '2027-10-10', from: '2027-07-12' }
    expect(await meant('2027-07-11')).toEqual({ ...from, dueOn: null })
    expect(await meant('2027-07-12')).toEqual({ ...from, dueOn: '2027-10-10' })
    expect((await get(`/api/plans/${own.planId}/report-day?periodTo=2027-07-11`, stranger)).statusCode).toBe(404)
    expect(await sendTo('2026-11-28')).toEqual([null, '2027-10-10', 0, 1])
    expect(await sendTo('2027-07-11')).toEqual([null, '2027-10-10', 0, 1])
    expect(await sendTo('2027-07-12')).toEqual(['2027-10-10', '2028-10-10', 1, 0])
  })

  it('to a superior who asks for it every year is for the year of its period, and waited for anew the next', async () => {
    const { units, people } = tree
    const { planId } = await services.database.asSystem('seed', (trx) =>
      seedIssuedPlan(trx, {
        year: 2025,
        reportDueOn: '2025-06-15',
        reportDueRecurring: '--06-15',
        tasks: [{ section: 'I', sectionTitle: 'Việc', text: 'Một việc', dueOn: '2025-05-30' }],
        unit: units.department,
        number: '3000/KH-SGDĐT',
        title: 'Kế hoạch nhiều năm',
        carriers: [units.school],
      }),
    )
    const officer = people.department.officer!.id
    const clerk = (await loadActor(services.database, people.school.clerk!.id, null))!
    const totals = async () => (await get(`/api/plans/${planId}/completeness/totals`, officer)).json()
    const sendTo = async (periodTo: string) => {
      const made = await makeReport(planId, deputy(), periodTo, `${periodTo.slice(0, 4)}-01-01`)
      await runDeed(services, clerk, 'issue-paper', null, (work) => reportPaper.issued(work, made.documentId))
      return (await get(`/api/reports/${made.id}`, deputy())).json().dueOn
    }
    // today is past 15/6/2026: the report of 2025 is not the one waited for
    expect(await sendTo('2025-05-31')).toBe('2025-06-15')
    expect(await totals()).toMatchObject({ missing: 1, sent: 0, late: 0 })
    expect((await get(`/api/plans/${planId}/completeness`, officer)).json().rows[0].dueOn).toBe('2026-06-15')
    expect(await sendTo('2026-05-31')).toBe('2026-06-15')
    expect(await totals()).toMatchObject({ missing: 0, late: 1 })
  })
})

describe('a report prepared before its period ends', () => {
  it('counts to the day it is made, and says so: what is due between is not overdue', async () => {
    // today is 10 October; "Viết bài tiếng Anh" is due on 30 December
    const person = tree.people.school.deputy!.id
    const { id } = await makeReport(school.planId, person, '2027-01-31')
    const { content } = (await get(`/api/reports/${id}`, person)).json()
    expect(content.opening).toMatch(/đến ngày 31\/01\/2027 \(số liệu tính đến ngày 10\/10\/2026\) như sau:$/)
    const later = content.sections.at(-1).tasks[0]
    expect(later).toMatchObject({ text: 'Viết bài tiếng Anh', dueOn: '2026-12-30' })
    expect(later.computed).not.toContain('Quá hạn')
    const overdue = content.figures.find((f: { key: string }) => f.key === 'overdue').computed
    const rows = (await get(`/api/reports/${id}/figures/overdue/rows`, person)).json().rows
    expect(rows.map((row: { title: string }) => row.title)).not.toContain('Viết bài tiếng Anh')
    expect(overdue).toBe(rows.length)
  })
})

describe('the rows behind a figure', () => {
  it('are counted to the day the figure was, whenever they are looked at', async () => {
    const person = tree.people.school.deputy!.id
    const { id, progressId } = await makeReport(school.planId, person, '2027-03-31')
    const overdue = async () => {
      const { content } = (await get(`/api/reports/${id}`, person)).json()
      const { rows } = (await get(`/api/reports/${id}/figures/overdue/rows`, person)).json()
      return [content.figures.find((f: { key: string }) => f.key === 'overdue').computed, rows.length]
    }
    const [before] = await overdue()
    const standing = { ...services.clock }
    // "Viết bài tiếng Anh" is overdue by then
    Object.assign(services.clock, { now: () => new Date('2027-01-04T02:00:00Z'), today: () => '2027-01-04' })
    try {
      expect(await overdue()).toEqual([before, before])
      await again(compileReportJob(services), { reportId: id, personId: person, progressId })
      expect(await overdue()).toEqual([before + 1, before + 1])
    } finally {
      Object.assign(services.clock, standing)
    }
  })
})

describe('the day a report is asked for', () => {
  const standing = { now: () => new Date(), today: () => '' }
  const onDay = (day: string) =>
    Object.assign(services.clock, { now: () => new Date(`${day}T02:00:00Z`), today: () => day })
  beforeAll(() => Object.assign(standing, services.clock))
  afterAll(() => Object.assign(services.clock, standing))

  let n = 0
  /** The department's plan, given to the school and a ward on the first of the year, and the school's own by it. */
  const plans = async (year: number, above: [string, string | null], own: [string, string | null]) => {
    const tasks = [{ section: 'I', sectionTitle: 'Việc', text: 'Một việc', dueOn: `${year}-12-30` }]
    const made = await services.database.asSystem('seed', async (trx) => {
      const superior = await seedIssuedPlan(trx, {
        unit: tree.units.department,
        number: `${3000 + ++n}/KH-SGDĐT`,
        title: 'Kế hoạch của Sở',
        year,
        reportDueOn: above[0],
        reportDueRecurring: above[1],
        tasks,
        carriers: [tree.units.school, tree.units.ward],
      })
      const school = await seedIssuedPlan(trx, {
        unit: tree.units.school,
        number: `${300 + n}/KH-THCS.BM`,
        title: 'Kế hoạch của trường',
        year,
        superiorPlanId: superior.planId,
        reportDueOn: own[0],
        reportDueRecurring: own[1],
        tasks,
        carriers: [tree.units.school],
      })
      return { above: superior.planId, own: school.planId }
    })
    await services.database.system.query('update plan_carrier set sent_at = $2 where plan_id = $1', [
      made.above,
      `${year}-01-01T02:00:00Z`,
    ])
    return made
  }
  /** Makes the report on the day and sends it; the day it is for. */
  const report = async (
    planId: string,
    unit: 'school' | 'ward' | 'department',
    periodTo: string,
    sentOn = periodTo,
  ) => {
    onDay(sentOn)
    const { deputy, officer, clerk } = tree.people[unit]
    const made = await makeReport(planId, (deputy ?? officer)!.id, periodTo, `${periodTo.slice(0, 4)}-01-01`)
    const actor = (await loadActor(services.database, clerk!.id, null))!
    await runDeed(services, actor, 'issue-paper', null, (work) => reportPaper.issued(work, made.documentId))
    const { rows } = await services.database.system.query<{ due: string | null }>(
      'select due_on::text as due from report where id = $1',
      [made.id],
    )
    return rows[0]!.due
  }
  const standsOn = async (planId: string) => {
    const { rows } = await services.database.system.query<{ due: string }>(
      'select report_due_on::text as due from plan where id = $1',
      [planId],
    )
    return rows[0]!.due
  }
  /** How the list of the plan's units shows school and ward on a day. */
  const listed = async (planId: string, day: string) => {
    onDay(day)
    const { rows } = (await get(`/api/plans/${planId}/completeness`, tree.people.department.officer!.id)).json()
    const stateOf = (unit: { id: number }) => {
      const { state, dueOn } = rows.find((r: { unitId: number }) => r.unitId === unit.id)
      return `${state} ${dueOn}`
    }
    return [stateOf(tree.units.school), stateOf(tree.units.ward)]
  }

  it('by the superior is met by a report that reaches it, whatever later day the unit set itself', async () => {
    const { above, own } = await plans(2026, ['2026-10-15', null], ['2027-06-20', null])
    expect(await report(own, 'school', '2026-10-10')).toBeNull()
    expect(await listed(above, '2026-10-16')).toEqual(['sent 2026-10-15', 'missing 2026-10-15'])
    // one sent besides makes that one no later
    await report(own, 'school', '2026-11-30')
    expect(await listed(above, '2026-12-01')).toEqual(['sent 2026-10-15', 'missing 2026-10-15'])
  })

  it('every month moves on for all who carry the plan, as each of them reports or not', async () => {
    const { above, own } = await plans(2026, ['2026-01-20', '---20'], ['2026-01-15', '---15'])
    expect(await report(own, 'school', '2026-01-14')).toBe('2026-01-15')
    expect(await report(above, 'ward', '2026-01-31', '2026-02-03')).toBe('2026-01-20')
    expect(await listed(above, '2026-02-03')).toEqual(['sent 2026-01-20', 'late 2026-01-20'])
    expect(await report(own, 'school', '2026-02-14')).toBe('2026-02-15')
    expect(await listed(above, '2026-02-19')).toEqual(['sent 2026-02-20', 'waiting 2026-02-20'])
    expect(await report(above, 'ward', '2026-02-20')).toBe('2026-02-20')
    expect(await listed(above, '2026-02-21')).toEqual(['sent 2026-02-20', 'sent 2026-02-20'])
    // both stop
    expect(await listed(above, '2026-05-21')).toEqual(['missing 2026-05-20', 'missing 2026-05-20'])
    // who is given the plan after the day begins with the next
    await services.database.system.query('update plan_carrier set sent_at = $2 where plan_id = $1 and unit_id = $3', [
      above,
      '2026-05-21T02:00:00Z',
      tree.units.ward.id,
    ])
    expect(await listed(above, '2026-05-22')).toEqual(['missing 2026-05-20', 'waiting 2026-06-20'])
  })

  it('every year is the units’ still when the superior has sent its own report; last year’s report is none for this year', async () => {
    const { above, own } = await plans(2026, ['2026-10-15', '--10-15'], ['2026-10-10', '--10-10'])
    await report(own, 'school', '2026-10-08')
    await report(above, 'department', '2026-10-14')
    expect(await standsOn(above)).toBe('2027-10-15')
    expect(await listed(above, '2026-10-16')).toEqual(['sent 2026-10-15', 'missing 2026-10-15'])
    expect(await report(above, 'ward', '2026-10-15', '2026-10-20')).toBe('2026-10-15')
    expect(await listed(above, '2026-10-21')).toEqual(['sent 2026-10-15', 'late 2026-10-15'])
    expect(await listed(above, '2027-09-01')).toEqual(['waiting 2027-10-15', 'waiting 2027-10-15'])
    expect(await report(above, 'ward', '2027-09-30')).toBe('2027-10-15')
    expect(await listed(above, '2027-10-16')).toEqual(['missing 2027-10-15', 'sent 2027-10-15'])
  })

  it('behind the superior’s is met by a unit’s report for its own, which is not taken for the next', async () => {
    const { above, own } = await plans(2026, ['2026-06-15', '--06-15'], ['2026-07-01', '--07-01'])
    expect(await report(own, 'school', '2026-06-14')).toBe('2026-07-01')
    expect(await listed(above, '2026-06-16')).toEqual(['sent 2026-06-15', 'missing 2026-06-15'])
    expect(await listed(above, '2027-03-17')).toEqual(['waiting 2027-06-15', 'waiting 2027-06-15'])
    const monthly = await plans(2026, ['2026-01-15', '---15'], ['2026-01-20', '---20'])
    expect(await report(monthly.own, 'school', '2026-03-14')).toBe('2026-03-20')
    expect(await listed(monthly.above, '2026-03-16')).toEqual(['sent 2026-03-15', 'missing 2026-03-15'])
    expect(await listed(monthly.above, '2026-04-16')).toEqual(['missing 2026-04-15', 'missing 2026-04-15'])
  })

  it('does not go back where two reports are sent at once and the later is first', async () => {
    const { own } = await plans(2026, ['2026-01-20', '---20'], ['2026-01-15', '---15'])
    onDay('2026-01-14')
    const { deputy, clerk } = tree.people.school
    const made = await makeReport(own, deputy!.id, '2026-01-14')
    const actor = (await loadActor(services.database, clerk!.id, null))!
    const { system } = services.database
    const other = await system.connect()
    try {
      await other.query('begin')
      // what February's does, not yet committed
      await other.query(
        `update plan set report_due_on = '2026-03-15', report_first_due_on = report_due_on where id = $1`,
        [own],
      )
      const sending = runDeed(services, actor, 'issue-paper', null, (work) => reportPaper.issued(work, made.documentId))
      const held = async () => (await system.query('select 1 from pg_locks where not granted')).rows.length
      await vi.waitFor(async () => expect(await held()).toBeGreaterThan(0), { timeout: 5000 })
      await other.query('commit')
      await sending
    } finally {
      other.release(true)
    }
    expect(await standsOn(own)).toBe('2026-03-15')
  })

  it('late in every month is met by a report on the whole month before it, though the first came after its day', async () => {
    const { above } = await plans(2026, ['2026-01-20', '---20'], ['2026-12-20', null])
    expect(await report(above, 'ward', '2026-01-31', '2026-02-18')).toBe('2026-02-20')
    expect((await listed(above, '2026-02-21'))[1]).toBe('sent 2026-02-20')
    expect(await report(above, 'ward', '2026-02-28', '2026-03-02')).toBe('2026-03-20')
    expect((await listed(above, '2026-03-21'))[1]).toBe('sent 2026-03-20')
  })

  it('and missed is not made up for day by day: the report is for the last it reaches', async () => {
    const { own } = await plans(2026, ['2026-10-15', '--10-15'], ['2026-10-10', '--10-10'])
    expect(await report(own, 'school', '2027-09-30')).toBe('2027-10-10')
    expect(await standsOn(own)).toBe('2028-10-10')
    const monthly = await plans(2026, ['2026-01-20', '---20'], ['2026-01-15', '---15'])
    expect(await report(monthly.own, 'school', '2026-04-30', '2026-05-04')).toBe('2026-05-15')
    expect(await standsOn(monthly.own)).toBe('2026-06-15')
  })
})
