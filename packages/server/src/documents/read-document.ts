import type { ParsedDocument, PdfSignature } from '@banggiao/vanban'
import { type Kysely, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { can } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'
import { notFound } from '../platform/problem.ts'
import { awaitsInstruction } from './awaits-instruction.ts'
import { type Direction, documentState } from './document-state.ts'
import type { ReadPage } from './page-words.ts'
import { type PaperRow, paperState } from './paper-state.ts'
import { nextArrivalNumber } from './queries.ts'
import type { SignedDiffers } from './signed-copy.ts'
import type { StoredFinding } from './stored-reading.ts'

const linkColumns = [
  'document.id',
  'document.state',
  'document.kind',
  'document.number',
  'document.issuer',
  'document.issued_on as issuedOn',
  'document.title',
] as const

/**
 * One document as its reader may see it: what was read, what it cites and who cites it, who was given it, what may be done.
 * @throws Problem not-found
 */
export async function readDocument(actor: Actor, trx: Trx, id: string, today: string) {
  const document = await trx
    .selectFrom('document')
    .selectAll()
    .select(awaitsInstruction('document').as('awaits'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!document || document.state === 'ended') throw notFound()
  const own = actor.units.includes(document.unit_id)
  const row = {
    id,
    unitId: document.unit_id,
    unitPath: document.unit_path,
    direction: document.direction as Direction,
    state: document.state,
    paper: document.paper,
    version: document.version,
    title: document.title,
    number: document.number,
  }
  const instructions = await selectInstructions(trx, id).execute()
  const standing = documentState(actor, row, Boolean(document.awaits))
  const paper =
    document.paper === null
      ? null
      : paperState(actor, { ...row, paper: document.paper, state: document.state } as unknown as PaperRow)
  const [cites, citedBy, duplicates, file, signedFile, plan, report] = [
    await selectCited(trx, id).execute(),
    await selectCiting(trx, id).execute(),
    document.state === 'read' || document.state === 'unrecognised' ? await selectHeldAlready(trx, id).execute() : [],
    document.file_id ? await selectFile(trx, document.file_id) : null,
    document.signed_file_id ? await selectFile(trx, document.signed_file_id) : null,
    await trx.selectFrom('plan').select('id').where('document_id', '=', id).executeTakeFirst(),
    await trx.selectFrom('report').select('id').where('document_id', '=', id).executeTakeFirst(),
  ]
  const needsArrival = row.direction === 'in' && standing.can.confirm && document.arrival_number === null
  return {
    id,
    version: document.version,
    direction: row.direction,
    kind: document.kind,
    number: document.number,
    issuer: document.issuer,
    issuedOn: document.issued_on,
    place: document.place,
    title: document.title,
    arrivalNumber: document.arrival_number,
    arrivalOn: document.arrival_on,
    /** Shown until the confirmation gives it. */
    nextArrivalNumber: needsArrival ? await nextArrivalNumber(trx, row.unitId, document.arrival_on ?? today) : null,
    paper: document.paper,
    planId: plan?.id ?? null,
    reportId: report?.id ?? null,
    own,
    parsed: document.parsed as unknown as ParsedDocument | null,
    findings: own ? ((document.findings ?? []) as unknown as StoredFinding[]) : [],
    sourceText: document.source_text,
    pages: document.pages as unknown as ReadPage[] | null,
    unsure: (document.unsure ?? []) as unknown as { start: number; end: number }[],
    signatures: document.signatures as unknown as PdfSignature[] | null,
    signedSignatures: document.signed_signatures as unknown as PdfSignature[] | null,
    file,
    signedFile,
    signedDiffers: own ? (document.signed_differs as SignedDiffers | null) : null,
    cites,
    citedBy,
    duplicates,
    instructions: instructions.map((i) => ({
      ...i,
      doneAt: i.doneAt?.toISOString() ?? null,
      createdAt: i.createdAt.toISOString(),
      can: {
        finish:
          i.doneAt === null &&
          (i.toPersonId === actor.personId ||
            can(actor, 'document.instruct', { unitId: row.unitId, unitPath: row.unitPath })),
      },
    })),
    createdAt: document.created_at.toISOString(),
    confirmedAt: document.confirmed_at?.toISOString() ?? null,
    state: document.state,
    waitsFor: paper ? paper.waitsFor : standing.waitsFor,
    can: { ...standing.can, ...(paper ? { issue: paper.can.issue } : { issue: false }) },
  }
}

function selectInstructions(db: Kysely<DB>, documentId: string) {
  return db
    .selectFrom('instruction')
    .innerJoin('person as giver', 'giver.id', 'instruction.from_person_id')
    .innerJoin('person as taker', 'taker.id', 'instruction.to_person_id')
    .select([
      'instruction.id',
      'giver.name as fromName',
      'taker.name as toName',
      'instruction.to_person_id as toPersonId',
      'instruction.text',
      'instruction.due_on as dueOn',
      'instruction.done_at as doneAt',
      'instruction.created_at as createdAt',
    ])
    .where('instruction.document_id', '=', documentId)
    .orderBy('instruction.id')
}

function selectCited(db: Kysely<DB>, documentId: string) {
  return db
    .selectFrom('citation')
    .innerJoin('document', 'document.id', 'citation.cited_id')
    .select([...linkColumns, 'citation.legal_basis as legalBasis'])
    .where('citation.document_id', '=', documentId)
    .orderBy('citation.position')
}

function selectCiting(db: Kysely<DB>, documentId: string) {
  return db
    .selectFrom('citation')
    .innerJoin('document', 'document.id', 'citation.document_id')
    .select(linkColumns)
    .where('citation.cited_id', '=', documentId)
    .where('document.state', '<>', 'ended')
    .orderBy('document.issued_on', (order) => order.desc().nullsLast())
    .limit(200)
}

/** The same paper, or the same file, that the unit holds already. */
function selectHeldAlready(db: Kysely<DB>, documentId: string) {
  return db
    .selectFrom('document as this')
    .innerJoin('file as own_file', 'own_file.id', 'this.file_id')
    .innerJoin('document', 'document.unit_id', 'this.unit_id')
    .leftJoin('file as other_file', 'other_file.id', 'document.file_id')
    .select([...linkColumns, 'document.arrival_number as arrivalNumber'])
    .where('this.id', '=', documentId)
    .whereRef('document.id', '<>', 'this.id')
    .where('document.state', 'not in', ['placeholder', 'ended'])
    .where((eb) =>
      eb.or([
        eb('other_file.sha256', '=', eb.ref('own_file.sha256')),
        eb.and([
          eb('document.number_key', '=', eb.ref('this.number_key')),
          sql<boolean>`document.issued_on is not distinct from this.issued_on`,
          sql<boolean>`coalesce(vn_fold(document.issuer) = vn_fold(this.issuer), true)`,
        ]),
      ]),
    )
    .limit(10)
}

async function selectFile(trx: Trx, id: string) {
  const file = await trx
    .selectFrom('file')
    .select(['id', 'name', 'size', 'media_type as mediaType'])
    .where('id', '=', id)
    .executeTakeFirst()
  return file ?? null
}
