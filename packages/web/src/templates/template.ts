import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'

type Body<T> = T extends { responses: { 200: { content: { 'application/json': infer B } } } } ? B : never
export type TemplateRow = Body<paths['/api/templates']['get']>['rows'][number]
export type Template = Body<paths['/api/templates/{key}']['get']>
export type TemplateContent = Template['content']
export type TemplateField = TemplateContent['fields'][number]
export type Letter = Body<paths['/api/letters/{id}']['get']>
export type LetterContent = Letter['content']

/** The parts that a template and a paper written from one have in common: what the sheet edits. */
export type PaperParts = Pick<
  LetterContent,
  'title' | 'addressees' | 'legalBases' | 'blocks' | 'recipients' | 'enactor' | 'cosigner' | 'attachments' | 'annexes'
> & { signer?: LetterContent['signer'] }

export const templatesQuery = queryOptions({
  queryKey: ['template', 'list'],
  queryFn: () => answer(api.GET('/api/templates')),
})

export const templateQuery = (key: string) =>
  queryOptions({
    queryKey: ['template', key],
    queryFn: () => answer(api.GET('/api/templates/{key}', { params: { path: { key } } })),
    staleTime: 0,
  })

export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id, 'letter'],
    queryFn: () => answer(api.GET('/api/letters/{id}', { params: { path: { id } } })),
    staleTime: 0,
  })

/** Sentences of the server about places of the content: "/content/blocks/3/text" is said at "blocks.3.text". */
export function placedErrors(errors: readonly { path: string; message: string }[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (errors ?? []).map(({ path, message }) => [path.replace(/^\/content\/?/u, '').replaceAll('/', '.'), message]),
  )
}
