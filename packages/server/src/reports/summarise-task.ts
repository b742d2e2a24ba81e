import { todayInVietNam } from '@banggiao/rules'
import { printedDay } from '../plans/index.ts'
import type { ReportTask } from './report-content.ts'
import { counted, printedMoment } from './words.ts'

export interface TaskRecord {
  taskId: string
  text: string
  scope: string
  scopeReason: string | null
  assignmentId: number | null
  state: string | null
  dueOn: string | null
  events: {
    id: number
    kind: string
    note: string | null
    params: unknown
    personName: string
    at: Date
  }[]
  /** Pieces of evidence since the period began. */
  files: number
  links: number
  /** Units that carry the task out, by the state of theirs. */
  below: Record<string, number>
}

const stateWords: Record<string, string> = {
  open: 'Chưa thực hiện',
  doing: 'Đang thực hiện',
  done: 'Đã hoàn thành',
  nothing: 'Không phát sinh trong kỳ báo cáo',
  'out-of-scope': 'Không thuộc phạm vi đơn vị',
}

/**
 * What was recorded of a task as a report says it: the state, what was noted in order with day and person, the evidence,
 * how far the units below are. Answers that were taken back are left out.
 */
export function summariseTask(task: TaskRecord, periodFrom: string, countedTo: string): ReportTask {
  const undone = new Set(
    task.events.filter((e) => e.kind === 'undone').map((e) => (e.params as { eventId?: number }).eventId),
  )
  // recorded since the period began; people record late, often while the report is made
  const events = task.events.filter(
    (e) => e.kind !== 'undone' && !undone.has(e.id) && todayInVietNam(e.at) >= periodFrom,
  )
  const state = task.scope === 'out' ? 'out-of-scope' : (task.state ?? 'open')
  const sentences: string[] = []
  const reason = task.scope === 'out' ? task.scopeReason : null
  sentences.push(`${stateWords[state] ?? state}${reason ? `: ${withoutMark(reason)}` : ''}`)
  if ((state === 'open' || state === 'doing') && task.dueOn && task.dueOn < countedTo)
    sentences.push(`Quá hạn ngày ${printedDay(task.dueOn)}`)
  const granted = events.findLast((e) => e.kind === 'extension-granted')
  const newDay = (granted?.params as { dueOn?: string } | undefined)?.dueOn
  if (newDay) sentences.push(`Được gia hạn đến ngày ${printedDay(newDay)}`)
  for (const event of events)
    if (event.note && said.has(event.kind))
      sentences.push(`Ngày ${printedMoment(event.at)} (${event.personName}): ${withoutMark(event.note)}`)
  const { files, links } = task
  if (files + links > 0)
    sentences.push(
      `Minh chứng: ${[files > 0 ? counted(files, 'tệp') : '', links > 0 ? counted(links, 'liên kết') : ''].filter(Boolean).join(', ')}`,
    )
  const units = Object.values(task.below).reduce((sum, n) => sum + n, 0)
  if (units > 0) {
    const parts = [`${counted(task.below.done ?? 0, 'đơn vị')} đã hoàn thành`]
    if (task.below.nothing) parts.push(`${counted(task.below.nothing, 'đơn vị')} không phát sinh`)
    if (task.below['out-of-scope']) parts.push(`${counted(task.below['out-of-scope'], 'đơn vị')} không thuộc phạm vi`)
    const rest = (task.below.open ?? 0) + (task.below.doing ?? 0)
    if (rest > 0) parts.push(`${counted(rest, 'đơn vị')} chưa hoàn thành`)
    sentences.push(`Trong ${counted(units, 'đơn vị')} được giao: ${parts.join(', ')}`)
  }
  return {
    taskId: task.taskId,
    assignmentId: task.assignmentId,
    text: task.text,
    state,
    dueOn: task.dueOn,
    evidence: files + links,
    computed: `${sentences.join('. ')}.`,
    entered: null,
  }
}

/** Events whose note tells of the work; a note on an extension is between owner and superior. */
const said = new Set(['progress', 'done', 'nothing', 'out-of-scope', 'carried'])

function withoutMark(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.;]+$/u, '')
}
