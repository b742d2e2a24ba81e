import type { PageSetup } from '../document.ts'
import { alignment } from './docx-alignment.ts'
import type { Style } from './docx-numbering.ts'
import { scanXml } from './scan-xml.ts'

interface Reference {
  part: 'header' | 'footer'
  type: string
  id: string
}

type PageNumber = Omit<NonNullable<PageSetup['number']>, 'onFirstPage'>

/** Longest header looked at for the number of the page, in characters. */
const MOST = 400_000

/** Collects the page setup of a document's first section while its body is scanned. */
export class PageSetupReader {
  #size: { width: number; height: number } | null = null
  #margins: PageSetup['margins'] | null = null
  #titlePage = false
  #sections = 0
  readonly #references: Reference[] = []

  /** Takes an element of a section's properties; false where it is none. */
  open(name: string, attribute: (name: string) => string | undefined): boolean {
    const mm = (key: string): number => (Math.abs(Number(attribute(key))) / 1440) * 25.4
    if (name === 'w:sectPr') {
      this.#sections++
      return true
    }
    if (this.#sections === 0) return false
    const first = this.#sections === 1
    switch (name) {
      case 'w:pgSz':
        if (first) this.#size = { width: mm('w:w'), height: mm('w:h') }
        return true
      case 'w:pgMar':
        if (first)
          this.#margins = {
            top: mm('w:top'),
            bottom: mm('w:bottom'),
            left: mm('w:left') + (Number(attribute('w:gutter')) > 0 ? mm('w:gutter') : 0),
            right: mm('w:right'),
          }
        return true
      case 'w:titlePg':
        if (first) this.#titlePage = !/^(?:0|false|off)$/.test(attribute('w:val') ?? '')
        return true
      case 'w:headerReference':
      case 'w:footerReference':
        if (first)
          this.#references.push({
            part: name === 'w:headerReference' ? 'header' : 'footer',
            type: attribute('w:type') ?? 'default',
            id: attribute('r:id') ?? '',
          })
        return true
      default:
        return false
    }
  }

  /**
   * The setup in mm and points, or undefined where the file tells no paper and margins.
   * `part` reads a part beside the document; `styled` what a style sets.
   */
  setup(
    rels: string | null,
    part: (name: string) => string | null,
    styled: <K extends keyof Style>(style: string | null, key: K) => Style[K] | null,
  ): PageSetup | undefined {
    const { width, height } = this.#size ?? {}
    const margins = this.#margins
    if (!width || !height || !margins || Object.values(margins).some(Number.isNaN)) return undefined
    const targets = new Map<string, string>()
    for (const [element] of (rels ?? '').matchAll(/<Relationship\b[^>]{1,2000}>/g)) {
      const id = /\bId="([^"]+)"/.exec(element)?.[1]
      const target = /\bTarget="([^"]+)"/.exec(element)?.[1]
      if (id && target) targets.set(id, target)
    }
    const numberOf = (type: string): PageNumber | null => {
      for (const reference of this.#references) {
        const target = targets.get(reference.id)
        if (reference.type !== type || !target) continue
        const xml = part(target)
        const number = xml && xml.length <= MOST ? pageNumber(xml, reference.part, styled) : null
        if (number) return number
      }
      return null
    }
    const number = numberOf('default')
    const onFirstPage = this.#titlePage ? numberOf('first') !== null : number !== null
    return { width, height, margins, number: number && { ...number, onFirstPage } }
  }
}

/** Where a header or footer prints the number of the page, if it does. */
function pageNumber(
  xml: string,
  at: 'header' | 'footer',
  styled: <K extends keyof Style>(style: string | null, key: K) => Style[K] | null,
): PageNumber | null {
  let found: PageNumber | null = null
  let inInstruction = false
  let inRun = false
  let paragraph = { align: null as string | null, style: null as string | null }
  let size: number | null = null
  const take = (): void => {
    found ??= {
      at,
      align: alignment(paragraph.align ?? styled(paragraph.style, 'align')),
      size: (size ?? styled(paragraph.style, 'size') ?? 0) / 2 || null,
    }
  }
  scanXml(xml, {
    open(name, attribute) {
      if (name === 'w:p') {
        paragraph = { align: null, style: null }
        size = null
      } else if (name === 'w:pStyle') paragraph.style = attribute('w:val') ?? null
      else if (name === 'w:jc') paragraph.align = attribute('w:val') ?? null
      else if (name === 'w:framePr' && attribute('w:xAlign')) paragraph.align = attribute('w:xAlign') ?? null
      else if (name === 'w:r') inRun = true
      else if (name === 'w:sz' && inRun) size = Number(attribute('w:val')) || null
      else if (name === 'w:instrText') inInstruction = true
      else if (name === 'w:fldSimple' && /\bPAGE\b/.test(attribute('w:instr') ?? '')) take()
    },
    close(name) {
      if (name === 'w:instrText') inInstruction = false
      else if (name === 'w:r') inRun = false
    },
    text(value) {
      if (inInstruction && /\bPAGE\b/.test(value)) take()
    },
  })
  return found
}
