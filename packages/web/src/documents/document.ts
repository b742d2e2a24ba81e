import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'
import { type TextKey, t } from '../i18n/index.ts'
import type { PageSource } from '../kit/page-images.tsx'
import type { Status } from '../status.tsx'
import './texts.ts'

export type DocumentRow =
  paths['/api/documents']['get']['responses'][200]['content']['application/json']['rows'][number]
export type DocumentRecord = paths['/api/documents/{id}']['get']['responses'][200]['content']['application/json']
export type Parsed = NonNullable<DocumentRecord['parsed']>
export type Task = Parsed['tasks'][number]
export type Finding = DocumentRecord['findings'][number]
export type PaperReading = paths['/api/documents/{id}/paper']['get']['responses'][200]['content']['application/json']
export type WrittenPaper = PaperReading['content']
export type SignedDiffers = NonNullable<PaperReading['signedDiffers']>
export type Signature = NonNullable<DocumentRecord['signatures']>[number]
export type Correction = paths['/api/documents/{id}/parsed']['patch']['requestBody']['content']['application/json']
export type Direction = DocumentRow['direction']

const looks: Record<string, Status> = {
  reading: 'unconfirmed',
  read: 'unconfirmed',
  unrecognised: 'unrecognised',
  filed: 'confirmed',
  placeholder: 'waiting',
  draft: 'draft',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  issued: 'issued',
}

export function statusOf(state: string): Status {
  return looks[state] ?? 'draft'
}

/** The word of a state where the house's own word says less. */
export function wordOf(state: string): string | undefined {
  if (state === 'filed') return t('documents.filed')
  if (state === 'placeholder') return t('documents.placeholder')
  return undefined
}

export function waitsOf(waitsFor: string | null): string | undefined {
  const keys: Record<string, TextKey> = {
    author: 'documents.waitsAuthor',
    head: 'documents.waitsHead',
    clerk: 'documents.waitsClerk',
  }
  const key = waitsFor === null ? undefined : keys[waitsFor]
  return key ? t(key) : undefined
}

/** Whose step it is in this state, as a sentence for who has none. */
export function whoActs(state: string): string | undefined {
  const known = ['draft', 'submitted', 'returned', 'approved', 'issued', 'read', 'filed', 'carried', 'below'] as const
  const key = known.find((one) => one === state)
  return key && t(`documents.who.${key}`)
}

/** The pages of a document's original; undefined where its file has none. */
export function pagesOf({ id, version, pages }: DocumentRecord): PageSource | undefined {
  if (!pages || pages.length === 0) return undefined
  return {
    key: ['document', id, String(version)],
    pages,
    image: (page, dpi) => `/api/documents/${id}/pages/${page}.png?dpi=${dpi}`,
    words: async (page) => {
      const path = { params: { path: { id }, query: { page } } }
      return (await answer(api.GET('/api/documents/{id}/words', path))).words
    },
  }
}

/** What approval would quote: the paper as it reads now, with its hash. */
export const paperQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id, 'paper'],
    queryFn: () => answer(api.GET('/api/documents/{id}/paper', { params: { path: { id } } })),
    staleTime: 0,
  })

/** “/KH-THCS.GM”, as a paper that waits for its number bears it, with one: what a number of this unit looks like. */
export function exampleNumber(number: string | null | undefined): string | undefined {
  return number?.startsWith('/') ? `07${number}` : (number ?? undefined)
}

export function loadDocument(id: string): Promise<DocumentRecord> {
  return answer(api.GET('/api/documents/{id}', { params: { path: { id } } }))
}

/** Of the papers that look like one: the one entered first, before those that have no number đến yet. */
export function firstEntered<P extends { arrivalNumber: number | null }>(papers: readonly P[]): P | undefined {
  const at = (paper: P) => paper.arrivalNumber ?? Number.POSITIVE_INFINITY
  return papers.reduce<P | undefined>((first, paper) => (first && at(first) <= at(paper) ? first : paper), undefined)
}
