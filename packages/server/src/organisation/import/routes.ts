import { sql } from 'kysely'
import { Type } from 'typebox'
import { pathUpperBound } from '../../platform/actor.ts'
import type { Work } from '../../platform/deed.ts'
import type { Room } from '../../platform/http.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { sendWorkbook } from '../../platform/workbook.ts'
import { checkUnits } from './check-units.ts'
import type { Locale, RowNote } from './columns.ts'
import { checkFigures, figureColumns, writeFigures } from './figures.ts'
import { checkPeople, peopleColumns, writePeople } from './people.ts'
import type { Table } from './read-table.ts'
import { readTableApart } from './read-table-apart.ts'
import { templateSheets } from './template.ts'
import { unitColumns } from './unit-columns.ts'
import { writeUnits } from './write-units.ts'

const Notes = (description: string) =>
  Type.Array(Type.Object({ cell: Type.String(), row: Type.Integer(), message: Type.String() }), { description })
/** Most notes of one answer. */
const mostNotes = 500

const Kind = Type.Object({ kind: Type.Enum(['units', 'people', 'figures']) })
const tags = ['organisation']

interface Checked {
  errors: RowNote[]
  /** What rows say that an import does not change. */
  warnings: RowNote[]
  rows: number
  good: number
  write(): Promise<{ added: number; changed: number }>
}

const columnsOf = { units: unitColumns, people: peopleColumns, figures: figureColumns } as const
type ImportKind = keyof typeof columnsOf
const fileNames: Record<ImportKind, string> = {
  units: 'mau-don-vi.xlsx',
  people: 'mau-nhan-su.xlsx',
  figures: 'mau-so-lieu.xlsx',
}

async function check(work: Work, kind: ImportKind, table: Table): Promise<Checked> {
  const locale: Locale = work.actor.locale
  if (kind === 'units') {
    const checked = await checkUnits(work, table, locale)
    return { ...checked, write: () => writeUnits(work, checked) }
  }
  if (kind === 'people') {
    const checked = await checkPeople(work, table, locale)
    return { ...checked, warnings: [], write: () => writePeople(work, checked) }
  }
  const checked = await checkFigures(work, table, locale)
  return { ...checked, warnings: [], write: () => writeFigures(work, checked) }
}

const verbOf = { units: 'unit.manage', people: 'person.manage', figures: 'unit.manage' } as const

