/** The system counts in steps of some milliseconds: less than this says nothing. */
const LEAST = 10

/**
 * Milliseconds of processor time that this thread spends on `run`, at least 10: what other processes do meanwhile does not count.
 */
export async function cpuTime(run: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return Math.max((user + system) / 1000, LEAST)
}
