import type { WrittenDocument } from '../document.ts'
import { COUNTRY, MOTTO, type PrintedBlock, type PrintedSigner, printedForm } from './printed-form.ts'

/** The same document as plain text: a blank line between paragraphs, table cells between bars, no layout. */
export function writeText(doc: WrittenDocument): string {
  const form = printedForm(doc)
  const head = [...form.superiorLines, ...form.issuerLines].join('\n')
  const number = [form.numberLine, form.subjectLine].filter((line) => line !== null).join('\n')
  const [only] = form.addressees
  const addressees =
    only === undefined
      ? null
      : form.addressees.length === 1
        ? `${form.addressedBy}: ${only}`
        : [`${form.addressedBy}:`, ...form.addressees.map((line) => `- ${line}`)].join('\n')
  const recipients =
    form.recipients.length === 0 ? null : ['Nơi nhận:', ...form.recipients.map((line) => `- ${line}`)].join('\n')
  const signers = [form.cosigner, form.signer].filter((signer) => signer !== null).map(printedSignature)
  const parts = [
    form.notice,
    head === '' ? null : head,
    `${COUNTRY}\n${MOTTO}`,
    number,
    form.placeAndDate,
    form.urgency,
    form.circulation,
    form.kindLine,
    form.title,
    addressees,
    form.enactor,
    ...form.bases,
    form.enacting,
    ...form.blocks.map(printedText),
    recipients,
    form.drafter,
    ...signers,
    ...form.contact,
    ...form.attachments.flatMap(({ kindLine, title, reference, blocks }) => [
      head,
      `${COUNTRY}\n${MOTTO}`,
      kindLine,
      title,
      reference,
      ...blocks.map(printedText),
      printedSignature(form.signer),
    ]),
    ...form.annexes.flatMap(({ label, title, reference, blocks }) => [
      label,
      title,
      reference,
      ...blocks.map(printedText),
    ]),
  ]
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`
}

function printedText(block: PrintedBlock): string {
  switch (block.type) {
    case 'heading':
      return block.form === 'part' ? `${block.label}\n${block.title}`.trim() : `${block.label} ${block.title}`.trim()
    case 'text':
      return `${block.lead}${block.runs.map((run) => run.text).join('')}`
    case 'table':
      if (block.parallel)
        return [...(block.head.length === 0 ? [] : [block.head]), ...block.rows]
          .map((cells) => cells.join('\n\n'))
          .join('\n\n')
      return [block.head, ...block.rows]
        .filter((cells) => cells.length > 0)
        .map((cells) => `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`)
        .join('\n')
  }
}

function printedSignature({ lines, name }: PrintedSigner): string {
  return [lines.join('\n'), name].filter((part) => part !== '').join('\n\n')
}
