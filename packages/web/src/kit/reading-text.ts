/** A passage of the document something was read from; offsets in UTF-16 units, end exclusive. */
export interface Passage {
  start: number
  end: number
  /** What it was read as: `task`, `citation`, `due`. Chooses the tint. */
  kind: string
  id: string
}

export interface Segment {
  start: number
  text: string
  /** The narrowest passage over this piece, if any. */
  passage: Passage | undefined
  /** Recognised with doubt. */
  unsure: boolean
}

/**
 * Cuts `text` at every passage's edge and every line's end; joined again, the pieces are the text.
 * Where passages overlap, the narrowest wins: a due date inside a task is the due date.
 */
export function paragraphsOf(
  text: string,
  passages: readonly Passage[],
  unsure: readonly { start: number; end: number }[] = [],
): Segment[][] {
  const inside = passages
    .filter(({ start, end }) => start >= 0 && end <= text.length && start < end)
    .sort((one, other) => one.end - one.start - (other.end - other.start))
  const paragraphs: Segment[][] = []
  let lineStart = 0
  // both go through the text in order
  let next = 0
  for (const line of text.split('\n')) {
    const lineEnd = lineStart + line.length
    const here = inside.filter(({ start, end }) => start < lineEnd && end > lineStart)
    const cuts = new Set([lineStart, lineEnd])
    while (next < unsure.length && unsure[next]!.end <= lineStart) next++
    const doubted: { start: number; end: number }[] = []
    for (let at = next; at < unsure.length && unsure[at]!.start < lineEnd; at++) doubted.push(unsure[at]!)
    for (const { start, end } of [...here, ...doubted]) {
      cuts.add(Math.max(start, lineStart))
      cuts.add(Math.min(end, lineEnd))
    }
    const edges = [...cuts].sort((one, other) => one - other)
    paragraphs.push(
      edges.slice(0, -1).map((start, at) => ({
        start,
        text: text.slice(start, edges[at + 1]),
        passage: here.find((passage) => passage.start <= start && passage.end >= (edges[at + 1] ?? start)),
        unsure: doubted.some((word) => word.start <= start && start < word.end),
      })),
    )
    lineStart = lineEnd + 1
  }
  return paragraphs
}

/** The id after `active` in the order of the document; from none, the first (or last). Stops at the ends. */
export function stepPassage(
  passages: readonly Passage[],
  active: string | undefined,
  step: 1 | -1,
): string | undefined {
  const order = [...passages].sort((one, other) => one.start - other.start || other.end - one.end)
  const at = order.findIndex(({ id }) => id === active)
  if (at < 0) return (step === 1 ? order[0] : order.at(-1))?.id
  return order[Math.min(order.length - 1, Math.max(0, at + step))]?.id
}
