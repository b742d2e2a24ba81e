import type { Annex, Attachment, Block, IsoDate, Run, WrittenDocument } from '../document.ts'

/**
 * The words of a document as NĐ 30/2020/NĐ-CP, Phụ lục I has them printed: every mark, label and capital set,
 * no measure of paper yet. The .docx, PDF and text writers all print from this, so they cannot disagree.
 */
export interface PrintedForm {
  superiorLines: string[]
  issuerLines: string[]
  /** Null on a thư công, which has no number. */
  numberLine: string | null
  placeAndDate: string
  /** "KẾ HOẠCH"; null on a công văn. */
  kindLine: string | null
  /** Under the kind; null on a công văn, whose subject stands in `subjectLine`. */
  title: string | null
  /** "V/v …" under the number of a công văn. */
  subjectLine: string | null
  urgency: string | null
  circulation: string | null
  /** "Kính gửi"; on a công điện who sends it: "CHỦ TỊCH … điện" (Phụ lục III, mẫu 1.6). */
  addressedBy: string
  /** One closed line each; a single addressee has neither dash nor mark. */
  addressees: string[]
  enactor: string | null
  bases: string[]
  /** "QUYẾT ĐỊNH:" after the bases, where someone enacts. */
  enacting: string | null
  blocks: PrintedBlock[]
  attachments: PrintedAttachment[]
  annexes: PrintedAnnex[]
  signer: PrintedSigner
  cosigner: PrintedSigner | null
  /** Closed lines without dash: "Như trên;", …, "Lưu: VT." */
  recipients: string[]
  drafter: string | null
  contact: string[]
  notice: string | null
  draft: boolean
}

export interface PrintedSigner {
  /** Authority and position, upper case, one a line. */
  lines: string[]
  name: string
}

export interface PrintedAnnex {
  /** "Phụ lục", or "Phụ lục II" where there are several. */
  label: string
  title: string
  /** "(Kèm theo Kế hoạch số … ngày …)"; null where the annex brings its own. */
  reference: string | null
  blocks: PrintedBlock[]
  landscape: boolean
}

export interface PrintedAttachment {
  kindLine: string
  title: string
  reference: string | null
  blocks: PrintedBlock[]
}

export type PrintedBlock =
  /** `part`: label and title on lines of their own, centred. `upper` and `bold` on one line; `plain` as a điểm. */
  | {
      type: 'heading'
      form: 'part' | 'upper' | 'bold' | 'plain'
      label: string
      title: string
      level: number
      /** The title with what changed in it. */
      runs?: Run[]
    }
  /** `reference`: the line "(Kèm theo Quyết định số …)" under a title, centred in italics (Phụ lục I, III.1). */
  | { type: 'text'; lead: string; leadBold: boolean; reference?: boolean; runs: Run[] }
  /** `widths`: proportions, where the author set them. `parallel`: two languages side by side, without rules. */
  | { type: 'table'; head: string[]; rows: string[][]; widths: number[] | null; parallel: boolean }

export const COUNTRY = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc'

/**
 * Sets every component of `document` in the words and marks of NĐ 30/2020/NĐ-CP, Phụ lục I.
 * Struck-out wording (`Run.change` `del`), and paragraphs that are nothing else, are left out unless `keepStruck`.
 */
export function printedForm(document: WrittenDocument, keepStruck = false): PrintedForm {
  const doc = printable(keepStruck ? document : withoutStruck(document))
  const annexes = doc.annexes ?? []
  const named = doc.kind !== null && doc.kind !== 'Thư công'
  const enacted = doc.enactor !== undefined && doc.kind !== 'Công điện'
  return {
    superiorLines: doc.superiorLines.map(upper),
    issuerLines: doc.issuerLines.map(upper),
    numberLine: doc.kind === 'Thư công' ? null : `Số: ${printedNumber(doc.number)}`,
    placeAndDate: doc.place === '' ? printedDate(doc.date) : `${doc.place}, ${printedDate(doc.date)}`,
    kindLine: named ? upper(doc.kind ?? '') : null,
    title: named ? doc.title : null,
    subjectLine: doc.kind === null && doc.title !== '' ? `V/v ${doc.title.replace(/^V\/v\s+/iu, '')}` : null,
    urgency: doc.urgency ?? null,
    circulation: doc.circulation === undefined ? null : upper(doc.circulation),
    addressedBy: doc.kind === 'Công điện' ? `${upper(doc.enactor ?? doc.issuerLines.join(' '))} điện` : 'Kính gửi',
    addressees: doc.addressees.length > 1 ? closed(doc.addressees) : doc.addressees.map((to) => to.trim()),
    enactor: enacted ? upper(doc.enactor ?? '') : null,
    bases: closed(doc.legalBases),
    enacting: enacted ? `${doc.kind === 'Nghị quyết' ? 'QUYẾT NGHỊ' : upper(doc.kind ?? '')}:` : null,
    blocks: endOfText(doc.blocks.map(printedBlock)),
    attachments: (doc.attachments ?? []).map((attachment) => printedAttachment(attachment, doc)),
    annexes: annexes.map((annex, at) => printedAnnex(annex, at, doc)),
    signer: printedSigner(doc.signer),
    cosigner: doc.cosigner === undefined ? null : printedSigner(doc.cosigner),
    recipients: closed(doc.recipients),
    drafter: doc.drafter === undefined ? null : upper(doc.drafter),
    contact: doc.contact ?? [],
    notice: doc.notice ?? null,
    draft: doc.draft,
  }
}

