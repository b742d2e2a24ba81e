import { scanXml } from './scan-xml.ts'

interface Level {
  start: number
  format: string
  text: string
  legal: boolean
  /** After which level (1-based) it starts again; null: after any higher one; 0: never. */
  restart: number | null
  suffix: string
  style: string | null
}

interface AbstractNumbering {
  levels: Map<number, Level>
  styleLink: string | null
  numStyleLink: string | null
}

interface Numbering {
  abstractId: string
  starts: Map<number, number>
  levels: Map<number, Level>
}

export interface Style {
  basedOn: string | null
  numId: string | null
  level: number | null
  bold: boolean | null
  italic: boolean | null
  caps: boolean | null
  align: string | null
  font: string | null
  /** In half points. */
  size: number | null
  /** In twentieths of a point; `line` in 240ths of a line, null where it is a fixed height. */
  firstLine: number | null
  before: number | null
  after: number | null
  line: number | null
}

export const EMPTY_STYLE: Style = {
  basedOn: null,
  numId: null,
  level: null,
  bold: null,
  italic: null,
  caps: null,
  align: null,
  font: null,
  size: null,
  firstLine: null,
  before: null,
  after: null,
  line: null,
}

/** Under this name `styles` holds what the document sets for everything; the styles without a parent are based on it. */
export const DEFAULTS = '\u0000defaults'

/** Longest label taken, in characters; printed ones have a dozen. */
const MAX_LABEL = 80

const fresh = (): Level => ({
  start: 1,
  format: 'decimal',
  text: '',
  legal: false,
  restart: null,
  suffix: 'tab',
  style: null,
})

/** word/numbering.xml: the definitions, and for each numId which of them it uses. */
export function readNumbering(xml: string): {
  abstracts: Map<string, AbstractNumbering>
  numberings: Map<string, Numbering>
} {
  const abstracts = new Map<string, AbstractNumbering>()
  const numberings = new Map<string, Numbering>()
  let abstract: AbstractNumbering | null = null
  let numbering: Numbering | null = null
  let level: Level | null = null
  let override = 0
  scanXml(xml, {
    open(name, attribute) {
      const value = (): string => attribute('w:val') ?? ''
      switch (name) {
        case 'w:abstractNum':
          abstract = { levels: new Map(), styleLink: null, numStyleLink: null }
          abstracts.set(attribute('w:abstractNumId') ?? '', abstract)
          break
        case 'w:num':
          numbering = { abstractId: '', starts: new Map(), levels: new Map() }
          numberings.set(attribute('w:numId') ?? '', numbering)
          break
        case 'w:abstractNumId':
          if (numbering) numbering.abstractId = value()
          break
        case 'w:styleLink':
          if (abstract) abstract.styleLink = value()
          break
        case 'w:numStyleLink':
          if (abstract) abstract.numStyleLink = value()
          break
        case 'w:lvlOverride':
          override = Number(attribute('w:ilvl') ?? 0)
          break
        case 'w:startOverride':
          numbering?.starts.set(override, Number(value()))
          break
        case 'w:lvl':
          level = fresh()
          if (numbering) numbering.levels.set(Number(attribute('w:ilvl') ?? 0), level)
          else abstract?.levels.set(Number(attribute('w:ilvl') ?? 0), level)
          break
        case 'w:start':
          if (level) level.start = Number(value())
          break
        case 'w:numFmt':
          if (level) level.format = value()
          break
        case 'w:lvlText':
          if (level) level.text = value().slice(0, MAX_LABEL)
          break
        case 'w:isLgl':
          if (level) level.legal = value() !== '0' && value() !== 'false'
          break
        case 'w:lvlRestart':
          if (level) level.restart = Number(value())
          break
        case 'w:suff':
          if (level) level.suffix = value()
          break
        case 'w:pStyle':
          if (level) level.style = value()
      }
    },
    close(name) {
      if (name === 'w:abstractNum') abstract = null
      else if (name === 'w:num') numbering = null
      else if (name === 'w:lvl') level = null
    },
    text() {},
  })
  return { abstracts, numberings }
}

