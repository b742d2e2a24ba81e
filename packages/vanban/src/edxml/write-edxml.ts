import {
  BUSINESS,
  type DocumentReference,
  type EdxmlAttachment,
  type EdxmlPackage,
  NAMESPACE,
  type Organ,
  STATUS_NAMES,
  type Staff,
  type StatusMessage,
} from './package.ts'

/** An element: its name, then its text or its children; empty ones are left out. */
type Node = [name: string, content: string | Node[], attributes?: Record<string, string>]

/**
 * A document as an edXML package (QCVN 102:2016/BTTTT). The misspelt names (`Bussiness`, `TyperNotation`) are the
 * format's own.
 */
export function writeEdxml(message: EdxmlPackage): string {
  const header: Node[] = [
    [
      'MessageHeader',
      [
        ['From', organ(message.from)],
        ...message.to.map((one): Node => ['To', organ(one)]),
        [
          'Code',
          [
            ['CodeNumber', message.number],
            ['CodeNotation', message.notation],
          ],
        ],
        [
          'PromulgationInfo',
          [
            ['Place', message.place],
            ['PromulgationDate', slashed(message.date)],
          ],
        ],
        [
          'DocumentType',
          [
            ['Type', message.type.code],
            ['TypeName', message.type.name],
            ['TypeDetail', message.type.detail ?? ''],
          ],
        ],
        ['Subject', message.subject],
        ['Content', message.content ?? ''],
        [
          'SignerInfo',
          [
            ['Competence', message.signer.competence ?? ''],
            ['Position', message.signer.position],
            ['FullName', message.signer.name],
          ],
        ],
        ['DueDate', message.dueOn === undefined ? '' : slashed(message.dueOn)],
        ['ToPlaces', message.places.map((place): Node => ['Place', place])],
        [
          'OtherInfo',
          [
            ['Priority', String(message.priority)],
            ['SphereOfPromulgation', message.circulation ?? ''],
            ['TyperNotation', message.drafter ?? ''],
            ['PromulgationAmount', message.copies === undefined ? '' : String(message.copies)],
            ['PageAmount', message.pages === undefined ? '' : String(message.pages)],
            ['Appendixes', message.appendixes.map((appendix): Node => ['Appendix', appendix])],
          ],
        ],
        ...message.responseFor.map((one): Node => ['ResponseFor', reference(one)]),
        ['SteeringType', message.steering ?? ''],
        ['DocumentId', message.documentId],
      ],
    ],
    [
      'TraceHeaderList',
      [
        ...message.trace.map(
          ({ organId, at }): Node => [
            'TraceHeader',
            [
              ['OrganId', organId],
              ['Timestamp', moment(at)],
            ],
          ],
        ),
        [
          'Bussiness',
          [
            ['BussinessDocType', String(BUSINESS.indexOf(message.business))],
            ['BussinessDocReason', message.reason ?? ''],
            ['DocumentId', message.documentId],
            ['StaffInfo', staff(message.staff)],
            ['Paper', message.paper ? '1' : '0'],
            ['ReplacementInfoList', message.replaces.map((id): Node => ['ReplacementInfo', [['DocumentId', id]]])],
          ],
        ],
      ],
      { id: 'TraceHeaderList', version: '1.0', mustUnderstand: '1' },
    ],
  ]
  const body: Node[] = [
    [
      'edXMLManifest',
      message.attachments.map((one): Node => ['Reference', attachmentFacts(one), { 'xlink:href': `cid:${one.id}` }]),
      { version: '1.0' },
    ],
  ]
  const envelope: Node = [
    'edXMLEnvelope',
    [
      ['edXMLHeader', header],
      ['edXMLBody', body],
    ],
  ]
  const encoded = message.attachments.map(
    (one) =>
      `<Attachment>${['ContentType', 'ContentId', 'Description', 'AttachmentName']
        .map((name) => element(name, Object.fromEntries(attachmentFacts(one))[name] as string))
        .join(
          '',
        )}<ContentTransferEncoded>${Buffer.from(one.bytes).toString('base64')}</ContentTransferEncoded></Attachment>`,
  )
  return document('edXML', `${printed(envelope)}<AttachmentEncoded>${encoded.join('')}</AttachmentEncoded>`)
}

/** What a receiver reports back, in the same envelope without a body. */
export function writeStatus(message: StatusMessage): string {
  const status: Node = [
    'Status',
    [
      ['ResponseFor', reference(message.responseFor)],
      ['From', organ(message.from)],
      ['StatusCode', message.code],
      ['Description', message.description ?? STATUS_NAMES[message.code]],
      ['Timestamp', moment(message.at)],
      ['StaffInfo', staff(message.staff)],
    ],
  ]
  return document('edXML', printed(['edXMLEnvelope', [['edXMLHeader', [status]]]]))
}

function organ(one: Organ): Node[] {
  return [
    ['OrganId', one.id],
    ['OrganizationInCharge', one.inCharge ?? ''],
    ['OrganName', one.name],
    ['OrganAdd', one.address ?? ''],
    ['Email', one.email ?? ''],
    ['Telephone', one.telephone ?? ''],
    ['Fax', one.fax ?? ''],
    ['Website', one.website ?? ''],
  ]
}

function reference(one: DocumentReference): Node[] {
  return [
    ['OrganId', one.organId],
    ['Code', `${one.number}/${one.notation}`],
    ['PromulgationDate', slashed(one.date)],
    ['DocumentId', one.documentId],
  ]
}

function staff(one: Staff = {}): Node[] {
  return [
    ['Department', one.department ?? ''],
    ['Staff', one.name ?? ''],
    ['Mobile', one.mobile ?? ''],
    ['Email', one.email ?? ''],
  ]
}

function attachmentFacts(one: EdxmlAttachment): [string, string][] {
  return [
    ['ContentType', one.contentType],
    ['ContentId', one.id],
    ['Description', one.description ?? ''],
    ['AttachmentName', one.name],
  ]
}

const slashed = (day: string) => day.replaceAll('-', '/')
const moment = (at: string) => at.replaceAll('-', '/')

function document(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}" xmlns:edXML="${NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink">${content}</${root}>\n`
}

function printed([name, content, attributes = {}]: Node): string {
  if (content.length === 0) return ''
  const inner = typeof content === 'string' ? escaped(content) : content.map(printed).join('')
  if (inner === '' && name !== 'edXMLManifest') return ''
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return `<edXML:${name}${given.join('')}>${inner}</edXML:${name}>`
}

function element(name: string, text: string): string {
  return text === '' ? '' : `<${name}>${escaped(text)}</${name}>`
}

/** Text of XML 1.0: marks escaped, characters that XML has no way to write left out, NFC. */
function escaped(text: string): string {
  return (
    text
      .normalize('NFC')
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"\r\n\t]/g, (mark) => `&#${mark.charCodeAt(0)};`)
  )
}
