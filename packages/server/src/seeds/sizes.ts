/** One size everywhere (demonstration, tests of scale, bench): TP.HCM after 1 July 2025, one plan of forty tasks. */
export const sizes = {
  department: 1,
  communes: 168,
  schools: 3517,
  tasks: 40,
  /** fewest and most schools of one commune-level unit */
  schoolsPerCommune: [2, 29] as const,
} as const

export const carriers = sizes.department + sizes.communes + sizes.schools
export const assignments = carriers * sizes.tasks

/**
 * How many schools each commune has: skewed as in life, the same at every run, every one within `schoolsPerCommune`,
 * together exactly `schools`.
 */
export function schoolsPerCommune(communes: number = sizes.communes, schools: number = sizes.schools): number[] {
  const [fewest, most] = sizes.schoolsPerCommune
  // the exponent gives the mean that the total asks for; ranks are shuffled by a step that meets every residue
  const exponent = (most - fewest) / (schools / communes - fewest) - 1
  const share = (rank: number) => fewest + (most - fewest) * (rank / (communes - 1)) ** exponent
  const counts = Array.from({ length: communes }, (_, i) => Math.round(share((i * 61 + 17) % communes)))
  let rest = schools - counts.reduce((a, b) => a + b, 0)
  for (let i = 0; rest !== 0; i = (i + 1) % communes) {
    const step = Math.sign(rest)
    const next = counts[i]! + step
    if (next <= fewest || next >= most) continue
    counts[i] = next
    rest -= step
  }
  return counts
}