function withoutStruck(document: WrittenDocument): WrittenDocument {
  const kept = (blocks: Block[]): Block[] =>
    blocks.flatMap((block) => {
      if (!('runs' in block) || block.runs === undefined) return [block]
      const runs = block.runs.filter((run) => run.change !== 'del')
      return runs.length === 0 && block.runs.length > 0 ? [] : [{ ...block, runs }]
    })
  const annexes = document.annexes?.map((annex) => ({ ...annex, blocks: kept(annex.blocks) }))
  const attachments = document.attachments?.map((attached) => ({ ...attached, blocks: kept(attached.blocks) }))
  return {
    ...document,
    blocks: kept(document.blocks),
    ...(annexes === undefined ? {} : { annexes }),
    ...(attachments === undefined ? {} : { attachments }),
  }
}

/**
 * What no file format prints is taken out before anything else: control characters would make the .docx invalid XML,
 * half a surrogate pair has no glyph. Line breaks stay inside table cells only; elsewhere a component is one paragraph.
 */
function printable<T>(value: T, inTable = false): T {
  if (typeof value === 'string') {
    const text = value.normalize('NFC').toWellFormed()
    return text.replace(inTable ? UNPRINTABLE_IN_TABLE : UNPRINTABLE, ' ') as T
  }
  if (Array.isArray(value)) return value.map((entry) => printable(entry, inTable)) as T
  if (typeof value !== 'object' || value === null) return value
  const table = inTable || ('type' in value && value.type === 'table')
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, printable(entry, table)])) as T
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFFFE\uFFFF]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const UNPRINTABLE_IN_TABLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\uFFFE\uFFFF]/gu

/**
 * "ngày 09 tháng 02 năm 2026": days below 10 and the months 1 and 2 take a leading 0, so that no figure
 * can be put before them (Phụ lục I, II.4). A null date leaves the gaps for the clerk.
 */
export function printedDate(date: IsoDate | null): string {
  if (date === null) return 'ngày … tháng … năm …'
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `ngày ${String(day).padStart(2, '0')} tháng ${month < 3 ? `0${month}` : month} năm ${year}`
}

/** "05/KH-UBND"; a number below 10 takes a leading 0, a blank one leaves room before the stroke (II.3). */
function printedNumber(number: string | null): string {
  const [, figures = '', rest = ''] = /^(\d*)(.*)$/su.exec(number?.trim() ?? '') ?? []
  return `${figures === '' ? '        ' : figures.padStart(2, '0')}${rest}`
}

/** Each line ends with ";", the last with "." (II.6 for bases, II.9 for recipients and addressees). */
function closed(lines: readonly string[]): string[] {
  return lines.map((line, at) => `${line.trim().replace(/[;.,]+$/u, '')}${at === lines.length - 1 ? '.' : ';'}`)
}

function printedSigner(signer: WrittenDocument['signer']): PrintedSigner {
  return { lines: [...signer.authority, signer.position].filter((line) => line !== '').map(upper), name: signer.name }
}

/** The Roman number stands only where there are two annexes or more (III.1). */
function printedAnnex(annex: Annex, at: number, doc: WrittenDocument): PrintedAnnex {
  return {
    label: (doc.annexes ?? []).length > 1 ? `Phụ lục ${roman(at + 1)}` : 'Phụ lục',
    title: upper(annex.title),
    reference: printedReference(annex.blocks, doc),
    blocks: annex.blocks.map(printedBlock),
    landscape: annex.landscape ?? false,
  }
}

function printedAttachment({ kind, title, blocks }: Attachment, doc: WrittenDocument): PrintedAttachment {
  return {
    kindLine: upper(kind),
    title,
    reference: printedReference(blocks, doc),
    blocks: endOfText(blocks.map(printedBlock)),
  }
}

