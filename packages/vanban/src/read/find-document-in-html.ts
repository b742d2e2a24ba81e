/** An element of a page; what belongs to the site around the document is marked as dropped. */
export interface HtmlElement {
  name: string
  attributes: Record<string, string>
  children: (HtmlElement | string)[]
  parent: HtmlElement | null
  dropped?: boolean
}

interface Weight {
  /** Characters of text, and those of them that are links without a document's number. */
  text: number
  links: number
  count: number
  /** Holds what only a document says. */
  marked: boolean
}

/** Names that sites give to what stands around the document. */
const AROUND =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|topbar|toolbar|comments?|share|sharing|social|related|banner|ads|advert|quang-?cao|cookies?|popup|modal|pagination|paging|login|search)(?:$|[\s_-])/i
const ROLES = /^(?:navigation|banner|contentinfo|search|complementary|dialog)$/
/** The motto, the recipients, the bases, a number: a block that holds one of these is the document. */
const MARKS = /độc\s+lập\s*-\s*tự\s+do|nơi\s+nhận\s*:|^\s*căn\s+cứ\s|số\s*:\s*\d+\s*\/|kính\s+gửi\s*:/im
const NUMBER = /\d{1,5}\s*\/|số\s+\d/i
/** A block is a list of links where so much of it is links. */
const LINKS = 0.6

/** The part of a page that holds the document; blocks of it that are the site's own are marked as dropped. */
export function findDocument(root: HtmlElement): HtmlElement {
  const weights = new Map<HtmlElement, Weight>()
  const whole = weigh(root, weights, false)
  let found = root
  const visit = (element: HtmlElement): void => {
    for (const child of element.children) {
      if (typeof child === 'string') continue
      const weight = weights.get(child)!
      const heavy = weight.text > whole.text / 2
      if (!weight.marked && !heavy && isAround(child, weight)) {
        child.dropped = true
        continue
      }
      const named = child.name === 'main' || child.name === 'article' || child.attributes.role === 'main'
      if (named && heavy && (weight.marked || !whole.marked)) found = child
      visit(child)
    }
  }
  visit(root)
  return found
}

function isAround({ name, attributes }: HtmlElement, { text, links, count }: Weight): boolean {
  if (/^(?:nav|aside|header|footer)$/.test(name)) return true
  if (ROLES.test(attributes.role ?? '') || attributes.title === 'header' || attributes.title === 'footer') return true
  if (AROUND.test(attributes.class ?? '') || AROUND.test(attributes.id ?? '')) return true
  return count >= 3 && links >= text * LINKS && /^(?:div|ul|ol|section|header|table|td|p|dl)$/.test(name)
}

function weigh(element: HtmlElement, weights: Map<HtmlElement, Weight>, inLink: boolean): Weight {
  const link = inLink || (element.name === 'a' && 'href' in element.attributes)
  const weight: Weight = { text: 0, links: 0, count: link && !inLink ? 1 : 0, marked: false }
  for (const child of element.children) {
    if (typeof child === 'string') {
      const size = child.trim().length
      weight.text += size
      if (link && !NUMBER.test(child)) weight.links += size
      if (size > 0 && MARKS.test(child)) weight.marked = true
      continue
    }
    const inner = weigh(child, weights, link)
    weight.text += inner.text
    weight.links += inner.links
    weight.count += inner.count
    weight.marked ||= inner.marked
  }
  weights.set(element, weight)
  return weight
}
