/** One headline figure: what was measured, against what, in the same run. */
export interface Figure {
  /** Workload of the benchmark plan (W1…W9) or a short name. */
  name: string
  /** The measured value and its unit, ready to print. */
  value: string
  /** What it stands against in the same run. */
  reference: string
  /** value ÷ reference where the limit is a ratio, else the value itself in `unit`. */
  measured: number
  /** `≤ 1.5` or `≥ 0.5`, with the unit where it is not a ratio. */
  limit: { at: 'most' | 'least'; figure: number; unit: string }
  notes?: string
}

export type Bench = () => Promise<Figure[]>

export function holds(figure: Figure): boolean {
  return figure.limit.at === 'most' ? figure.measured <= figure.limit.figure : figure.measured >= figure.limit.figure
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Runs both in turn (A B A B …) so that a drift of the machine meets both; returns medians in milliseconds. */
export async function inTurn(
  rounds: number,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
): Promise<{ a: number; b: number }> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of [a, b].entries()) {
      const begun = performance.now()
      await run()
      times[i]!.push(performance.now() - begun)
    }
  }
  return { a: median(times[0]), b: median(times[1]) }
}
