import type { Block, WrittenDocument } from '../document.ts'
import { printedValue, STANDARD_FIELDS, type TemplateField, type TemplateValues } from './template-fields.ts'
import type { Template } from './templates.ts'

/**
 * The document a template becomes with `values`. A value that is missing or does not fit its field leaves a gap "…"
 * (`checkValues` says which); the number and the day stay blank until the register gives them. A list standing alone
 * as a paragraph, item, base, addressee or recipient becomes one for each of its lines.
 */
export function fillTemplate(template: Template, values: TemplateValues = {}): WrittenDocument {
  const filler = fillerOf([...STANDARD_FIELDS, ...template.fields], values)
  const { text, texts, blocks } = filler
  const lines = (name: string) => filler.list(name)
  const hand = ({ authority, position, name }: WrittenDocument['signer']) => ({
    authority: texts(authority),
    position: text(position),
    name: text(name),
  })
  const date = values.date
  const known = printedValue('date', date) !== printedValue('date', undefined)
  return {
    kind: template.kind,
    number: template.number === null ? null : text(template.number.replace('{number}', filler.given('number') ?? '')),
    superiorLines: lines('superiorLines') ?? [],
    issuerLines: lines('issuerLines') ?? [text('{unit}')],
    place: text('{place}'),
    date: known && typeof date === 'string' ? date : null,
    title: text(template.title),
    addressees: texts(template.addressees),
    legalBases: texts(template.legalBases),
    blocks: blocks(template.blocks),
    signer:
      template.signer === undefined
        ? { authority: lines('authority') ?? [], position: text('{position}'), name: text('{signer}') }
        : hand(template.signer),
    recipients: texts(template.recipients),
    draft: true,
    ...(template.enactor === undefined ? {} : { enactor: text(template.enactor) }),
    ...(template.cosigner === undefined ? {} : { cosigner: hand(template.cosigner) }),
    ...(template.attachments === undefined
      ? {}
      : {
          attachments: template.attachments.map((attachment) => ({
            ...attachment,
            title: text(attachment.title),
            blocks: blocks(attachment.blocks),
          })),
        }),
    ...(template.annexes === undefined
      ? {}
      : {
          annexes: template.annexes.map((annex) => ({
            ...annex,
            title: text(annex.title),
            blocks: blocks(annex.blocks),
          })),
        }),
  }
}

/** A place in a text of a document that still waits for words. */
export interface Gap {
  /** Which text: "title", "blocks.3.text", "blocks.5.rows.0.2", "recipients.0". */
  path: string
  /** Offsets of the "…" in that text. */
  start: number
  end: number
}

/** Every gap of a document ("…" or "..."), in the order of its print: what an editor shows as fields to fill. */
export function findGaps(document: WrittenDocument): Gap[] {
  const { enactor, title, addressees, legalBases, blocks, cosigner, recipients, attachments, annexes } = document
  const parts = { title, addressees, enactor, legalBases, blocks, cosigner, signer: document.signer, recipients }
  return gapsIn({ ...parts, attachments, annexes }, '')
}

function gapsIn(value: unknown, path: string): Gap[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/…+|\.{3,}/gu)].map((gap) => ({
      path,
      start: gap.index,
      end: gap.index + gap[0].length,
    }))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => gapsIn(part, path === '' ? key : `${path}.${key}`))
}

const PLACEHOLDER = /\{([a-z][A-Za-z0-9]*)\}/gu

/** The names of the fields `text` asks for. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)
}

function fillerOf(fields: readonly TemplateField[], values: TemplateValues) {
  const types = new Map(fields.map(({ name, type }) => [name, type]))
  const given = (name: string): string | null => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const list = (name: string): string[] | null => {
    const value = values[name]
    return Array.isArray(value) && value.length > 0 ? value : null
  }
  const text = (pattern: string): string =>
    pattern.replace(PLACEHOLDER, (_, name: string) => printedValue(types.get(name) ?? 'text', values[name]))
  /** The lines a text stands for: those of a list that it names and nothing else, else itself. */
  const expanded = (pattern: string): string[] => {
    const [, name] = /^\{([a-z][A-Za-z0-9]*)\}$/u.exec(pattern.trim()) ?? []
    const lines = name !== undefined && types.get(name) === 'lines' ? list(name) : null
    return lines ?? [text(pattern)]
  }
  const blocks = (patterns: Block[]): Block[] =>
    patterns.flatMap((block): Block[] => {
      switch (block.type) {
        case 'heading':
          return [{ ...block, title: text(block.title) }]
        case 'table':
          return [{ ...block, head: block.head.map(text), rows: block.rows.map((row) => row.map(text)) }]
        default:
          return expanded(block.text).map((words, at) =>
            block.type === 'item' && block.label !== null && /^\d+$/u.test(block.label)
              ? { ...block, text: words, label: String(Number(block.label) + at) }
              : { ...block, text: words },
          )
      }
    })
  return { given, list, text, texts: (patterns: string[]) => patterns.flatMap(expanded), blocks }
}
