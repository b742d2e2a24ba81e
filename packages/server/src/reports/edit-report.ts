import { mustBeEditable, renamePaper } from '../documents/index.ts'
import type { Work } from '../platform/deed.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import { readReport } from './read-report.ts'
import { draftOf, type ReportContent, type ReportEdit } from './report-content.ts'

/**
 * Keeps what a person typed beside what was computed; a figure that differs says why.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict with the present version, invalid
 */
export async function editReport(work: Work, id: string, edit: ReportEdit): Promise<{ version: number }> {
  const found = await readReport(work.actor, work.trx, id)
  await mustBeEditable(work, found.documentId)
  const held = await work.trx
    .selectFrom('report')
    .select(['version', 'content'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (held.version !== edit.version)
    throw new Problem(
      'version-conflict',
      {
        vi: 'Báo cáo vừa được người khác sửa hoặc tổng hợp lại; xem bản mới rồi ghi tiếp',
        en: 'The report has just been changed or compiled again; look at it before going on',
      },
      {
        extra: {
          current: {
            version: held.version,
            value: draftOf(found.title, held.content as unknown as ReportContent),
          },
        },
      },
    )
  const content = edited(held.content as unknown as ReportContent, edit)
  const { version } = await work.trx
    .updateTable('report')
    .set({ content: JSON.stringify(content), version: held.version + 1 })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  if (edit.title !== undefined && edit.title !== found.title)
    await renamePaper(work, found.documentId, edit.title.normalize('NFC').trim())
  await work.audit({ kind: 'report', id }, { fields: Object.keys(edit).filter((k) => k !== 'version') })
  return { version }
}

function edited(before: ReportContent, edit: ReportEdit): ReportContent {
  const errors: FieldError[] = []
  const tasks = new Map((edit.tasks ?? []).map((t) => [t.taskId, t.entered ?? null]))
  const figures = new Map((edit.figures ?? []).map((f) => [f.key, f]))
  const content: ReportContent = {
    ...before,
    opening: nfc(edit.opening) ?? before.opening,
    closing: nfc(edit.closing) ?? before.closing,
    difficulties: nfc(edit.difficulties) ?? before.difficulties,
    proposals: nfc(edit.proposals) ?? before.proposals,
    sections: before.sections.map((s) => ({
      ...s,
      tasks: s.tasks.map((t) => {
        const entered = tasks.get(t.taskId)
        if (entered === undefined) return t
        // typing the computed words again, or nothing at all, is no change of one's own
        const own = entered !== null && entered.trim() !== '' && entered.trim() !== t.computed
        return { ...t, entered: own ? (nfc(entered) ?? null) : null }
      }),
    })),
    figures: before.figures.map((f) => {
      const change = figures.get(f.key)
      if (!change) return f
      const entered = change.entered ?? null
      const differs = entered !== null && entered !== f.computed
      if (differs && !change.reason?.trim())
        errors.push({
          path: `/figures/${f.key}/reason`,
          message: {
            vi: 'Ghi lý do số liệu khác với số đã tổng hợp',
            en: 'Say why the figure differs from the computed one',
          },
        })
      return { ...f, entered: differs ? entered : null, reason: differs ? (change.reason ?? null) : null }
    }),
  }
  if (errors.length > 0) throw new Problem('invalid', undefined, { errors })
  return content
}

function nfc(text: string | undefined): string | undefined {
  return text?.normalize('NFC')
}
