import type { Template, WriteProblem, WrittenDocument } from '@banggiao/vanban'
import { type Static, Type } from 'typebox'
import { Annexes, Attachments, Signature, WrittenBlock } from '../documents/index.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import { Nullable } from '../platform/schema.ts'

const Lines = Type.Array(Type.String())

/** What a person writes of a paper: everything but its letterhead, number and day, which come from the unit and the register. */
const Written = {
  title: Type.String(),
  addressees: Lines,
  legalBases: Lines,
  blocks: Type.Array(WrittenBlock),
  recipients: Lines,
  enactor: Type.Optional(Type.String()),
  cosigner: Type.Optional(Signature),
  attachments: Type.Optional(Attachments),
  annexes: Type.Optional(Annexes),
}

export const Field = Type.Object({ name: Type.String(), type: Type.String(), vi: Type.String(), en: Type.String() })

/** vanban's Template without its key, which is in the address. What is wrong inside is said by vanban, at its place. */
export const TemplateContent = Type.Object({
  name: Type.Object({ vi: Type.String(), en: Type.String() }),
  kind: Nullable(Type.String()),
  number: Nullable(Type.String()),
  fields: Type.Array(Field),
  signer: Type.Optional(Signature),
  ...Written,
})
export type TemplateContent = Static<typeof TemplateContent>

export const LetterContent = Type.Object({ ...Written, signer: Signature })
export type LetterContent = Static<typeof LetterContent>

/** What is stored of a paper written from a template. */
export type StoredLetter = Omit<
  WrittenDocument,
  | 'superiorLines'
  | 'issuerLines'
  | 'place'
  | 'date'
  | 'draft'
  | 'urgency'
  | 'circulation'
  | 'drafter'
  | 'contact'
  | 'notice'
>

/** The parts of a template that its editor changes, as a sheet holds them. */
export function contentOf({ id: _id, ...content }: Template): TemplateContent {
  return content
}

/** Text is NFC at the boundary. */
export function composed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === 'string' ? one.normalize('NFC') : one))
}

/** What vanban finds wrong, as errors at the fields of a request: "blocks.3.text" of `within` is "/content/blocks/3/text". */
export function mustBeFree(problems: readonly WriteProblem[], within: string): void {
  if (problems.length === 0) return
  const errors: FieldError[] = problems.map(({ path, vi, en }) => ({
    path: [`/${within}`, ...path.split('.')].join('/').replace(/\/$/u, ''),
    message: { vi, en },
  }))
  throw new Problem('invalid', undefined, { errors })
}
