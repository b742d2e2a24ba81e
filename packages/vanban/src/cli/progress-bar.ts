import type { Io } from './command.ts'

export interface ProgressBar {
  /** `done` of all are finished, `file` is being worked on. */
  show(done: number, file: string): void
  /** Takes the bar away, before a line is printed and at the end. */
  clear(): void
}

const CELLS = 24

/** A bar of `count` steps on a terminal; nothing at all in a pipe, a log, or for a single file. */
export function progressBar(count: number, stream: Io['err']): ProgressBar {
  if (count < 2 || stream.isTTY !== true) return { show() {}, clear() {} }
  let shown = false
  return {
    show(done, file) {
      const filled = Math.round((done / count) * CELLS)
      const head = `[${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)}] ${done}/${count} `
      // One column stays free: a full line would wrap and could not be taken back.
      const room = Math.max(0, (stream.columns ?? 80) - 1 - head.length)
      const name = file.length > room ? `…${file.slice(file.length - room + 1)}` : file
      stream.write(`\r\u001b[2K${head}${room > 1 ? name : ''}`)
      shown = true
    },
    clear() {
      if (shown) stream.write('\r\u001b[2K')
      shown = false
    },
  }
}
