import { type ParseArgsConfig, parseArgs } from 'node:util'

/** One command of `vanban`; one file each, so that a further command is one file and one line in the list. */
export interface Command {
  name: string
  /** One line in the list of commands. */
  summary: string
  /** The whole page of `vanban <name> --help`. */
  help: string
  /**
   * @param args what follows the command's name
   * @returns the exit code
   * @throws {WrongUsage} when called in a wrong way
   */
  run(args: string[], io: Io): Promise<number>
}

/** Where a command prints: its answer to `out`, everything about the run to `err`. */
export interface Io {
  out: { write(text: string): unknown }
  err: { write(text: string): unknown; isTTY?: boolean; columns?: number }
}

/** 0 and 1 are the command's own answer (1: an error found, a figure missed); 2 and 3 are the same for every command. */
export const EXIT = { done: 0, found: 1, usage: 2, unreadable: 3 } as const

/** Called in a wrong way; the sentence goes to the caller with exit code 2. */
export class WrongUsage extends Error {}

/**
 * Options and file names of a command line; `--` ends the options.
 * @throws {WrongUsage} for an option the command does not have
 */
export function argumentsOf<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const [, option] = /'(-[^' ]*)/u.exec(error.message) ?? []
    throw new WrongUsage(
      option === undefined
        ? error.message
        : `không dùng được tuỳ chọn ${option} / no such option, or its value is wrong`,
    )
  }
}
