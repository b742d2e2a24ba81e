import { readFileSync } from 'node:fs'
import { type APIRequestContext, request } from 'playwright-core'

/** Ids of the demonstration's records as one person is shown them. */
export interface Ids {
  plans: { id: string; state: string; side: string }[]
  documents: Record<'in' | 'out', { id: string; state: string; number: string | null }[]>
  reports: { id: string; state: string }[]
  assignments: number[]
  unit: number
}

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url))

/** One person at the API, as their browser would be. Every refusal is an error. */
export async function atTheApi(url: string, code: string, password = 'banggiao') {
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
  const answered = async <T>(answer: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> => {
    if (!answer.ok()) throw new Error(`${code}: ${answer.url()} answered ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  await answered(await context.post('/api/session', { data: { identifier: code, password } }))
  return {
    get: async <T>(path: string) => answered<T>(await context.get(path)),
    post: async <T>(path: string, data: object = {}) => answered<T>(await context.post(path, { data })),
    put: async <T>(path: string, data: object) => answered<T>(await context.put(path, { data })),
    patch: async <T>(path: string, data: object) => answered<T>(await context.patch(path, { data })),
    upload: async <T>(path: string, fields: Record<string, string>, name: string) =>
      answered<T>(
        await context.post(path, {
          multipart: { ...fields, file: { name, mimeType: typeOf(name), buffer: sample(name) } },
        }),
      ),
    leave: () => context.dispose(),
  }
}
type Api = Awaited<ReturnType<typeof atTheApi>>

function typeOf(name: string): string {
  return name.endsWith('.pdf')
    ? 'application/pdf'
    : name.endsWith('.docx')
      ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      : 'text/plain'
}

interface Rows<T> {
  rows: T[]
}
interface PlanRow {
  id: string
  standing: { side: string; state: string }
}

/** What this person's lists hold now. A room closed to them is empty. */
export async function readIds(api: Pick<Api, 'get'>): Promise<Ids> {
  const orNone = async <T>(path: string): Promise<Rows<T>> => {
    try {
      return await api.get<Rows<T>>(path)
    } catch (refused) {
      if (String(refused).includes('answered 403')) return { rows: [] }
      throw refused
    }
  }
  const { unit } = await api.get<{ unit: { id: number } }>('/api/session')
  const mine = await orNone<Ids['reports'][number]>('/api/reports?box=mine')
  const received = await orNone<Ids['reports'][number]>('/api/reports?box=received')
  const plans = await orNone<PlanRow>('/api/plans?limit=100')
  const work = await api.get<Record<'todo' | 'soon', Rows<{ recordKind: string; recordId: string }>>>('/api/work')
  const ofUnit = await orNone<{ id: number }>('/api/assignments?limit=20')
  const own = [...work.todo.rows, ...work.soon.rows].filter((line) => line.recordKind === 'assignment')
  return {
    plans: plans.rows.map(({ id, standing }) => ({
      id,
      state: standing.state,
      side: standing.side,
    })),
    documents: {
      in: (await orNone<Ids['documents']['in'][number]>('/api/documents?direction=in&limit=100')).rows,
      out: (await orNone<Ids['documents']['out'][number]>('/api/documents?direction=out&limit=100')).rows,
    },
    reports: [...mine.rows, ...received.rows],
    assignments: [...own.map((line) => Number(line.recordId)), ...ofUnit.rows.map((row) => row.id)],
    unit: unit.id,
  }
}

/**
 * Brings the demonstration to where every page has something on it. Each step looks first whether it was taken, so that the
 * pictures can be taken again over the same demonstration.
 */
export async function setScene(url: string): Promise<void> {
  const as = (code: string) => atTheApi(url, code)
  const deputy = await as('thcs.pho')
  const clerk = await as('thcs.vanthu')
  const head = await as('thcs.hieutruong')

  // the school's own plan: a draft that is written in
  const { plans } = await readIds(deputy)
  const given = plans.find((plan) => plan.side === 'carried')
  if (given && !plans.some((plan) => plan.side === 'own')) await deputy.post(`/api/plans/${given.id}/derive`)

  // papers that came in: one read, one filed and given to somebody, one as a scan that is no administrative paper
  const held = (await readIds(clerk)).documents.in
  if (!held.some((paper) => paper.state === 'read'))
    await clerk.upload('/api/documents', { direction: 'in' }, 'preschool-plan-2026.pdf')
  if (!held.some((paper) => paper.number === '95/KH-UBND')) {
    const { rows } = await clerk.upload<Rows<{ id: string }>>(
      '/api/documents',
      { direction: 'in' },
      'ward-plan-2026.docx',
    )
    const id = rows[0]!.id
    const { version } = await clerk.get<{ version: number }>(`/api/documents/${id}`)
    await clerk.post(`/api/documents/${id}/confirm`, { version, arrivalNumber: 212, arrivalOn: '2026-11-27' })
    const takers = await head.get<Rows<{ id: string; role: string }>>(`/api/documents/${id}/takers`)
    await head.post(`/api/documents/${id}/instructions`, {
      toPersonId: takers.rows.find((person) => person.role === 'deputy')!.id,
      text: 'Tham mưu kế hoạch của trường, báo lại tôi trước thứ Sáu.',
      dueOn: '2026-12-04',
    })
    await clerk.post(`/api/documents/${id}/remarks`, {
      text: 'Bản giấy đã lưu ở tủ hồ sơ năm 2026.',
      audience: 'unit',
      mentionIds: [],
    })
  }

  // the ward's plan: approved, waits for its signed copy
  const officer = await as('phuong.chuyenvien')
  const wards = (await readIds(officer)).plans
  const above = wards.find((plan) => plan.side === 'carried')
  if (above && !wards.some((plan) => plan.side === 'own')) {
    const made = await officer.post<{ documentId: string }>(`/api/plans/${above.id}/derive`)
    await officer.post(`/api/documents/${made.documentId}/submit`)
    const chair = await as('phuong.chutich')
    const { hash } = await chair.get<{ hash: string }>(`/api/documents/${made.documentId}/paper`)
    await chair.post(`/api/documents/${made.documentId}/approve`, { hash })
    await chair.leave()
  }

  // the upper secondary school begins a second report
  const writer = await as('thpt.pho')
  const written = await readIds(writer)
  const own = written.plans.find((plan) => plan.side === 'own' && plan.state === 'issued')
  if (own && !written.reports.some((report) => report.state === 'draft'))
    await writer.post(`/api/plans/${own.id}/reports`, { periodFrom: '2026-10-01', periodTo: '2026-11-30' })

  for (const person of [deputy, clerk, head, officer, writer]) await person.leave()
}
