import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PagePart } from './draw-page.ts'
import { LEAST } from './look-within.ts'
import { type Matrix, times } from './place-glyphs.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** So near to one another, in points, two pictures are one: printers cut a page into strips. */
const TOUCH = 1.5
/** With more pictures than this a page is looked at as one. */
const MOST = 300

/**
 * Where page `number` (from 1) shows pictures and annotations, those that touch as one, without those too small to show a mark
 * of secrecy.
 * @throws {UnreadableFile} `unreadable` where the page is broken
 */
export async function picturesOnPage(pdf: PDFDocumentProxy, number: number): Promise<PagePart[]> {
  const page = await pdf.getPage(number)
  const { transform, width, height } = page.getViewport({ scale: 1 })
  const shown = transform as unknown as Matrix
  let drawing: Awaited<ReturnType<typeof page.getOperatorList>>
  try {
    drawing = await page.getOperatorList()
  } catch (error) {
    throw new UnreadableFile('unreadable', undefined, error)
  }
  const parts: PagePart[] = []
  const kept: Matrix[] = []
  let ctm = shown
  let pinned = false
  const add = (within: Matrix, [left, bottom, right, top]: readonly number[]): void => {
    const part = within.every(Number.isFinite) && bounds(within, left!, bottom!, right!, top!)
    if (part) parts.push(clipped(part, width, height))
  }
  drawing.fnArray.forEach((operator, i) => {
    const args = drawing.argsArray[i] as unknown[] | null
    switch (operator) {
      case OPS.save:
      case OPS.beginGroup:
        kept.push(ctm)
        break
      case OPS.paintFormXObjectBegin:
        kept.push(ctm)
        if (args?.[0]) ctm = times(ctm, args[0] as Matrix)
        break
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        ctm = kept.pop() ?? ctm
        break
      case OPS.transform:
        ctm = times(ctm, args as unknown as Matrix)
        break
      case OPS.beginAnnotation:
        pinned = true
        if (args?.[1]) add(shown, args[1] as number[])
        break
      case OPS.endAnnotation:
        pinned = false
        ctm = shown
        break
      case OPS.paintImageXObject:
      case OPS.paintImageMaskXObject:
      case OPS.paintInlineImageXObject:
        // a picture fills the unit square (ISO 32000-1, 8.9.5.1)
        if (!pinned) add(ctm, [0, 0, 1, 1])
    }
  })
  page.cleanup()
  if (parts.length > MOST) return [{ left: 0, top: 0, right: width, bottom: height }]
  return joined(parts).filter(
    ({ left, top, right, bottom }) => right - left >= LEAST.width && bottom - top >= LEAST.height,
  )
}

function bounds([a, b, c, d, e, f]: Matrix, left: number, bottom: number, right: number, top: number): PagePart {
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ] as const
  const xs = corners.map(([x, y]) => a * x + c * y + e)
  const ys = corners.map(([x, y]) => b * x + d * y + f)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

function clipped({ left, top, right, bottom }: PagePart, width: number, height: number): PagePart {
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(width, right),
    bottom: Math.min(height, bottom),
  }
}

/** Those that touch as one, again and again: a part that grew may touch others. */
function joined(parts: readonly PagePart[]): PagePart[] {
  const apart: PagePart[] = []
  for (const part of parts) {
    let whole = part
    for (let i = 0; i < apart.length; ) {
      const other = apart[i]!
      if (!touch(whole, other)) i++
      else {
        whole = {
          left: Math.min(whole.left, other.left),
          top: Math.min(whole.top, other.top),
          right: Math.max(whole.right, other.right),
          bottom: Math.max(whole.bottom, other.bottom),
        }
        apart.splice(i, 1)
        i = 0
      }
    }
    apart.push(whole)
  }
  return apart
}

function touch(one: PagePart, other: PagePart): boolean {
  return (
    one.left <= other.right + TOUCH &&
    other.left <= one.right + TOUCH &&
    one.top <= other.bottom + TOUCH &&
    other.top <= one.bottom + TOUCH
  )
}
