import { bullet, formatNumber } from './docx-numbering.ts'
import { scanXml } from './scan-xml.ts'

interface Level {
  format: string
  prefix: string
  suffix: string
  start: number
  /** How many levels the label shows, this one included. */
  shown: number
  /** "%1%.%2%." where the file says it so (LibreOffice 7.2 and later). */
  template: string | null
  bullet: string | null
}

interface OpenList {
  style: string | null
  counts: (number | undefined)[]
  /** Null between two items; `used` once the first paragraph of the item has its label. */
  item: { header: boolean; start: number | null; used: boolean } | null
}

type Attribute = (name: string) => string | undefined

const FORMATS: Record<string, string> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}
const OUTLINE = '\0outline'
/** ODF knows ten levels. */
const MAX_LEVEL = 10
/** Longest part of a label taken, in characters. */
const MAX_AFFIX = 40

/** Counts the items of an OpenDocument text as they are printed (ODF 1.3, part 3, 5.3 and 16.30). */
export class OdtLabels {
  readonly #styles = new Map<string, Map<number, Level>>()
  readonly #lists: OpenList[] = []
  readonly #byId = new Map<string, OpenList['counts']>()
  readonly #lastOfStyle = new Map<string | null, OpenList['counts']>()
  readonly #outline: OpenList['counts'] = []

  /** Takes the list styles of styles.xml or content.xml. */
  define(xml: string): void {
    let levels: Map<number, Level> | null = null
    scanXml(xml, {
      open: (name, attribute) => {
        if (name === 'text:list-style' || name === 'text:outline-style') {
          levels = new Map()
          this.#styles.set(name === 'text:list-style' ? (attribute('style:name') ?? '') : OUTLINE, levels)
        } else if (levels && /^text:(?:list-level-style-|outline-level-style$)/.test(name))
          levels.set(Number(attribute('text:level') ?? 1), readLevel(name, attribute))
      },
      close: (name) => {
        if (name === 'text:list-style' || name === 'text:outline-style') levels = null
      },
      text() {},
    })
  }

  openList(attribute: Attribute): void {
    const outer = this.#lists.at(-1)
    const own = attribute('text:style-name')
    const style = own ?? outer?.style ?? null
    const continued = attribute('text:continue-list')
    let counts: OpenList['counts']
    if (outer && (own === undefined || own === outer.style)) counts = outer.counts
    else if (continued !== undefined) counts = this.#byId.get(continued) ?? this.#lastOfStyle.get(style) ?? []
    else counts = attribute('text:continue-numbering') === 'true' ? (this.#lastOfStyle.get(style) ?? []) : []
    this.#lists.push({ style, counts, item: null })
    this.#lastOfStyle.set(style, counts)
    const id = attribute('xml:id')
    if (id !== undefined) this.#byId.set(id, counts)
  }

  closeList(): void {
    this.#lists.pop()
  }

  openItem(header: boolean, start: string | undefined): void {
    const list = this.#lists.at(-1)
    if (list) list.item = { header, start: start === undefined ? null : Number(start) || 0, used: false }
  }

  closeItem(): void {
    const list = this.#lists.at(-1)
    if (list) list.item = null
  }

  /**
   * The label of the paragraph that opens now, with the space after it; empty where it has none.
   * @param outline level of a heading, null for a paragraph
   */
  next(outline: number | null, styleOfParagraph: string | null): string {
    const list = this.#lists.at(-1)
    if (!list) return outline === null ? '' : this.#count(this.#styles.get(OUTLINE), this.#outline, outline, null)
    const { item } = list
    if (!item || item.used) return ''
    item.used = true
    if (item.header) return ''
    const levels = this.#styles.get(list.style ?? styleOfParagraph ?? '')
    return this.#count(levels, list.counts, Math.min(this.#lists.length, MAX_LEVEL), item.start)
  }

  #count(levels: Map<number, Level> | undefined, counts: OpenList['counts'], at: number, start: number | null): string {
    const level = levels?.get(at)
    if (!level) return ''
    const before = counts[at]
    counts[at] = start ?? (before === undefined ? level.start : before + 1)
    counts.length = at + 1
    if (level.bullet !== null) return `${bullet(level.bullet)} `
    const number = (i: number): string => {
      const of = levels!.get(i)
      return of && of.format !== '' ? formatNumber(counts[i] ?? of.start, FORMATS[of.format] ?? 'decimal') : ''
    }
    if (level.template !== null) return spaced(level.template.replace(/%(\d{1,2})%/g, (_, i) => number(Number(i))))
    if (level.format === '') return ''
    const numbers = Array.from({ length: Math.min(level.shown, at) }, (_, i) => number(at - i)).reverse()
    return spaced(level.prefix + numbers.filter((shown) => shown !== '').join('.') + level.suffix)
  }
}

function readLevel(name: string, attribute: Attribute): Level {
  const affix = (key: string): string => (attribute(key) ?? '').slice(0, MAX_AFFIX)
  const format = attribute('style:num-format') ?? ''
  return {
    format,
    prefix: affix('style:num-prefix'),
    suffix: affix('style:num-suffix'),
    start: Number(attribute('text:start-value') ?? 1) || 1,
    shown: Number(attribute('text:display-levels') ?? 1) || 1,
    template: format === '' ? null : (attribute('loext:num-list-format')?.slice(0, MAX_AFFIX * 2) ?? null),
    bullet: name === 'text:list-level-style-bullet' ? (attribute('text:bullet-char') ?? '-') : null,
  }
}

const spaced = (label: string): string => (label.trim() === '' ? '' : `${label.trimEnd()} `)
