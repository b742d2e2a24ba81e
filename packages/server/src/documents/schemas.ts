import { Type } from 'typebox'

export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const IsoDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const Runs = Type.Array(
  Type.Object({
    text: Type.String(),
    change: Type.Optional(Type.Union([Type.Literal('ins'), Type.Literal('del')])),
  }),
)

/** One block of a written paper; which members are there depends on `type` (vanban: Block). */
const Block = Type.Object({
  type: Type.Union([Type.Literal('heading'), Type.Literal('paragraph'), Type.Literal('item'), Type.Literal('table')]),
  level: Type.Optional(Type.Integer()),
  label: Type.Optional(Nullable(Type.String())),
  title: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  runs: Type.Optional(Runs),
  depth: Type.Optional(Type.Integer()),
  head: Type.Optional(Type.Array(Type.String())),
  rows: Type.Optional(Type.Array(Type.Array(Type.String()))),
  widths: Type.Optional(Type.Array(Type.Number())),
})

const Signature = Type.Object({
  authority: Type.Array(Type.String()),
  position: Type.String(),
  name: Type.String(),
})

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
  blocks: Type.Array(Block),
  signer: Signature,
  recipients: Type.Array(Type.String()),
  draft: Type.Boolean(),
  enactor: Type.Optional(Type.String()),
  urgency: Type.Optional(Type.String()),
  circulation: Type.Optional(Type.String()),
  drafter: Type.Optional(Type.String()),
  contact: Type.Optional(Type.Array(Type.String())),
  notice: Type.Optional(Type.String()),
  annexes: Type.Optional(
    Type.Array(
      Type.Object({ title: Type.String(), blocks: Type.Array(Block), landscape: Type.Optional(Type.Boolean()) }),
    ),
  ),
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
