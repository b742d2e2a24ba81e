import { renderPage, UnreadableFile } from '@banggiao/vanban'

/** A page as a PNG; null where the file has no such page or it cannot be drawn. Runs inside the worker. */
export async function drawBytes(bytes: Uint8Array, page: number, dpi: number): Promise<Uint8Array | null> {
  try {
    return await renderPage(bytes, page, { dpi })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return null
  }
}