/** word/styles.xml: what a paragraph takes from its style. */
export function readStyles(xml: string): { styles: Map<string, Style>; byDefault: string | null } {
  const styles = new Map<string, Style>()
  let byDefault: string | null = null
  let style: Style | null = null
  scanXml(xml, {
    open(name, attribute) {
      if (name === 'w:style') {
        style = { ...EMPTY_STYLE, basedOn: attribute('w:type') === 'paragraph' ? DEFAULTS : null }
        const id = attribute('w:styleId') ?? ''
        styles.set(id, style)
        if (attribute('w:type') === 'paragraph' && /^(?:1|true)$/.test(attribute('w:default') ?? '')) byDefault = id
      }
      if (name === 'w:docDefaults') {
        style = { ...EMPTY_STYLE }
        styles.set(DEFAULTS, style)
      }
      if (!style) return
      const value = attribute('w:val')
      if (name === 'w:basedOn') style.basedOn = value ?? style.basedOn
      else if (name === 'w:numId') style.numId = value ?? null
      else if (name === 'w:ilvl') style.level = Number(value ?? 0)
      else if (name === 'w:jc') style.align = value ?? null
      else if (name === 'w:b') style.bold = isOn(value)
      else if (name === 'w:i') style.italic = isOn(value)
      else if (name === 'w:caps') style.caps = isOn(value)
      else if (name === 'w:rFonts') style.font = fontOf(attribute)
      else if (name === 'w:sz') style.size = Number(value) || null
      else if (name === 'w:ind') style.firstLine = firstLineOf(attribute)
      else if (name === 'w:spacing') setSpacing(style, attribute)
    },
    close(name) {
      if (name === 'w:style' || name === 'w:docDefaults') style = null
    },
    text() {},
  })
  return { styles, byDefault }
}

/** The font of Latin letters, in which Vietnamese is set; "+minor" and "+major" name those of the theme. */
export function fontOf(attribute: Attribute): string | null {
  const theme = attribute('w:asciiTheme') ?? attribute('w:hAnsiTheme')
  if (theme) return theme.startsWith('major') ? '+major' : '+minor'
  return attribute('w:ascii') ?? attribute('w:hAnsi') ?? null
}

type Attribute = (name: string) => string | undefined

/** Indent of a first line in twentieths of a point; a hanging one is none. */
export function firstLineOf(attribute: Attribute): number | null {
  const first = attribute('w:firstLine')
  return first === undefined ? (attribute('w:hanging') === undefined ? null : 0) : Number(first) || 0
}

/** Takes what `w:spacing` of a paragraph sets; on a run it bears `w:val` only and sets nothing. */
export function setSpacing(target: Pick<Style, 'before' | 'after' | 'line'>, attribute: Attribute): void {
  const number = (name: string, known: number | null): number | null => {
    const value = attribute(name)
    return value === undefined || Number.isNaN(Number(value)) ? known : Number(value)
  }
  target.before = number('w:before', target.before)
  target.after = number('w:after', target.after)
  if (/^(?:exact|atLeast)$/i.test(attribute('w:lineRule') ?? '')) target.line = null
  else target.line = number('w:line', target.line)
}

export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off|none)$/.test(value)
}

/** The first value that a style or one of its parents sets. */
export function inherited<K extends keyof Style>(
  styles: Map<string, Style>,
  id: string | null,
  key: K,
): Style[K] | null {
  let next = id
  for (let depth = 0; next !== null && depth < 20; depth++) {
    const style = styles.get(next)
    if (!style) return null
    if (style[key] !== null) return style[key]
    next = style.basedOn
  }
  return null
}

/** Counts the paragraphs of a document as Word does and prints their labels. */
export class LabelCounter {
  readonly #abstracts: Map<string, AbstractNumbering>
  readonly #numberings: Map<string, Numbering>
  readonly #styles: Map<string, Style>
  readonly #counts = new Map<string, (number | null)[]>()
  readonly #started = new Set<string>()

