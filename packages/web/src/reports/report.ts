import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'

type Body<T> = T extends { responses: { 200: { content: { 'application/json': infer B } } } } ? B : never
export type Report = Body<paths['/api/reports/{id}']['get']>
export type ReportRow = Body<paths['/api/reports']['get']>['rows'][number]
export type CompletenessRow = Body<paths['/api/plans/{id}/completeness']['get']>['rows'][number]
export type Figure = Report['content']['figures'][number]
export type ReportTask = Report['content']['sections'][number]['tasks'][number]

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id],
    queryFn: () => answer(api.GET('/api/reports/{id}', { params: { path: { id } } })),
    staleTime: 0,
  })

/** What a person can change of a report, as the server's conflict answers carry it too. */
export interface ReportDraft {
  title: string
  opening: string
  difficulties: string
  proposals: string
  closing: string
  tasks: Record<string, string | null>
  figures: Record<string, { entered: number | null; reason: string | null }>
}

export function draftOf(report: Report): ReportDraft {
  const { content } = report
  return {
    title: report.title ?? '',
    opening: content.opening,
    difficulties: content.difficulties,
    proposals: content.proposals,
    closing: content.closing,
    tasks: Object.fromEntries(content.sections.flatMap((s) => s.tasks).map((task) => [task.taskId, task.entered])),
    figures: Object.fromEntries(content.figures.map((f) => [f.key, { entered: f.entered, reason: f.reason }])),
  }
}

export async function saveDraft(id: string, draft: ReportDraft, version: number): Promise<{ version: number }> {
  const { tasks, figures, ...text } = draft
  return answer(
    api.PATCH('/api/reports/{id}/content', {
      params: { path: { id } },
      body: {
        ...text,
        version,
        tasks: Object.entries(tasks).map(([taskId, entered]) => ({ taskId, ...(entered === null ? {} : { entered }) })),
        // a figure that differs waits for its reason; meanwhile it is kept in the draft of this browser
        figures: Object.entries(figures).flatMap(([key, { entered, reason }]) =>
          entered !== null && !reason?.trim()
            ? []
            : [
                {
                  key: key as Figure['key'],
                  ...(entered === null ? {} : { entered }),
                  ...(reason === null ? {} : { reason }),
                },
              ],
        ),
      },
    }),
  )
}
