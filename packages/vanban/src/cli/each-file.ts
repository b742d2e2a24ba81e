import { readFile as readBytes } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Source } from '../document.ts'
import { readFile } from '../read/read-file.ts'
import { UnreadableFile } from '../read/unreadable-file.ts'
import { EXIT, type Io, WrongUsage } from './command.ts'
import { findFiles } from './find-files.ts'
import { progressBar } from './progress-bar.ts'

/** What went wrong with one file, in one line; null where it is no fault of the file but of the program. */
export function complaint(error: unknown): string | null {
  if (error instanceof UnreadableFile) return `${error.vi} / ${error.en}`
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return null
  if (error.code === 'ENOENT') return 'không có tệp này / no such file'
  if (error.code === 'EACCES') return 'không có quyền với tệp này / no permission for this file'
  return error.message
}

/** Reads one document from the disk; its name tells the format. Pages that are pictures are recognised, with a bar. */
export async function readSource(file: string, io: Io): Promise<Source> {
  let bar = progressBar(0, io.err)
  const progress = (done: number, pages: number): void => {
    if (done === 0) bar = progressBar(Math.max(pages, 2), io.err)
    bar.show(done, `${file}: nhận dạng trang / recognising pages`)
  }
  try {
    return await readFile(new Uint8Array(await readBytes(file)), basename(file), { recognise: { progress } })
  } finally {
    bar.clear()
  }
}

/**
 * Does `work` with every file named or found in the folders named, one after the other, so that memory holds one
 * document at a time. A file that cannot be read is said on standard error and the others go on.
 * `many` tells `work` whether it is one of several.
 * @returns the worst exit code
 * @throws {WrongUsage} without a file
 */
export async function eachFile(
  paths: string[],
  io: Io,
  work: (file: string, source: Source, many: boolean) => Promise<number> | number,
): Promise<number> {
  if (paths.length === 0) throw new WrongUsage('thiếu tên tệp / no file given')
  let worst: number = EXIT.done
  const say = (file: string, sentence: string) => io.err.write(`${file}: ${sentence}\n`)
  const files: string[] = []
  for (const path of paths) {
    try {
      const found = await findFiles([path])
      if (found.length === 0) throw new WrongUsage(`${path}: thư mục không có văn bản nào / no document in this folder`)
      files.push(...found)
    } catch (error) {
      const sentence = complaint(error)
      if (sentence === null) throw error
      say(path, sentence)
      worst = EXIT.unreadable
    }
  }
  const many = files.length > 1 || paths.length > 1
  const bar = progressBar(files.length, io.err)
  for (const [at, file] of files.entries()) {
    bar.show(at, file)
    try {
      const source = await readSource(file, io)
      bar.clear()
      worst = Math.max(worst, await work(file, source, many))
      for (const notice of source.notices) say(file, notice)
    } catch (error) {
      bar.clear()
      const sentence = complaint(error)
      if (sentence === null) throw error
      say(file, sentence)
      worst = EXIT.unreadable
    }
  }
  return worst
}