  constructor(numberingXml: string | null, styles: Map<string, Style>) {
    const read = numberingXml ? readNumbering(numberingXml) : { abstracts: new Map(), numberings: new Map() }
    this.#abstracts = read.abstracts
    this.#numberings = read.numberings
    this.#styles = styles
  }

  /** The label of the next paragraph with this numbering ("II.", "1.2", "-"), with what parts it from the text. */
  next(numId: string | null, level: number | null, styleId: string | null): string {
    const own = numId ?? inherited(this.#styles, styleId, 'numId')
    if (own === null || own === '0') return ''
    const numbering = this.#numberings.get(own)
    if (!numbering) return ''
    const abstractId = this.#resolve(numbering.abstractId)
    const abstract = this.#abstracts.get(abstractId)
    if (!abstract) return ''
    const at = level ?? this.#levelOfStyle(abstract, styleId) ?? inherited(this.#styles, styleId, 'level') ?? 0
    const definition = (i: number): Level => numbering.levels.get(i) ?? abstract.levels.get(i) ?? fresh()
    let counts = this.#counts.get(abstractId)
    if (!counts) {
      counts = new Array<number | null>(9).fill(null)
      this.#counts.set(abstractId, counts)
    }
    // A start override counts once, where its list begins.
    const override = numbering.starts.get(at)
    const first = `${own}:${at}`
    if (override !== undefined && !this.#started.has(first)) counts[at] = override
    else counts[at] = counts[at] === null || counts[at] === undefined ? definition(at).start : counts[at] + 1
    this.#started.add(first)
    for (let i = at + 1; i < 9; i++) {
      const { restart } = definition(i)
      if (restart === 0) continue
      if (restart === null || at < restart) counts[i] = null
    }
    const own_ = definition(at)
    if (own_.format === 'none') return ''
    if (own_.format === 'bullet') return `${bullet(own_.text)} `
    const text = own_.text.replace(/%([1-9])/g, (_, digit: string) => {
      const i = Number(digit) - 1
      const shown = counts[i] ?? definition(i).start
      return formatNumber(shown, own_.legal && i !== at ? 'decimal' : definition(i).format)
    })
    return text === '' ? '' : `${text}${own_.suffix === 'nothing' && /\s$/.test(text) ? '' : ' '}`
  }

  #resolve(abstractId: string): string {
    const link = this.#abstracts.get(abstractId)?.numStyleLink
    if (!link) return abstractId
    const styled = this.#styles.get(link)?.numId
    const target = styled ? this.#numberings.get(styled)?.abstractId : undefined
    if (target !== undefined && target !== abstractId) return target
    for (const [id, abstract] of this.#abstracts) if (abstract.styleLink === link) return id
    return abstractId
  }

  #levelOfStyle(abstract: AbstractNumbering, styleId: string | null): number | null {
    if (styleId === null) return null
    for (const [i, level] of abstract.levels) if (level.style === styleId) return i
    return null
  }
}

/** The bullets of symbol fonts as they are typed: a dash, or a plus on the second level. */
export function bullet(text: string): string {
  if (/^[-–+*•]/.test(text)) return text[0]!
  return /^[o○◦]/.test(text) ? '+' : '-'
}

/** The label of an item as it is printed, where its sign is one of a symbol font. */
export function printedLabel(label: string): string {
  return /^[·§Øü¨o\uf000-\uf0ff]$/.test(label) ? bullet(label) : label
}

export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return roman(value)
    case 'lowerRoman':
      return roman(value).toLowerCase()
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerLetter':
      return letters(value)
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'none':
      return ''
    default:
      return String(value)
  }
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  let out = ''
  for (const [size, sign] of [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const)
    while (rest >= size) {
      out += sign
      rest -= size
    }
  return out
}

/** Word repeats a letter beyond z: 27 is aa, 28 is bb. */
function letters(value: number): string {
  if (value < 1) return String(value)
  const letter = String.fromCharCode(97 + ((value - 1) % 26))
  return letter.repeat(Math.min(Math.floor((value - 1) / 26) + 1, 10))
}
