import type { Passage } from '../kit/reading-text.ts'
import type { Tone } from '../status.tsx'
import type { Finding, Parsed } from './document.ts'

export const tints: Record<string, Tone> = {
  header: 'neutral',
  basis: 'info',
  citation: 'info',
  task: 'good',
  due: 'wait',
  finding: 'bad',
}

/** A finding with more places is about the whole document. */
const mostPlaces = 15

/** Every stretch of the text something was read from, under the name its entry has on the other side. */
export function passagesOf(parsed: Parsed, findings: readonly Finding[]): Passage[] {
  const passages: Passage[] = []
  const add = (kind: string, id: string, at: { start: number; end: number } | null | undefined) => {
    if (at && at.end > at.start) passages.push({ kind, id, ...at })
  }
  for (const [name, at] of Object.entries(parsed.at)) add('header', `header-${name}`, at)
  for (const [at, basis] of parsed.legalBases.entries()) add('basis', `basis-${at}`, basis.at)
  for (const [at, task] of parsed.tasks.entries()) {
    add('task', `task-${at}`, task.at)
    for (const deadline of task.deadlines) add('due', `task-${at}`, deadline.at)
  }
  for (const [at, citation] of parsed.citations.entries()) add('citation', `citation-${at}`, citation.at)
  for (const finding of findings) {
    if (finding.state !== 'open') continue
    add('finding', `finding-${finding.id}`, finding.at)
    const also = finding.also ?? []
    // what holds nearly everywhere is said once: marked in every line, it would hide all else
    if (also.length < mostPlaces) for (const place of also) add('finding', `finding-${finding.id}`, place)
  }
  return passages
}

export type ReadEntry =
  | { type: 'task'; id: string; at: number; index: number }
  | { type: 'finding'; id: string; at: number; finding: Finding }

/** Tasks and open findings in the order of the text, so that a finding stands where it belongs. */
export function entriesOf(parsed: Parsed, findings: readonly Finding[]): { head: ReadEntry[]; body: ReadEntry[] } {
  const tasks = parsed.tasks.map(
    (task, index): ReadEntry => ({ type: 'task', id: `task-${index}`, at: task.at.start, index }),
  )
  const open = findings
    .filter((finding) => finding.state === 'open')
    .map(
      (finding): ReadEntry => ({ type: 'finding', id: `finding-${finding.id}`, at: finding.at?.start ?? -1, finding }),
    )
  const first = parsed.tasks[0]?.at.start ?? Number.POSITIVE_INFINITY
  return {
    head: open.filter((entry) => entry.at < first).sort((one, other) => one.at - other.at),
    body: [...tasks, ...open.filter((entry) => entry.at >= first)].sort((one, other) => one.at - other.at),
  }
}

/** The task a finding stands in, by its index; the header field it stands in, by its name; or neither. */
export function whereToFix(parsed: Parsed, finding: Finding): { task: number } | { field: string } | null {
  const { at } = finding
  if (!at) return null
  const task = parsed.tasks.findIndex((one) => one.at.start <= at.start && at.start < one.at.end)
  if (task >= 0) return { task }
  const field = Object.entries(parsed.at).find(([, place]) => place.start <= at.start && at.start < place.end)
  return field ? { field: field[0] } : null
}
