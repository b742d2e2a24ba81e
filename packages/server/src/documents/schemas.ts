import { Type } from 'typebox'
import { Day, Nullable } from '../platform/schema.ts'
import { fieldLengths, mostReceivers } from './field-lengths.ts'
import { markedFields } from './mark-selection.ts'

const Runs = Type.Array(
  Type.Object({
    text: Type.String(),
    change: Type.Optional(Type.Enum(['ins', 'del'])),
  }),
)

/** One block of a written paper; which members are there depends on `type` (vanban: Block). */
export const WrittenBlock = Type.Object({
  type: Type.Enum(['heading', 'paragraph', 'item', 'table']),
  level: Type.Optional(Type.Integer()),
  label: Type.Optional(Nullable(Type.String())),
  title: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  runs: Type.Optional(Runs),
  depth: Type.Optional(Type.Integer()),
  head: Type.Optional(Type.Array(Type.String())),
  rows: Type.Optional(Type.Array(Type.Array(Type.String()))),
  widths: Type.Optional(Type.Array(Type.Number())),
  parallel: Type.Optional(Type.Boolean()),
})

export const Signature = Type.Object({
  authority: Type.Array(Type.String()),
  position: Type.String(),
  name: Type.String(),
})

export const Attachments = Type.Array(
  Type.Object({ kind: Type.String(), title: Type.String(), blocks: Type.Array(WrittenBlock) }),
)

export const Annexes = Type.Array(
  Type.Object({ title: Type.String(), blocks: Type.Array(WrittenBlock), landscape: Type.Optional(Type.Boolean()) }),
)

/** What a paper prints: vanban's WrittenDocument. */
export const WrittenPaper = Type.Object({
  kind: Nullable(Type.String()),
  number: Nullable(Type.String()),
  superiorLines: Type.Array(Type.String()),
  issuerLines: Type.Array(Type.String()),
  place: Type.String(),
  date: Nullable(Type.String()),
  title: Type.String(),
  addressees: Type.Array(Type.String()),
  legalBases: Type.Array(Type.String()),
  blocks: Type.Array(WrittenBlock),
  signer: Signature,
  recipients: Type.Array(Type.String()),
  draft: Type.Boolean(),
  enactor: Type.Optional(Type.String()),
  urgency: Type.Optional(Type.String()),
  circulation: Type.Optional(Type.String()),
  drafter: Type.Optional(Type.String()),
  contact: Type.Optional(Type.Array(Type.String())),
  notice: Type.Optional(Type.String()),
  attachments: Type.Optional(Attachments),
  annexes: Type.Optional(Annexes),
  cosigner: Type.Optional(Signature),
})

export const Standing = Type.Object({
  state: Type.String(),
  can: Type.Object({
    edit: Type.Boolean(),
    submit: Type.Boolean(),
    withdraw: Type.Boolean(),
    return: Type.Boolean(),
    approve: Type.Boolean(),
    issue: Type.Boolean(),
    reopen: Type.Boolean(),
  }),
  waitsFor: Nullable(Type.String()),
})

/** How the text of the signed copy stands to the approved one. */
export const SignedDiffers = Type.Object({
  /** False where the copy has no text to compare: a scan. */
  compared: Type.Boolean(),
  notice: Nullable(Type.Object({ vi: Type.String(), en: Type.String() })),
  changes: Type.Array(
    Type.Object({ approved: Type.String(), signed: Type.String(), before: Type.String(), after: Type.String() }),
  ),
})

/** One signature of a PDF, verified without asking anybody: vanban's PdfSignature. */
export const PdfSignature = Type.Object({
  kind: Type.Enum(['signature', 'timestamp']),
  signer: Nullable(
    Type.Object({
      name: Nullable(Type.String()),
      organisation: Nullable(Type.String()),
      issuer: Nullable(Type.String()),
      serial: Type.String(),
      from: Type.String(),
      to: Type.String(),
    }),
  ),
  signedAt: Nullable(Type.String()),
  timeFrom: Nullable(Type.Enum(['timestamp', 'signer'])),
  reason: Nullable(Type.String()),
  location: Nullable(Type.String()),
  intact: Type.Boolean(),
  addition: Type.Enum(['none', 'signed', 'unsigned']),
  trust: Type.Enum(['trusted', 'unknown', 'out-of-term']),
  fault: Nullable(Type.Enum(['changed', 'no-certificate', 'unreadable', 'unsupported', 'partial'])),
})

const Place = Type.Object({ start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) })
const upTo = (field: keyof typeof fieldLengths) => Type.String({ maxLength: fieldLengths[field] })
const Text = upTo('words')
const Names = Type.Array(upTo('receiver'), { maxItems: mostReceivers })
const MaybeDay = Nullable(Day)

