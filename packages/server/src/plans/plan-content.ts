import { type Static, Type } from 'typebox'

const line = Type.String({ maxLength: 4000 })

/** One headed part of a plan in the order it prints; `key` is what `task.section` names. */
export const PlanSection = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 40, description: 'II.1; the second of two sections III is III(2)' }),
  label: Type.String({ maxLength: 40 }),
  title: Type.String({ maxLength: 1000 }),
  level: Type.Integer({ minimum: 1, maximum: 6 }),
  paragraphs: Type.Array(line, { maxItems: 100, description: 'What the section says besides its tasks' }),
  base: Type.Optional(
    Type.Object(
      { title: Type.String({ maxLength: 1000 }), paragraphs: Type.Array(line, { maxItems: 100 }) },
      { description: 'The superior’s words, where the draft put the unit’s own in their place' },
    ),
  ),
})
export type PlanSection = Static<typeof PlanSection>

export const PlanSigner = Type.Object({
  authority: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 4 }),
  position: Type.String({ maxLength: 200 }),
  name: Type.String({ maxLength: 200 }),
})

/** What a plan says besides its tasks. */
export const PlanContent = Type.Object({
  bases: Type.Array(line, {
    maxItems: 40,
    description: 'Legal bases without closing mark, each beginning with "Căn cứ"',
  }),
  opening: line,
  sections: Type.Array(PlanSection, { maxItems: 200 }),
  closing: line,
  recipients: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 60 }),
  signer: PlanSigner,
  assignments: Type.Optional(
    Type.Boolean({ description: 'Prints the annex that says who carries out each task by when' }),
  ),
})
export type PlanContent = Static<typeof PlanContent>

/**
 * Tasks in the order they print. In a plan that came as a paper that is where they stand in its text (`at`): its sections alone
 * do not give it, for an item behind the numbered sentences of a section belongs to the section, and they to sections of their
 * own. In a plan composed here it is the place of their section, then their position.
 */
export function inPrintedOrder<T extends { section: string; position: number; at?: number | null }>(
  tasks: readonly T[],
  sections: readonly { key: string }[],
): T[] {
  const place = new Map(sections.map((s, n) => [s.key, n]))
  const sectionOf = (t: T) => place.get(t.section) ?? sections.length
  const written = tasks.every((t) => typeof t.at === 'number')
  return [...tasks].sort(
    (a, b) =>
      (written ? a.at! - b.at! : 0) ||
      sectionOf(a) - sectionOf(b) ||
      (a.section < b.section ? -1 : a.section > b.section ? 1 : 0) ||
      a.position - b.position,
  )
}
