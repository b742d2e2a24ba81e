import { Type } from 'typebox'
import { Standing as PaperStanding } from '../documents/index.ts'
import { selectStaff } from '../organisation/index.ts'
import { mustBeAble } from '../platform/actor.ts'
import type { Room } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { Nullable, UuidParams } from '../platform/schema.ts'
import { derivePlan } from './derive-plan.ts'
import { dayShown } from './limits.ts'
import { selectPlans } from './list-plans.ts'
import { PlanContent } from './plan-content.ts'
import { planState } from './plan-state.ts'
import { selectParts, selectPlan } from './queries.ts'
import { readPlan } from './read-plan.ts'
import { receivePlan } from './receive-plan.ts'
import { throughs } from './report-receivers.ts'

const Text = Type.String()
const OptionalText = Nullable(Type.String())
const At = Type.Any({ description: 'Date and time, ISO 8601; null where it has not happened' })

const Standing = Type.Object({
  side: Type.Enum(['own', 'carried', 'copy', 'below']),
  state: Text,
  waitsFor: OptionalText,
  can: Type.Object({
    ...PaperStanding.properties.can.properties,
    cascade: Type.Boolean(),
    derive: Type.Boolean(),
    receive: Type.Boolean(),
    watch: Type.Boolean(),
    remind: Type.Boolean(),
  }),
})

const Run = Type.Object({ text: Text, change: Type.Optional(Type.Enum(['ins', 'del'])) })

const TaskRow = Type.Object({
  id: Text,
  section: Text,
  position: Type.Integer(),
  text: Text,
  baseText: OptionalText,
  runs: Nullable(Type.Array(Run)),
  superiorTaskId: OptionalText,
  scope: Type.Enum(['in', 'out']),
  scopeReason: OptionalText,
  assignees: Type.Array(Text),
  ownerRole: OptionalText,
  ownerPersonId: OptionalText,
  ownerPersonName: OptionalText,
  ownerPartId: Nullable(Type.Integer()),
  ownerPartName: OptionalText,
  dueOn: OptionalText,
  dueRecurring: OptionalText,
  state: Nullable(
    Type.String({
      description: 'Of the assignment of the reader’s unit (a plan given to it) or of the plan’s own unit',
    }),
  ),
  assignmentId: Nullable(Type.Integer()),
  version: Type.Integer(),
})

const OwnStanding = Type.Object({
  ...Standing.properties,
  can: Type.Object({ ...Standing.properties.can.properties, setReceivers: Type.Boolean() }),
})

const PlanDetail = Type.Object({
  id: Text,
  documentId: Text,
  unitId: Type.Integer(),
  unitName: Text,
  unitShortName: OptionalText,
  unitKind: Text,
  unitLevel: OptionalText,
  year: Type.Integer(),
  kind: OptionalText,
  number: OptionalText,
  title: OptionalText,
  issuer: OptionalText,
  issuedOn: OptionalText,
  direction: Text,
  fileId: OptionalText,
  signedFileId: OptionalText,
  open: Type.Boolean(),
  reportDueOn: OptionalText,
  reportDueRecurring: OptionalText,
  superiorPlanId: OptionalText,
  version: Type.Integer(),
  content: PlanContent,
  standing: OwnStanding,
  tasks: Type.Array(TaskRow),
  carrier: Nullable(
    Type.Object({
      sentAt: At,
      receivedAt: At,
      adoptedPlanId: OptionalText,
      adoptedAt: At,
      remindedAt: At,
      recalledAt: At,
    }),
  ),
  ownPlan: Nullable(Type.Object({ id: Text, state: Text, number: OptionalText })),
  superior: Nullable(
    Type.Object({
      id: Text,
      number: OptionalText,
      title: OptionalText,
      issuedOn: OptionalText,
      issuer: OptionalText,
      unitName: Text,
      reportDueOn: OptionalText,
    }),
  ),
  annexReference: Nullable(
    Type.String({
      description: 'Printed before the closing words where the plan has its Phụ lục phân công thực hiện nhiệm vụ',
    }),
  ),
  wording: Type.Array(
    Type.Object({
      key: Text,
      title: Nullable(Type.Array(Run)),
      paragraphs: Nullable(Type.Array(Type.Array(Run))),
    }),
    { description: 'What was changed in the superior’s words of a section, by its key' },
  ),
  receivers: Type.Array(
    Type.Object({
      unitId: Type.Integer(),
      name: Text,
      shortName: OptionalText,
      role: Type.Enum(['main', 'copy']),
    }),
    { description: 'Whom the plan’s unit reports to; to a unit that carries the plan, whom it reports to itself' },
  ),
  carrierReceivers: Type.Array(
    Type.Object({
      unitId: Nullable(Type.Integer()),
      name: OptionalText,
      shortName: OptionalText,
      through: Nullable(
        Type.Enum([...throughs], {
          description: 'The commune’s committee each unit belongs to, or the body that guides it professionally',
        }),
      ),
      role: Type.Enum(['main', 'copy']),
    }),
    { description: 'Whom the plan has its carriers report to; the issuer where empty' },
  ),
  carriers: Type.Integer({ description: 'Units that carry this plan' }),
})

