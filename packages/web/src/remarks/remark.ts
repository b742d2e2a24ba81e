import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'

/** What is talked about. */
export interface Discussed {
  kind: 'document' | 'plan' | 'report' | 'assignment'
  id: string | number
}

type Thread = paths['/api/documents/{id}/remarks']['get']['responses'][200]['content']['application/json']
export type Remark = Thread['rows'][number]
export type Audience = Thread['audiences'][number]
export interface Mention {
  id: string
  name: string
}

/** The four kinds of record have the same routes, each under its own address; an assignment's id is a number there. */
const base = (of: Discussed) => `/api/${of.kind}s/{id}/remarks` as '/api/documents/{id}/remarks'
const path = (of: Discussed) => ({ id: String(of.id) })

/** Remarks, the newest page first; earlier pages follow. */
export const remarksQuery = (of: Discussed) =>
  infiniteQueryOptions({
    queryKey: [of.kind, String(of.id), 'remarks'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET(base(of), {
          params: { path: path(of), query: pageParam === null ? {} : { before: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.earlier,
  })

export function writeRemark(
  of: Discussed,
  body: { text: string; audience: Audience; mentionIds: string[] },
  headers: Record<string, string>,
) {
  return answer(api.POST(base(of), { params: { path: path(of) }, body, headers }))
}

export function withdrawRemark(id: number, withdrawn: boolean, headers: Record<string, string> = {}) {
  return answer(api.POST('/api/remarks/{id}/withdrawal', { params: { path: { id } }, body: { withdrawn }, headers }))
}

export async function findPeople(of: Discussed, q: string, audience: Audience) {
  const { people } = await answer(
    api.GET(`${base(of)}/people` as '/api/documents/{id}/remarks/people', {
      params: { path: path(of), query: { q, audience } },
    }),
  )
  return people
}

/** The word after the last @ before the caret, or undefined where none is being typed: “@Nguyễn Th” → “Nguyễn Th”. */
export function nameBegun(text: string, caret: number): string | undefined {
  const found = /(?:^|\s)@([\p{L}\p{M}]*(?: [\p{L}\p{M}]+){0,4})$/u.exec(text.slice(0, caret))
  return found?.[1]
}

/** The ids of those whose name still stands in the text with @. */
export function namedIn(text: string, people: readonly Mention[]): string[] {
  return [...new Set(people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))]
}

export interface TextPart {
  kind: 'text' | 'name' | 'link'
  text: string
}

/** A remark's words cut into plain text, names and links, in their order. */
export function partsOf(text: string, mentions: readonly Mention[]): TextPart[] {
  const names = mentions
    .map(({ name }) => `@${name}`)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const cut = new RegExp(`(${[...names, 'https?://[^\\s<>"]*[^\\s<>".,;:!?)]'].join('|')})`, 'gu')
  return text
    .split(cut)
    .filter(Boolean)
    .map((part) => ({
      kind: /^https?:\/\//.test(part) ? 'link' : mentions.some(({ name }) => part === `@${name}`) ? 'name' : 'text',
      text: part,
    }))
}
