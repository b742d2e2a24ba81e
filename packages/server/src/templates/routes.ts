import type { PaperState } from '@banggiao/rules'
import { fillTemplate, type TemplateValues, writePdf } from '@banggiao/vanban'
import { Type } from 'typebox'
import { paperState, Standing, WrittenPaper } from '../documents/index.ts'
import { can } from '../platform/actor.ts'
import { type Room, sendBytes } from '../platform/http.ts'
import { notFound } from '../platform/problem.ts'
import { Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { letterPaper } from './letter-paper.ts'
import { selectLetter } from './queries.ts'
import { readTemplate, readTemplates, type UnitTemplate } from './read-templates.ts'
import { copyTemplate, endTemplate, saveTemplate } from './save-template.ts'
import { asksOffice, standardValues, withoutOffice } from './standard-values.ts'
import { contentOf, LetterContent, type StoredLetter, TemplateContent } from './template-content.ts'
import { editLetter, lettered, writeLetter } from './write-letter.ts'

const Key = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' })
const KeyParams = Type.Object({ key: Key })
const Name = Type.Object({
  vi: Type.String({ minLength: 1, maxLength: 200 }),
  en: Type.String({ minLength: 1, maxLength: 200 }),
})
const TemplateRow = Type.Object({
  key: Key,
  name: Type.Object({ vi: Type.String(), en: Type.String() }),
  kind: Nullable(Type.String()),
  own: Nullable(
    Type.Object({ id: Type.String(), version: Type.Integer(), changedAt: Type.String({ format: 'date-time' }) }),
  ),
  /** Ending the unit's own brings the standard one back. */
  standard: Type.Boolean(),
})

const rowOf = ({ key, template, own, standard }: UnitTemplate) => ({
  key,
  name: template.name,
  kind: template.kind,
  own: own && { ...own, changedAt: own.changedAt.toISOString() },
  standard,
})

/** Mẫu văn bản: what papers begin with, standard and of the unit's own. */
export const templateRoutes: Room = (app, services) => {
  const tags = ['templates']
  app.get(
    '/api/templates',
    {
      config: { access: 'template.read' },
      schema: {
        tags,
        summary: 'Templates of my unit: the standard ones, its own in their place or beside them',
        response: { 200: Type.Object({ rows: Type.Array(TemplateRow), can: Type.Object({ edit: Type.Boolean() }) }) },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const { actor } = request
        return {
          rows: (await readTemplates(trx, actor.unitId)).map(rowOf),
          can: { edit: can(actor, 'template.edit', actor) },
        }
      }),
  )

  app.get(
    '/api/templates/:key',
    {
      config: { access: 'template.read' },
      schema: {
        tags,
        summary: 'A template: its blocks, its fields, and what the unit itself answers of the standard ones',
        params: KeyParams,
        response: {
          200: Type.Object({
            ...TemplateRow.properties,
            version: Type.Integer(),
            content: TemplateContent,
            asksOffice: Type.Boolean(),
            standardValues: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])),
            can: Type.Object({ edit: Type.Boolean(), write: Type.Boolean() }),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const { actor } = request
        const found = await readTemplate(trx, actor.unitId, request.params.key)
        return {
          ...rowOf(found),
          version: found.own?.version ?? 0,
          content: contentOf(found.template),
          asksOffice: asksOffice(found.template),
          standardValues: await standardValues(trx, actor.unitId, services.clock.today()),
          can: { edit: can(actor, 'template.edit', actor), write: can(actor, 'letter.edit', actor) },
        }
      }),
  )

  app.get(
    '/api/templates/:key/preview.pdf',
    {
      config: { access: 'template.read' },
      schema: {
        tags,
        summary: 'How a paper from this template prints in my unit, its fields left as gaps',
        params: KeyParams,
      },
    },
    async (request, reply) => {
      const { actor } = request
      const written = await request.inTrx(async (trx) => {
        const { template } = await readTemplate(trx, actor.unitId, request.params.key)
        return fillTemplate(withoutOffice(template), await standardValues(trx, actor.unitId, services.clock.today()))
      })
      return sendBytes(reply, await writePdf(written), `${request.params.key}.pdf`, 'application/pdf', true)
    },
  )

  app.put(
    '/api/templates/:key',
    {
      config: { access: 'template.edit' },
      schema: {
        tags,
        summary: 'Keep a template as the unit’s own; version 0 where it has none yet',
        params: KeyParams,
        body: Type.Object({ version: Type.Integer({ minimum: 0 }), content: TemplateContent }),
        response: { 200: Type.Object({ id: Type.String(), version: Type.Integer() }) },
      },
    },
    (request) => request.deed('save-template', (work) => saveTemplate(work, request.params.key, request.body)),
  )

  app.post(
    '/api/templates/:key/copy',
    {
      config: { access: 'template.edit' },
      schema: {
        tags,
        summary: 'Begin a template of the unit’s own from this one, under another name',
        params: KeyParams,
        body: Type.Object({ name: Name }),
        response: { 201: Type.Object({ key: Key }) },
      },
    },
    (request) => request.deed('copy-template', (work) => copyTemplate(work, request.params.key, request.body), 201),
  )

  app.patch(
    '/api/templates/own/:id',
    {
      config: { access: 'template.edit' },
      schema: {
        tags,
        summary: 'End a template of the unit’s own, or bring it back',
        params: UuidParams,
        body: Type.Object({ ended: Type.Boolean() }),
        response: { 204: Type.Null() },
      },
    },
    (request) =>
      request.deed(
        'end-template',
        async (work) => {
          await endTemplate(work, request.params.id, request.body.ended)
          return null
        },
        204,
      ),
  )
}

/** Soạn văn bản: papers written from a template. Their steps are those of every paper. */
export const letterRoutes: Room = (app) => {
  const tags = ['templates']
  app.post(
    '/api/letters',
    {
      config: { access: 'letter.edit' },
      schema: {
        tags,
        summary: 'Begin a paper from a template with the answers to its fields',
        body: Type.Object({
          template: Key,
          values: Type.Record(
            Type.String(),
            Type.Union([
              Type.String({ maxLength: 5000 }),
              Type.Array(Type.String({ maxLength: 5000 }), { maxItems: 200 }),
            ]),
          ),
        }),
        response: { 201: Type.Object({ id: Uuid }) },
      },
    },
    (request) =>
      request.deed(
        'write-letter',
        (work) => writeLetter(work, { ...request.body, values: request.body.values as TemplateValues }),
        201,
      ),
  )

  app.get(
    '/api/letters/:id',
    {
      config: { access: 'template.read' },
      schema: {
        tags,
        summary: 'A paper written from a template: its parts to edit, the whole as it would print, and its standing',
        params: UuidParams,
        response: {
          200: Type.Object({
            ...Standing.properties,
            documentId: Type.String(),
            version: Type.Integer(),
            content: LetterContent,
            paper: WrittenPaper,
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const row = await selectLetter(trx, request.params.id).executeTakeFirst()
        if (!row) throw notFound()
        return {
          ...paperState(request.actor, { ...row, paper: 'letter', state: row.state as PaperState }),
          documentId: row.documentId,
          version: row.version,
          content: lettered(row.content as unknown as StoredLetter),
          paper: await letterPaper.compose(trx, row.documentId),
        }
      }),
  )

  app.patch(
    '/api/letters/:id',
    {
      config: { access: 'letter.edit' },
      schema: {
        tags,
        summary: 'Change what a draft says',
        params: UuidParams,
        body: Type.Object({ version: Type.Integer({ minimum: 1 }), content: LetterContent }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('edit-letter', (work) => editLetter(work, request.params.id, request.body)),
  )
}