const Citation = Type.Object({
  kind: Nullable(Text),
  number: Nullable(upTo('number')),
  date: MaybeDay,
  issuer: Nullable(Text),
  at: Place,
})
const LegalBasis = Type.Object({
  ...Citation.properties,
  subject: Nullable(Text),
  optional: Type.Optional(Type.Boolean()),
})
const Deadline = Type.Object({
  date: MaybeDay,
  recurring: Nullable(Type.String({ pattern: '^(--\\d{2}|---)-?\\d{2}$' })),
  text: Text,
  at: Place,
})
const Signer = Type.Object({
  authority: Nullable(upTo('signer')),
  position: Nullable(upTo('signer')),
  name: Nullable(upTo('signer')),
})
const Task = Type.Object({
  section: Type.String({ maxLength: 100 }),
  sectionTitle: Nullable(Text),
  position: Type.Integer({ minimum: 0 }),
  label: Nullable(Text),
  text: Text,
  assignees: Names,
  deadlines: Type.Array(Deadline, { maxItems: 50 }),
  at: Place,
})

/** What was read of a document: vanban's ParsedDocument, a person's corrections included. */
export const Parsed = Type.Object({
  kind: Nullable(Type.String()),
  number: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  superior: Nullable(Type.String()),
  place: Nullable(Type.String()),
  date: Nullable(Type.String()),
  title: Nullable(Type.String()),
  addressees: Nullable(Type.Array(Type.String())),
  legalBases: Type.Array(LegalBasis),
  citations: Type.Array(Citation),
  deadlines: Type.Array(Deadline),
  signer: Nullable(Signer),
  recipients: Nullable(Type.Array(Type.String())),
  outline: Type.Array(
    Type.Object({ label: Type.String(), title: Nullable(Type.String()), level: Type.Integer(), at: Place }),
  ),
  tasks: Type.Array(Task),
  at: Type.Record(Type.String(), Place),
  recognised: Type.Boolean(),
})

const maybe = (field: keyof typeof fieldLengths) => Type.Optional(Nullable(upTo(field)))
export const CorrectionBody = Type.Object({
  version: Type.Integer(),
  fields: Type.Optional(
    Type.Object(
      {
        kind: maybe('kind'),
        number: maybe('number'),
        issuer: maybe('issuer'),
        superior: maybe('superior'),
        place: maybe('place'),
        date: Type.Optional(MaybeDay),
        title: maybe('title'),
        addressees: Type.Optional(Nullable(Names)),
        signer: Type.Optional(Nullable(Signer)),
        recipients: Type.Optional(Nullable(Names)),
        legalBases: Type.Optional(Type.Array(LegalBasis, { maxItems: 300 })),
        citations: Type.Optional(Type.Array(Citation, { maxItems: 2000 })),
        deadlines: Type.Optional(Type.Array(Deadline, { maxItems: 500 })),
        tasks: Type.Optional(Type.Array(Task, { maxItems: 1000 })),
      },
      { additionalProperties: false },
    ),
  ),
  mark: Type.Optional(
    Type.Object({
      as: Type.Enum(['task', 'basis', 'deadline', ...markedFields]),
      start: Type.Integer({ minimum: 0 }),
      end: Type.Integer({ minimum: 0 }),
    }),
  ),
  register: Type.Optional(
    Type.Object({
      direction: Type.Optional(Type.Enum(['in', 'out', 'internal'])),
      arrivalNumber: Type.Optional(Nullable(Type.Integer({ minimum: 1 }))),
      arrivalOn: Type.Optional(MaybeDay),
    }),
  ),
})

export const Finding = Type.Object({
  id: Type.String(),
  code: Type.String(),
  severity: Type.Enum(['error', 'warning', 'question']),
  at: Nullable(Place),
  vi: Type.String(),
  en: Type.String(),
  fix: Type.Optional(Type.String()),
  also: Type.Optional(Type.Array(Place)),
  parts: Type.Optional(
    Type.Array(
      Type.Object({
        code: Type.String(),
        at: Nullable(Place),
        vi: Type.String(),
        en: Type.String(),
        fix: Type.Optional(Type.String()),
      }),
      { description: 'The findings that this one gathers; fixing it fixes each that has a replacement' },
    ),
  ),
  state: Type.Enum(['open', 'dismissed', 'fixed']),
  by: Type.Optional(Type.String()),
})

/** A document as others name it, with or without its paper being held. */
export const DocumentLink = Type.Object({
  id: Type.String(),
  state: Type.String(),
  kind: Nullable(Type.String()),
  number: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  issuedOn: Nullable(Type.String()),
  title: Nullable(Type.String()),
})
