import { useSyncExternalStore } from 'react'
import { en } from './en.ts'
import { formatNumber } from './format.ts'
import { vi } from './vi.ts'

export type Locale = 'vi' | 'en'

/** English needs two forms; Vietnamese nouns have no plural, so `vi` holds plain strings only. */
export interface Plural {
  one: string
  other: string
}

/** The shape of a Vietnamese dictionary with English leaves allowed to have a plural. A missing key is a type error. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string | Plural : Same<T[K]> }

/**
 * All texts by room. A room adds its own beside its screens:
 *
 *     declare module '../i18n/index.ts' { interface Dictionaries { plans: typeof vi } }
 *     register('plans', { vi, en })
 */
export interface Dictionaries extends Core {}
type Core = typeof vi

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
export type TextKey = Paths<Dictionaries>
export type Values = Record<string, string | number>
export type Translate = (key: TextKey, values?: Values) => string

interface Branch {
  [key: string]: string | Plural | Branch
}
const texts: Record<Locale, Branch> = { vi: { ...vi }, en: { ...en } as Branch }

/** Adds a room's dictionary under its name. Called once, at the top of the room's `texts.ts`. */
export function register<T extends object>(room: string, dictionary: { vi: T; en: Same<T> }): void {
  texts.vi[room] = dictionary.vi as Branch
  texts.en[room] = dictionary.en as Branch
}

function isPlural(leaf: string | Plural | Branch): leaf is Plural {
  return typeof leaf === 'object' && typeof leaf.one === 'string' && typeof leaf.other === 'string'
}

function find(locale: Locale, key: string): string | Plural | undefined {
  let branch: string | Plural | Branch | undefined = texts[locale]
  for (const step of key.split('.')) {
    if (branch === undefined || typeof branch === 'string') return undefined
    branch = (branch as Branch)[step]
  }
  if (branch === undefined || typeof branch === 'string' || isPlural(branch)) return branch
  return undefined
}

/** The text of `key` in `locale` with `{name}` replaced; numbers are written the Vietnamese way. Throws on an unknown key. */
export function translate(locale: Locale, key: TextKey, values: Values = {}): string {
  const leaf = find(locale, key)
  if (leaf === undefined) throw new Error(`No text for ${key} in ${locale}`)
  const sentence = typeof leaf === 'string' ? leaf : values.count === 1 ? leaf.one : leaf.other
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    return value === undefined ? hole : typeof value === 'number' ? formatNumber(value) : value
  })
}

const KEPT = 'bg.locale'
const listeners = new Set<() => void>()
let current: Locale = globalThis.localStorage?.getItem(KEPT) === 'en' ? 'en' : 'vi'

const translators: Record<Locale, Translate> = {
  vi: (key, values) => translate('vi', key, values),
  en: (key, values) => translate('en', key, values),
}

/** Changes the language of this device. The person's own choice is stored by `rememberLocale` in the session. */
export function setLocale(locale: Locale): void {
  current = locale
  globalThis.localStorage?.setItem(KEPT, locale)
  if (globalThis.document) document.documentElement.lang = locale
  for (const listener of listeners) listener()
}

/** The language in use now, for code outside components. */
export function currentLocale(): Locale {
  return current
}

/** Translates in the language in use now. Inside components use `useT`, which follows a change of language. */
export const t: Translate = (key, values) => translate(current, key, values)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale)
}

export function useT(): Translate {
  return translators[useLocale()]
}
