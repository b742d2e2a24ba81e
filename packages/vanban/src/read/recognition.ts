import type { SecrecyMark } from './find-secrecy-mark.ts'

export interface Recognition {
  /** Called before the first page with 0 and after each page: how many of those to be recognised are done. */
  progress?: (done: number, pages: number) => void
  /** Ends the work between and within pages; its reason is thrown. */
  signal?: AbortSignal
  /** Called where a page bears a mark of secrecy as a coloured stamp; without it nobody looks for one. */
  stamped?: (mark: SecrecyMark) => void
}
