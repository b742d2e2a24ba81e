interface Section {
  key: string
  label: string
  title: string
  paragraphs: readonly string[]
}

interface HeadedPart<S, T> {
  /** Null for what stands under no section that is known. */
  heading: S | null
  tasks: { task: T; mark: string }[]
}

/**
 * The sections that have a heading, each with what stands under it in the order of the paper: its own items, and among them the
 * numbered sentences, each of which is a section without a heading.
 * @param tasks in the order they print
 */
export function headedParts<S extends Section, T extends { section: string }>(
  sections: readonly S[],
  tasks: readonly T[],
): HeadedPart<S, T>[] {
  const parts: HeadedPart<S, T>[] = []
  const of = new Map<string, { part: HeadedPart<S, T>; mark: string }>()
  for (const section of sections) {
    const headed = section.title !== '' || section.paragraphs.length > 0
    if (headed || parts.length === 0) parts.push({ heading: section, tasks: [] })
    of.set(section.key, { part: parts.at(-1)!, mark: section.title ? '- ' : `${section.label}. ` })
  }
  const unplaced: HeadedPart<S, T> = { heading: null, tasks: [] }
  for (const task of tasks) {
    const place = of.get(task.section) ?? { part: unplaced, mark: '- ' }
    place.part.tasks.push({ task, mark: place.mark })
  }
  return unplaced.tasks.length > 0 ? [...parts, unplaced] : parts
}
