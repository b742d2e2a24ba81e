import { readdirSync, readFileSync } from 'node:fs'

/** Proportional set size of a process and everything under it, MB; 0 once it has ended. */
export function memoryOf(pid: number): number {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
    const parent = Number(/\) \S (\d+)/.exec(readOf(name, 'stat'))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const whole = (id: number): number => {
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(readOf(id, 'smaps_rollup'))?.[1] ?? 0) / 1024
    return own + (children.get(id) ?? []).reduce((sum, child) => sum + whole(child), 0)
  }
  return whole(pid)
}

/** Empty where the process has ended meanwhile. */
function readOf(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