/** Which document a text comes with: number, day and issuer (III.1); null where the text says so itself. */
function printedReference([first]: Block[], doc: WrittenDocument): string | null {
  if (first?.type === 'paragraph' && REFERENCE.test(first.text)) return null
  const issuer = doc.issuerName ?? doc.enactor ?? doc.issuerLines.join(' ')
  // Names in capitals only cannot be given back in small letters.
  const by = issuer === upper(issuer) ? '' : ` của ${issuer}`
  return `(Kèm theo ${doc.kind ?? 'Công văn'} số ${printedNumber(doc.number)} ${printedDate(doc.date)}${by})`
}

const REFERENCE = /^\((?:Ban hành )?kèm theo\s/iu

function printedBlock(block: Block): PrintedBlock {
  switch (block.type) {
    case 'heading': {
      const heading = printedHeading(block)
      if (block.runs === undefined) return heading
      const capitals = heading.form === 'upper' || heading.form === 'part'
      return { ...heading, runs: block.runs.map((run) => (capitals ? { ...run, text: upper(run.text) } : run)) }
    }
    case 'paragraph':
      return {
        type: 'text',
        lead: '',
        leadBold: false,
        reference: REFERENCE.test(block.text),
        runs: block.runs ?? [{ text: block.text }],
      }
    case 'item':
      return {
        type: 'text',
        lead: block.label === null ? bullet(block.depth) : `${closedLabel(block.label)} `,
        leadBold: block.label?.startsWith('Điều') ?? false,
        runs: block.runs ?? [{ text: block.text }],
      }
    case 'table':
      return {
        type: 'table',
        head: block.head,
        rows: block.rows,
        widths: block.widths ?? null,
        parallel: block.parallel ?? false,
      }
  }
}

/** How a label tells the rank of its heading (II.6, "Bố cục"). */
function printedHeading({
  label,
  title,
  level,
}: Extract<Block, { type: 'heading' }>): Extract<PrintedBlock, { type: 'heading' }> {
  if (label === null) {
    return {
      type: 'heading',
      form: level === 1 ? 'upper' : 'bold',
      label: '',
      title: level === 1 ? upper(title) : title,
      level,
    }
  }
  if (/^(?:Phần|Chương|Mục|Tiểu mục)\s/iu.test(label)) {
    return { type: 'heading', form: 'part', label, title: upper(title), level }
  }
  if (/^(?:[IVXLC]+|\p{Lu})$/u.test(label)) {
    return { type: 'heading', form: 'upper', label: `${label}.`, title: upper(title), level }
  }
  return { type: 'heading', form: /^\p{Ll}$/u.test(label) ? 'plain' : 'bold', label: closedLabel(label), title, level }
}

/** "Điều 1. Lĩnh vực hợp tác", "Article 1. Fields of cooperation": a heading where it is no sentence. */
export function isParallelHeading(line: string): boolean {
  return /^(?:Điều|Article)\s\d+\.\s.{1,120}[^.;:]$/u.test(line)
}

function closedLabel(label: string): string {
  return /^\p{Ll}$/u.test(label) ? `${label})` : `${label}.`
}

function bullet(depth: number): string {
  return depth === 0 ? '- ' : depth === 1 ? '+ ' : '• '
}

/**
 * The body ends with "./." in every template of Phụ lục III, in place of the last mark; after a heading or a table
 * the mark takes a line of its own.
 */
function endOfText(blocks: PrintedBlock[]): PrintedBlock[] {
  if (blocks.length === 0) return blocks
  const at = blocks.findLastIndex((block) => block.type !== 'text' || block.runs.some((run) => run.change !== 'del'))
  const last = blocks[at]
  // Under a text in two languages both hands sign; it bears no mark.
  if (last?.type === 'table' && last.parallel) return blocks
  if (last?.type !== 'text') return [...blocks, { type: 'text', lead: '', leadBold: false, runs: [{ text: './.' }] }]
  const end = last.runs.findLastIndex((run) => run.change !== 'del')
  const runs = last.runs.map((run, index) =>
    index === end ? { ...run, text: `${run.text.replace(/(?:\.\/\.|[\s.;:,])+$/u, '')}./.` } : run,
  )
  return blocks.with(at, { ...last, runs })
}

function roman(value: number): string {
  const steps: [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let figures = ''
  for (const [step, sign] of steps) {
    while (rest >= step) {
      figures += sign
      rest -= step
    }
  }
  return figures
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi')
}
