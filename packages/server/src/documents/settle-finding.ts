import type { ParsedDocument } from '@banggiao/vanban'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { mustAdmitDocument } from './document-state.ts'
import { selectDocumentRow } from './queries.ts'
import { recordStep } from './record-step.ts'
import { columnsOf, type StoredFinding } from './stored-reading.ts'

/**
 * A person has looked at a finding: it is left as it is, or set right. Where the finding brings a safe replacement, fixing
 * applies it to what was read, a gathered finding all of its parts'; the original itself is another body's paper and stays as it came.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict
 */
export async function settleFinding(
  work: Work,
  id: string,
  findingId: string,
  input: { as: 'dismissed' | 'fixed'; version: number },
): Promise<{ version: number }> {
  const row = await selectDocumentRow(work.trx, id)
  mustAdmitDocument(work.actor, row, 'correct')
  const kept = await work.trx
    .selectFrom('document')
    .select(['parsed', 'findings', 'source_text'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const findings = (kept.findings ?? []) as unknown as StoredFinding[]
  const finding = findings.find((f) => f.id === findingId)
  if (!finding) throw notFound()
  let parsed = kept.parsed as unknown as ParsedDocument
  if (input.as === 'fixed')
    for (const { at, fix } of finding.parts ?? [finding])
      if (at && fix !== undefined) parsed = replaceWords(parsed, kept.source_text ?? '', at, fix)
  const changed = await work.trx
    .updateTable('document')
    .set({
      parsed: JSON.stringify(parsed),
      findings: JSON.stringify(findings.map((f) => (f.id === findingId ? settled(f, input.as, work.actor.name) : f))),
      version: input.version + 1,
      ...columnsOf(parsed),
    })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw new Problem('version-conflict', undefined, { extra: { current: row.version } })
  await recordStep(work, row, { kind: 'corrected', params: { finding: findingId, as: input.as } })
  return changed
}

/** A gathered finding whose parts had not all a replacement stays open with the others. */
function settled(finding: StoredFinding, as: 'dismissed' | 'fixed', by: string): StoredFinding {
  const rest =
    as === 'fixed' && finding.fix === undefined ? (finding.parts ?? []).filter((p) => p.fix === undefined) : []
  if (rest.length === 0 || rest.length === finding.parts?.length) return { ...finding, state: as, by }
  const also = rest.flatMap((part, i) => [...(i > 0 && part.at ? [part.at] : []), ...(part.also ?? [])])
  const words = (language: 'vi' | 'en') => rest.map((part) => part[language]).join(' ')
  return { ...finding, at: rest[0]?.at ?? null, vi: words('vi'), en: words('en'), also, parts: rest }
}

type Range = { start: number; end: number }

function replaceWords(parsed: ParsedDocument, text: string, at: Range, fix: string): ParsedDocument {
  const wrong = text.slice(at.start, at.end)
  if (wrong === '') return parsed
  const holds = (range: Range | undefined) => range !== undefined && range.start <= at.start && at.end <= range.end
  const set = (value: string) => value.replace(wrong, fix)
  return {
    ...parsed,
    title: parsed.title !== null && holds(parsed.at.title) ? set(parsed.title) : parsed.title,
    number: parsed.number !== null && holds(parsed.at.number) ? set(parsed.number) : parsed.number,
    tasks: parsed.tasks.map((task) => (holds(task.at) ? { ...task, text: set(task.text) } : task)),
    legalBases: parsed.legalBases.map((basis) =>
      basis.number !== null && holds(basis.at) ? { ...basis, number: set(basis.number) } : basis,
    ),
    outline: parsed.outline.map((entry) =>
      entry.title !== null && holds(entry.at) ? { ...entry, title: set(entry.title) } : entry,
    ),
  }
}
