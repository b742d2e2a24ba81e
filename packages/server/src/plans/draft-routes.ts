import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { Day, Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { editContent } from './edit-content.ts'
import { addTask, editTask, endTask } from './edit-task.ts'
import { PlanContent, PlanSection, PlanSigner } from './plan-content.ts'
import { throughs } from './report-receivers.ts'
import { setCarrierReceivers } from './set-carrier-receivers.ts'
import { setReportReceivers } from './set-report-receivers.ts'

const Text = Type.String()

/** Writing a plan: what it says, whom reports go to, its tasks. */
export const draftRoutes: Room = (app) => {
  app.patch(
    '/api/plans/:id/content',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Changes what a draft says besides its tasks',
        params: UuidParams,
        body: Type.Object({
          version: Type.Integer(),
          title: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          reportDueOn: Type.Optional(Nullable(Day)),
          bases: Type.Optional(PlanContent.properties.bases),
          opening: Type.Optional(PlanContent.properties.opening),
          sections: Type.Optional(Type.Array(PlanSection, { maxItems: 200 })),
          closing: Type.Optional(PlanContent.properties.closing),
          recipients: Type.Optional(PlanContent.properties.recipients),
          signer: Type.Optional(PlanSigner),
          assignments: PlanContent.properties.assignments,
        }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('edit-plan', (work) => editContent(work, request.params.id, request.body)),
  )

  app.put(
    '/api/plans/:id/report-receivers',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Who receives the report on this plan: one main, any number of copies',
        params: UuidParams,
        body: Type.Object({
          receivers: Type.Array(Type.Object({ unitId: Type.Integer(), role: Type.Enum(['main', 'copy']) }), {
            maxItems: 20,
          }),
        }),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('set-report-receivers', (work) =>
        setReportReceivers(work, request.params.id, request.body.receivers),
      ),
  )

  app.put(
    '/api/plans/:id/carrier-receivers',
    {
      config: { access: 'plan.cascade' },
      schema: {
        tags: ['plans'],
        summary: 'Whom the units that carry this plan report to: one main receiver, any number of copies',
        params: UuidParams,
        body: Type.Object({
          receivers: Type.Array(
            Type.Object({
              unitId: Nullable(Type.Integer()),
              through: Nullable(Type.Enum([...throughs])),
              role: Type.Enum(['main', 'copy']),
            }),
            { maxItems: 20 },
          ),
        }),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('set-carrier-receivers', (work) =>
        setCarrierReceivers(work, request.params.id, request.body.receivers),
      ),
  )

  const Fields = {
    text: Type.String({ minLength: 1, maxLength: 8000 }),
    section: Type.String({ minLength: 1, maxLength: 40 }),
    position: Type.Integer({ minimum: 1, maximum: 10_000 }),
    scope: Type.Enum(['in', 'out']),
    scopeReason: Nullable(Type.String({ maxLength: 2000 })),
    ownerRole: Nullable(Type.String({ maxLength: 20 })),
    ownerPersonId: Nullable(Uuid),
    ownerPartId: Nullable(Type.Integer()),
    dueOn: Nullable(Day),
  }
  const Given = Type.Object({ id: Text, version: Type.Integer() })

  app.post(
    '/api/plans/:id/tasks',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Adds a task to a draft',
        params: UuidParams,
        body: Type.Object({
          ...Type.Partial(Type.Object(Fields)).properties,
          text: Fields.text,
          section: Fields.section,
        }),
        response: { 201: Given },
      },
    },
    (request) => request.deed('add-task', (work) => addTask(work, request.params.id, request.body), 201),
  )

  const TaskId = Type.Object({ id: Uuid, taskId: Uuid })
  app.patch(
    '/api/plans/:id/tasks/:taskId',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Changes a task of a draft: text, place, scope, owner, date',
        params: TaskId,
        body: Type.Object({ version: Type.Integer(), ...Type.Partial(Type.Object(Fields)).properties }),
        response: { 200: Given },
      },
    },
    (request) => {
      const { version, ...fields } = request.body
      return request.deed('edit-task', (work) =>
        editTask(work, request.params.id, request.params.taskId, version, fields),
      )
    },
  )

  app.post(
    '/api/plans/:id/tasks/:taskId/end',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Takes an added task out of a draft',
        params: TaskId,
        body: Type.Object({ version: Type.Integer() }),
        response: { 200: Type.Object({ id: Text }) },
      },
    },
    (request) =>
      request.deed('end-task', (work) => endTask(work, request.params.id, request.params.taskId, request.body.version)),
  )
}
