import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The part of the address after `?`: words, and lists of words for repeated names. */
export type Search = Record<string, string | string[] | undefined>

export function parseSearch(text: string): Search {
  const search: Search = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = Object.hasOwn(search, name) ? search[name] : undefined
    search[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return search
}

export function writeSearch(search: Search): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, one)
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

/** State that lives in the address, so that a link carries it and Back undoes it. Setting `undefined` removes a name. */
export function useUrlSearch(): [Search, (change: Search, options?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const set = useCallback(
    (change: Search, options: { replace?: boolean } = {}) => {
      const next = (before: Search): Search => ({ ...before, ...change })
      void navigate({ to: '.', search: next as never, replace: options.replace ?? false, resetScroll: false })
    },
    [navigate],
  )
  return [search, set]
}

/** A part of the path: `const planId = usePathPart('planId')` on `/$planId`. */
export function usePathPart(name: string): string {
  const value = (useParams({ strict: false }) as Record<string, string | undefined>)[name]
  if (value === undefined) throw new Error(`This page has no $${name} in its path`)
  return value
}

/** Only a path of this site: `//elsewhere` and `https:` would send the person away after signing in. */
export function safeReturn(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/'
}
