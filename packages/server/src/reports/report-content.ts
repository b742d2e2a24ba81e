import { type Static, Type } from 'typebox'
import { Nullable } from '../platform/schema.ts'
import { figureKeys } from './figures.ts'

const text = (most: number) => Type.String({ maxLength: most })

/** One task of the plan: what was recorded of it, and what a person writes instead. */
export const ReportTask = Type.Object({
  taskId: Type.String(),
  assignmentId: Nullable(Type.Integer()),
  text: Type.String(),
  state: Type.String(),
  dueOn: Nullable(Type.String()),
  evidence: Type.Integer(),
  /** Put together from the record. */
  computed: Type.String(),
  /** Typed by a person; printed in place of `computed`. */
  entered: Nullable(text(10_000)),
})
export type ReportTask = Static<typeof ReportTask>

export const ReportFigure = Type.Object({
  key: Type.Enum([...figureKeys]),
  computed: Type.Integer(),
  entered: Nullable(Type.Integer({ minimum: 0 })),
  /** Why the entered value differs from the computed one. */
  reason: Nullable(text(1000)),
  /** The same figure of the report before; null where there was none. */
  previous: Nullable(Type.Integer()),
})
export type ReportFigure = Static<typeof ReportFigure>

export const ReportReceiver = Type.Object({
  unitId: Type.Integer(),
  name: Type.String(),
  role: Type.Enum(['main', 'copy']),
})

/** What a report says. Computed and entered values stand side by side; compiling again renews only the computed ones. */
export const ReportContent = Type.Object({
  /** Null until first compiled; the figures are counted to that day, or to the end of the period before it. */
  compiledAt: Nullable(Type.String()),
  bases: Type.Array(text(2000), { maxItems: 40 }),
  opening: text(4000),
  sections: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), tasks: Type.Array(ReportTask) })),
  figures: Type.Array(ReportFigure),
  difficulties: text(10_000),
  proposals: text(10_000),
  closing: text(4000),
  addressees: Type.Array(text(300), { maxItems: 20 }),
  recipients: Type.Array(text(300), { maxItems: 60 }),
  /** The bodies behind addressees and recipients, as they were when it was compiled; of a sent report, those it went to. */
  receivers: Type.Array(ReportReceiver),
  signer: Type.Object({
    authority: Type.Array(text(200), { maxItems: 4 }),
    position: text(200),
    name: text(200),
  }),
})
export type ReportContent = Static<typeof ReportContent>

export const emptyContent: ReportContent = {
  compiledAt: null,
  bases: [],
  opening: '',
  sections: [],
  figures: [],
  difficulties: '',
  proposals: '',
  closing: '',
  addressees: [],
  recipients: [],
  receivers: [],
  signer: { authority: [], position: '', name: '' },
}

/** What a person changes; everything else is computed. */
export const ReportEdit = Type.Object({
  version: Type.Integer(),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  opening: Type.Optional(text(4000)),
  difficulties: Type.Optional(text(10_000)),
  proposals: Type.Optional(text(10_000)),
  closing: Type.Optional(text(4000)),
  // what is left out was not typed: a null would be coerced to '' or 0 on its way in
  tasks: Type.Optional(Type.Array(Type.Object({ taskId: Type.String(), entered: Type.Optional(text(10_000)) }))),
  figures: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.Enum([...figureKeys]),
        entered: Type.Optional(Type.Integer({ minimum: 0 })),
        reason: Type.Optional(text(1000)),
      }),
    ),
  ),
})
export type ReportEdit = Static<typeof ReportEdit>

/** What a person can change of a report, as a sheet holds it. */
export function draftOf(title: string | null, content: ReportContent) {
  return {
    title: title ?? '',
    opening: content.opening,
    difficulties: content.difficulties,
    proposals: content.proposals,
    closing: content.closing,
    tasks: Object.fromEntries(content.sections.flatMap((s) => s.tasks).map((t) => [t.taskId, t.entered])),
    figures: Object.fromEntries(content.figures.map((f) => [f.key, { entered: f.entered, reason: f.reason }])),
  }
}

/** Newly computed content with everything a person typed put back in its place. */
export function keepEntered(computed: ReportContent, before: ReportContent): ReportContent {
  const tasks = new Map(before.sections.flatMap((s) => s.tasks).map((t) => [t.taskId, t]))
  const figures = new Map(before.figures.map((f) => [f.key, f]))
  const first = before.compiledAt === null
  return {
    ...computed,
    opening: first ? computed.opening : before.opening,
    closing: first ? computed.closing : before.closing,
    difficulties: before.difficulties,
    proposals: before.proposals,
    sections: computed.sections.map((s) => ({
      ...s,
      tasks: s.tasks.map((t) => ({ ...t, entered: tasks.get(t.taskId)?.entered ?? null })),
    })),
    figures: computed.figures.map((f) => ({
      ...f,
      entered: figures.get(f.key)?.entered ?? null,
      reason: figures.get(f.key)?.reason ?? null,
    })),
  }
}
