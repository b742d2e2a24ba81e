import { readdirSync, readFileSync } from 'node:fs'

/** Proportional set size of a process and everything under it, MB. */
export function memoryOf(pid: number): number {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))![1])
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    } catch (error) {
      // a process may end between the listing and the reading
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  const whole = (id: number): number => {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(rollup)![1]) / 1024
    return own + (children.get(id) ?? []).reduce((sum, child) => sum + whole(child), 0)
  }
  return whole(pid)
}