const PlanListRow = Type.Object({
  id: Text,
  unitId: Type.Integer(),
  unitName: Text,
  unitShortName: OptionalText,
  year: Type.Integer(),
  number: OptionalText,
  title: OptionalText,
  issuer: OptionalText,
  issuedOn: OptionalText,
  reportDueOn: OptionalText,
  receivedAt: At,
  ownPlanId: OptionalText,
  ownPlanState: OptionalText,
  standing: Standing,
})

/** Finding plans and reading them, receiving them, making one’s own of them. */
export const readRoutes: Room = (app, services) => {
  app.get(
    '/api/plans',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'Plans of the unit, given to it, waiting for its own, or issued below it; newest first',
        querystring: Type.Object({
          tab: Type.Union(
            ['mine', 'received', 'waiting', 'below', 'all'].map((t) => Type.Literal(t as 'all')),
            { default: 'all' },
          ),
          q: Type.Optional(Type.String({ maxLength: 200 })),
          year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
          state: Type.Optional(Type.String({ maxLength: 20 })),
          after: Type.Optional(Type.String({ maxLength: 200 })),
          limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
        }),
        response: { 200: Type.Object({ rows: Type.Array(PlanListRow), next: OptionalText }) },
      },
    },
    async (request) => {
      const { actor, query } = request
      const rows = await request.read((db) => selectPlans(db, actor, { ...query, after: cursorOf(query.after) }))
      const page = pageOf(rows, query.limit, (last) => `${last.createdAt}~${last.id}`)
      return {
        ...page,
        rows: page.rows.map((row) => {
          const standing = planState(actor, row, row.carrierUnitId === null ? null : row, row.ownPlanId)
          const reader = { own: standing.side === 'own', given: row.given, sentAt: row.sentAt }
          return {
            ...row,
            reportDueOn: dayShown(row, reader, services.clock.today()),
            standing,
          }
        }),
      }
    },
  )

  app.get(
    '/api/plans/:id',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'One plan: what it says, its tasks with the change of wording, where it stands and what may be done',
        params: UuidParams,
        response: { 200: PlanDetail },
      },
    },
    (request) => request.inTrx((trx) => readPlan(trx, request.actor, request.params.id, services.clock.today())),
  )

  app.get(
    '/api/plans/:id/people',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'People and tổ of the plan’s unit to whom tasks may be given',
        params: UuidParams,
        response: {
          200: Type.Object({
            people: Type.Array(
              Type.Object({ id: Text, name: Text, role: Text, title: Text, partId: Nullable(Type.Integer()) }),
            ),
            parts: Type.Array(Type.Object({ id: Type.Integer(), kind: Text, name: Text })),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const plan = await selectPlan(trx, request.params.id)
        mustBeAble(request.actor, 'plan.edit', plan)
        return {
          people: await selectStaff(trx, plan.unitId).execute(),
          parts: await selectParts(trx, plan.unitId).execute(),
        }
      }),
  )

  app.post(
    '/api/plans/:id/receive',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'Marks the plan as received by the unit',
        params: UuidParams,
        response: { 200: Type.Object({ receivedAt: Text }) },
      },
    },
    (request) => request.deed('receive-plan', (work) => receivePlan(work, request.params.id)),
  )

  app.post(
    '/api/plans/:id/derive',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Drafts the unit’s own plan under this one; a second call returns the draft there is',
        params: UuidParams,
        body: Type.Object({ daysBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })) }),
        response: { 200: Type.Object({ id: Text, documentId: Text, created: Type.Boolean() }) },
      },
    },
    (request) => request.deed('derive-plan', (work) => derivePlan(work, request.params.id, request.body)),
  )
}

function cursorOf(after: string | undefined): { at: string; id: string } | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)~([0-9a-f-]{36})$/.exec(after ?? '')
  return parts ? { at: parts[1]!, id: parts[2]! } : undefined
}
