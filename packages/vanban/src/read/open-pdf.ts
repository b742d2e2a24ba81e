import { getDocumentProxy } from 'unpdf'
import { UnreadableFile } from './unreadable-file.ts'

/** An open PDF; whoever opened it ends it with `loadingTask.destroy()`. */
export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/**
 * Opens a PDF for its text; its bytes stay untouched.
 * @throws {UnreadableFile} `encrypted` or `unreadable`
 */
export function openPdf(bytes: Uint8Array): Promise<Pdf> {
  // pdf.js takes the buffer over, and no Buffer, so it gets a copy. Pictures are not unpacked: nobody looks at them here.
  return openedOr(() => getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, maxImageSize: 1 }))
}

/** What `open` gives; its failure as a sentence for the person who brought the file. */
export async function openedOr<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new UnreadableFile('encrypted', undefined, error)
    throw new UnreadableFile('unreadable', undefined, error)
  }
}
