/** Milliseconds of processor time that this thread spends on `run`: what other processes do meanwhile does not count. */
export async function cpuTime(run: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
