import { scanXml } from '../read/scan-xml.ts'
import { UnreadableFile } from '../read/unreadable-file.ts'
import {
  BUSINESS,
  type DocumentReference,
  type EdxmlAttachment,
  type EdxmlPackage,
  type Organ,
  STATUS_NAMES,
  type Staff,
  type StatusCode,
  type StatusMessage,
  UnreadablePackage,
} from './package.ts'

/** Longest package taken, in characters: a 50 MB file in base64 with its envelope. */
export const MAX_PACKAGE_CHARS = 72 * 1024 * 1024
const MOST_DEPTH = 30
const MOST_ELEMENTS = 20_000

interface Element {
  name: string
  text: string
  children: Element[]
}

/**
 * Reads a package; names are taken with or without their prefix, as the nodes in use write them.
 * @throws {UnreadablePackage} where it is not XML, not edXML, or lacks what names the document
 */
export function readEdxml(xml: string): EdxmlPackage {
  const root = treeOf(xml)
  const header = find(root, 'edXMLEnvelope', 'edXMLHeader')
  const message = find(header, 'MessageHeader')
  if (!message) throw notEdxml('MessageHeader')
  const trace = find(header, 'TraceHeaderList')
  const business = find(trace, 'Bussiness')
  const other = find(message, 'OtherInfo')
  const signer = find(message, 'SignerInfo')
  const type = find(message, 'DocumentType')
  const priority = Number(textOf(other, 'Priority') || 0)
  const from = find(message, 'From')
  if (!from) throw notEdxml('From')
  return {
    from: organOf(from),
    to: all(message, 'To').map(organOf),
    number: needed(message, 'Code', 'CodeNumber'),
    notation: needed(message, 'Code', 'CodeNotation'),
    place: textOf(message, 'PromulgationInfo', 'Place'),
    date: dayOf(needed(message, 'PromulgationInfo', 'PromulgationDate')),
    type: {
      code: textOf(type, 'Type'),
      name: textOf(type, 'TypeName'),
      ...given('detail', textOf(type, 'TypeDetail')),
    },
    subject: textOf(message, 'Subject'),
    ...given('content', textOf(message, 'Content')),
    signer: {
      ...given('competence', textOf(signer, 'Competence')),
      position: textOf(signer, 'Position'),
      name: textOf(signer, 'FullName'),
    },
    ...(textOf(message, 'DueDate') === '' ? {} : { dueOn: dayOf(textOf(message, 'DueDate')) }),
    places: all(find(message, 'ToPlaces'), 'Place').map(({ text }) => text.trim()),
    priority: priority === 1 || priority === 2 || priority === 3 ? priority : 0,
    ...given('circulation', textOf(other, 'SphereOfPromulgation')),
    ...given('drafter', textOf(other, 'TyperNotation')),
    ...givenCount('copies', textOf(other, 'PromulgationAmount')),
    ...givenCount('pages', textOf(other, 'PageAmount')),
    appendixes: all(find(other, 'Appendixes'), 'Appendix').map(({ text }) => text.trim()),
    responseFor: all(message, 'ResponseFor').map(referenceOf),
    ...given('steering', textOf(message, 'SteeringType')),
    documentId: needed(message, 'DocumentId'),
    trace: all(trace, 'TraceHeader').map((one) => ({
      organId: textOf(one, 'OrganId'),
      at: textOf(one, 'Timestamp').replaceAll('/', '-'),
    })),
    business: businessOf(textOf(business, 'BussinessDocType')),
    ...given('reason', textOf(business, 'BussinessDocReason')),
    ...staffOf(find(business, 'StaffInfo')),
    paper: textOf(business, 'Paper') === '1',
    replaces: all(find(business, 'ReplacementInfoList'), 'ReplacementInfo').map((one) => textOf(one, 'DocumentId')),
    attachments: all(find(root, 'AttachmentEncoded'), 'Attachment').map(attachmentOf),
  }
}

/** @throws {UnreadablePackage} where it is not a status message, or the status is none of those known */
export function readStatus(xml: string): StatusMessage {
  const status = find(treeOf(xml), 'edXMLEnvelope', 'edXMLHeader', 'Status')
  const answered = find(status, 'ResponseFor')
  const from = find(status, 'From')
  if (!status || !answered || !from) throw notEdxml('Status')
  const code = textOf(status, 'StatusCode').padStart(2, '0')
  if (!Object.hasOwn(STATUS_NAMES, code))
    throw new UnreadablePackage(`Trạng thái xử lý “${code}” không có trong danh mục.`, `There is no status “${code}”.`)
  return {
    from: organOf(from),
    responseFor: referenceOf(answered),
    code: code as StatusCode,
    ...given('description', textOf(status, 'Description')),
    at: textOf(status, 'Timestamp').replaceAll('/', '-'),
    ...staffOf(find(status, 'StaffInfo')),
  }
}

