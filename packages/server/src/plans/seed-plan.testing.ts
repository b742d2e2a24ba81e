import { readFileSync } from 'node:fs'
import { type ParsedDocument, parse, readText } from '@banggiao/vanban'
import { runDeed } from '../platform/deed.ts'
import { loadActor } from '../platform/load-actor.ts'
import type { Services } from '../platform/services.ts'
import type { SmallTree } from '../seeds/index.ts'
import { makePlanOfDocument } from './make-plan-of-document.ts'

/** A department plan in the manner of the real ones, as text. */
export const departmentPlanText = readFileSync(new URL('./department-plan.testing.txt', import.meta.url), 'utf8')

/** The department's plan, registered and confirmed as if its văn thư had dropped the text; returns the plan's id. */
export async function seedDepartmentPlan(
  services: Services,
  tree: SmallTree,
  options: { unit?: 'department' | 'school'; text?: string; issuedHere?: boolean } = {},
): Promise<{ planId: string; documentId: string; parsed: ParsedDocument }> {
  const unit = options.unit ?? 'department'
  const source = readText(options.text ?? departmentPlanText)
  const parsed = parse(source)
  const holder = tree.units[unit]
  const clerk = await loadActor(services.database, tree.people[unit].clerk!.id, holder.id)
  if (!clerk) throw new Error('no clerk')
  const own = unit === 'department'
  const documentId = await services.database.asSystem('seed-plan', async (trx) => {
    const { id } = await trx
      .insertInto('document')
      .values({
        unit_id: holder.id,
        unit_path: holder.path,
        direction: own ? 'out' : 'in',
        state: own ? 'issued' : 'filed',
        kind: parsed.kind,
        number: parsed.number,
        issuer: parsed.issuer,
        // a body that is no unit here has a name only
        issuer_unit_id: (options.issuedHere ?? true) ? tree.units.department.id : null,
        issued_on: parsed.date,
        title: parsed.title,
        source_text: source.text,
        parsed: JSON.stringify(parsed),
        created_by: clerk.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
  const { body } = await runDeed(services, clerk, 'confirm-document', null, async (work) => {
    await work.audit({ kind: 'document', id: documentId })
    return makePlanOfDocument(work, documentId)
  })
  return { planId: body, documentId, parsed }
}
