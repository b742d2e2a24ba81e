import { scanXml } from './scan-xml.ts'

/** What a paragraph or a run takes from its style (ODF 1.3, part 3, 16.2). */
export interface OdtStyle {
  family: string
  parent: string | null
  bold: boolean | null
  italic: boolean | null
  caps: boolean | null
  hidden: boolean | null
  align: string | null
  font: string | null
  listStyle: string | null
}

/** Adds the styles of styles.xml or content.xml, each under `family:name`. */
export function readOdtStyles(xml: string, styles: Map<string, OdtStyle>): void {
  let style: OdtStyle | null = null
  scanXml(xml, {
    open(name, attribute, selfClosing) {
      if (name === 'style:style') {
        const family = attribute('style:family') ?? ''
        const created: OdtStyle = {
          family,
          parent: attribute('style:parent-style-name') ?? null,
          bold: null,
          italic: null,
          caps: null,
          hidden: null,
          align: null,
          font: null,
          listStyle: attribute('style:list-style-name') ?? null,
        }
        styles.set(`${family}:${attribute('style:name') ?? ''}`, created)
        style = selfClosing ? null : created
      } else if (style && name === 'style:text-properties') {
        const weight = attribute('fo:font-weight')
        if (weight !== undefined) style.bold = weight === 'bold' || Number(weight) >= 600
        const slant = attribute('fo:font-style')
        if (slant !== undefined) style.italic = slant !== 'normal'
        const transform = attribute('fo:text-transform')
        if (transform !== undefined) style.caps = transform === 'uppercase'
        const display = attribute('text:display')
        if (display !== undefined) style.hidden = display === 'none'
        style.font = (attribute('style:font-name') ?? attribute('fo:font-family'))?.replace(/^['"]|['"]$/g, '') ?? null
      } else if (style && name === 'style:paragraph-properties') style.align = attribute('fo:text-align') ?? null
    },
    close(name) {
      if (name === 'style:style') style = null
    },
    text() {},
  })
}

/** The first value that a style or one of its parents sets. */
export function inheritedOdt<K extends keyof OdtStyle>(
  styles: ReadonlyMap<string, OdtStyle>,
  style: OdtStyle | null,
  key: K,
): OdtStyle[K] | null {
  let next = style
  for (let depth = 0; next && depth < 20; depth++) {
    if (next[key] !== null) return next[key]
    next = next.parent === null ? null : (styles.get(`${next.family}:${next.parent}`) ?? null)
  }
  return null
}
