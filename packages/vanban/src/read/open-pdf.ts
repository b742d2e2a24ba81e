import { getDocumentProxy } from 'unpdf'
import { UnreadableFile } from './unreadable-file.ts'

/** An open PDF; whoever opened it ends it with `loadingTask.destroy()`. */
export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** Largest picture inside a PDF that is decoded, in pixels: A3 at 600 dpi. A larger one stays white. */
const MAX_PICTURE = 70_000_000

type Options = Parameters<typeof getDocumentProxy>[1]

/**
 * Opens a PDF from its bytes, which stay untouched.
 * @throws {UnreadableFile} `encrypted` or `unreadable`
 */
export async function openPdf(bytes: Uint8Array, options: Options = {}): Promise<Pdf> {
  try {
    // pdf.js takes the buffer over, so it gets a copy.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0, maxImageSize: MAX_PICTURE, ...options })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new UnreadableFile('encrypted', undefined, error)
    throw new UnreadableFile('unreadable', undefined, error)
  }
}