export const importRoutes: Room = (app, services) => {
  app.get(
    '/api/imports/:kind/template.xlsx',
    {
      config: { access: 'unit.manage' },
      schema: { tags, summary: 'A table to fill in, with the codes of the caller’s own tree', params: Kind },
    },
    async (request, reply) => {
      const { actor } = request
      const prefix = actor.writeReach ?? actor.unitPath
      const units = await request.inTrx((trx) =>
        trx
          .selectFrom('unit as u')
          .leftJoin('unit_relation as r', (join) =>
            join
              .onRef('r.unit_id', '=', 'u.id')
              .on('r.kind', '=', 'affiliation')
              .on(sql<boolean>`r.valid @> ${services.clock.today()}::date`),
          )
          .leftJoin('unit as s', 's.id', 'r.superior_id')
          .select(['u.id', 'u.code', 'u.name', 's.code as superiorCode'])
          .where('u.path', '>=', prefix)
          .where('u.path', '<', pathUpperBound(prefix))
          .where('u.valid_to', 'is', null)
          .orderBy('u.path')
          .limit(10_000)
          .execute(),
      )
      const own = units.find((unit) => unit.id === actor.unitId)?.code ?? ''
      const kind = request.params.kind as ImportKind
      return sendWorkbook(
        reply,
        templateSheets(columnsOf[kind], units, own, actor.locale),
        fileNames[kind],
        services.log.warn,
      )
    },
  )

  app.post(
    '/api/imports/:kind/preview',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary:
          'Read a table (multipart `file`, .xlsx or .csv), keep it, and say row by row what is wrong; nothing is imported',
        consumes: ['multipart/form-data'],
        params: Kind,
        response: {
          200: Type.Object({
            fileId: Type.String(),
            name: Type.String(),
            rows: Type.Integer(),
            good: Type.Integer({ description: 'Rows without an error' }),
            errorCount: Type.Integer(),
            errors: Notes('At most 500'),
            warningCount: Type.Integer(),
            warnings: Notes('What rows say that an import leaves as it is, and where to change it; at most 500'),
            headings: Type.Array(Type.String()),
            sample: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.String()) })),
          }),
        },
      },
    },
    async (request) => {
      const kind = request.params.kind as ImportKind
      const part = await request.file()
      if (!part) throw new Problem('invalid', { vi: 'Chưa chọn tệp', en: 'No file was chosen' })
      const bytes = await part.toBuffer()
      // read in memory first: a table with a secrecy mark must not be kept
      const table = await readTableApart(bytes, part.filename, services.log.warn)
      const sha256 = await services.files.put(bytes)
      return request.deed('preview-import', async (work) => {
        const checked = await check(work, kind, table)
        const { id } = await work.trx
          .insertInto('file')
          .values({
            unit_id: work.actor.unitId,
            unit_path: work.actor.unitPath,
            sha256,
            size: bytes.length,
            media_type: part.mimetype.slice(0, 200),
            name: part.filename.slice(0, 200),
            created_by: work.actor.personId,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        await work.audit({ kind: 'file', id }, { import: kind, rows: checked.rows, errors: checked.errors.length })
        return {
          fileId: id,
          name: part.filename,
          rows: checked.rows,
          good: checked.good,
          errorCount: checked.errors.length,
          errors: checked.errors.slice(0, mostNotes),
          warningCount: checked.warnings.length,
          warnings: checked.warnings.slice(0, mostNotes),
          headings: table.headings,
          sample: table.rows.slice(0, 20),
        }
      })
    },
  )

  app.post(
    '/api/imports/:kind',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'Import a table that was previewed; all of it or, where asked, the rows without an error',
        params: Kind,
        body: Type.Object({ fileId: Type.String({ format: 'uuid' }), skipBadRows: Type.Boolean({ default: false }) }),
        response: {
          200: Type.Object({
            added: Type.Integer(),
            changed: Type.Integer(),
            skipped: Type.Integer(),
            errors: Notes('Of the rows that were skipped; at most 500'),
            warnings: Notes('What rows say that was left as it is; at most 500'),
          }),
        },
      },
    },
    (request) =>
      request.deed('import', async (work) => {
        const kind = request.params.kind as ImportKind
        const file = await work.trx
          .selectFrom('file')
          .select(['sha256', 'name', 'created_by'])
          .where('id', '=', request.body.fileId)
          .executeTakeFirst()
        if (file?.created_by !== work.actor.personId) throw notFound()
        const table = await readTableApart(await services.files.get(file.sha256), file.name, services.log.warn)
        const checked = await check(work, kind, table)
        if (checked.errors.length > 0 && !request.body.skipBadRows)
          throw new Problem(
            'invalid',
            {
              vi: `Còn ${checked.rows - checked.good} dòng có lỗi nên chưa nhập dòng nào. Sửa tệp rồi tải lại, hoặc chọn bỏ qua các dòng lỗi`,
              en: `${checked.rows - checked.good} rows have errors, so none was imported. Correct the file, or choose to skip them`,
            },
            { extra: { rowErrors: checked.errors.slice(0, mostNotes) } },
          )
        const written = await checked.write()
        await work.audit(
          { kind: 'file', id: request.body.fileId },
          { import: kind, ...written, verb: verbOf[kind] },
          table.rows.map((row) => row.row),
        )
        return {
          ...written,
          skipped: checked.rows - checked.good,
          errors: checked.errors.slice(0, mostNotes),
          warnings: checked.warnings.slice(0, mostNotes),
        }
      }),
  )
}