function treeOf(xml: string): Element {
  if (xml.length > MAX_PACKAGE_CHARS)
    throw new UnreadablePackage('Gói tin lớn hơn mức cho phép (50 MB).', 'The package is larger than allowed (50 MB).')
  const root: Element = { name: '', text: '', children: [] }
  const open = [root]
  let count = 0
  try {
    scanXml(xml, {
      open(name) {
        if (++count > MOST_ELEMENTS || open.length > MOST_DEPTH) throw new UnreadableFile('unreadable')
        const element = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] }
        open.at(-1)!.children.push(element)
        open.push(element)
      },
      close(name) {
        if (open.length === 1 || open.pop()!.name !== name.slice(name.indexOf(':') + 1))
          throw new UnreadableFile('unreadable')
      },
      text(text) {
        open.at(-1)!.text += text
      },
    })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new UnreadablePackage('Gói tin không phải XML đúng chuẩn.', 'The package is not well-formed XML.', error)
  }
  const [top, ...more] = root.children
  if (top?.name !== 'edXML' || more.length > 0 || open.length > 1) throw notEdxml('edXML')
  return top
}

function notEdxml(missing: string): UnreadablePackage {
  return new UnreadablePackage(
    `Gói tin không đúng cấu trúc edXML: thiếu ${missing}.`,
    `The package is not edXML: ${missing} is missing.`,
  )
}

function find(element: Element | undefined, ...names: string[]): Element | undefined {
  return names.reduce<Element | undefined>((at, name) => at?.children.find((one) => one.name === name), element)
}

function all(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((one) => one.name === name) ?? []
}

function textOf(element: Element | undefined, ...names: string[]): string {
  return (
    find(element, ...names)
      ?.text.trim()
      .normalize('NFC') ?? ''
  )
}

function needed(element: Element, ...names: string[]): string {
  const text = textOf(element, ...names)
  if (text === '') throw notEdxml(names.join('/'))
  return text
}

function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  return value === '' ? {} : ({ [key]: value } as Partial<Record<K, string>>)
}

function givenCount<K extends string>(key: K, value: string): Partial<Record<K, number>> {
  return /^\d{1,6}$/.test(value) ? ({ [key]: Number(value) } as Partial<Record<K, number>>) : {}
}

/** What a package asks is never guessed: a recall taken for a new document would be filed instead of obeyed. */
function businessOf(code: string): EdxmlPackage['business'] {
  const business = BUSINESS[Number(code || 0)]
  if (business === undefined)
    throw new UnreadablePackage(
      `Loại nghiệp vụ “${code}” không có trong chuẩn.`,
      `There is no business type “${code}”.`,
    )
  return business
}

/** `2026/03/11`, and `11/03/2026` as some nodes write it. */
function dayOf(text: string): string {
  const match = /^(\d{4})[/-](\d{2})[/-](\d{2})/.exec(text)
  const turned = /^(\d{2})[/-](\d{2})[/-](\d{4})/.exec(text)
  const day = match ? match.slice(1, 4).join('-') : turned ? `${turned[3]}-${turned[2]}-${turned[1]}` : ''
  const at = Date.parse(`${day}T00:00:00Z`)
  // a day that the calendar has not, such as 31/02, would otherwise become another
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(day))
    throw new UnreadablePackage(`Ngày “${text}” trong gói tin không đúng.`, `“${text}” in the package is no date.`)
  return day
}

function organOf(element: Element): Organ {
  return {
    id: textOf(element, 'OrganId'),
    name: textOf(element, 'OrganName'),
    ...given('inCharge', textOf(element, 'OrganizationInCharge')),
    ...given('address', textOf(element, 'OrganAdd')),
    ...given('email', textOf(element, 'Email')),
    ...given('telephone', textOf(element, 'Telephone')),
    ...given('fax', textOf(element, 'Fax')),
    ...given('website', textOf(element, 'Website')),
  }
}

function referenceOf(element: Element): DocumentReference {
  const code = textOf(element, 'Code')
  const slash = code.indexOf('/')
  return {
    organId: textOf(element, 'OrganId'),
    number: slash < 0 ? code : code.slice(0, slash),
    notation: slash < 0 ? '' : code.slice(slash + 1),
    date: dayOf(textOf(element, 'PromulgationDate')),
    documentId: textOf(element, 'DocumentId'),
  }
}

function staffOf(element: Element | undefined): { staff?: Staff } {
  const staff = {
    ...given('department', textOf(element, 'Department')),
    ...given('name', textOf(element, 'Staff')),
    ...given('mobile', textOf(element, 'Mobile')),
    ...given('email', textOf(element, 'Email')),
  }
  return Object.keys(staff).length === 0 ? {} : { staff }
}

/** A name is a name: what would lead out of a folder is cut off, and what names a folder itself is none. */
function attachmentOf(element: Element): EdxmlAttachment {
  const name = textOf(element, 'AttachmentName').split(/[/\\]/).at(-1)!
  return {
    id: textOf(element, 'ContentId'),
    name: /^\.*$/.test(name) ? '' : name,
    contentType: textOf(element, 'ContentType'),
    ...given('description', textOf(element, 'Description')),
    bytes: new Uint8Array(Buffer.from(find(element, 'ContentTransferEncoded')?.text ?? '', 'base64')),
  }
}
