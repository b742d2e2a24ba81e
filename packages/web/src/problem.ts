import { t } from './i18n/index.ts'

export interface FieldError {
  /** JSON pointer or dotted path of the field: `/phone`, `staff.phone`. */
  path: string
  message: string
}

/** RFC 9457 problem details as the server sends them; `type` is stable and listed in the error-code page. */
export interface Problem {
  type: string
  title: string
  detail?: string
  status: number
  errors?: FieldError[]
  [extension: string]: unknown
}

/** Type of the problem made here when no answer came at all. */
export const OFFLINE = 'urn:banggiao:offline'

/** Type of the problem made here when a page stops on its own fault. */
export const FAULT = 'urn:banggiao:fault'

/** Thrown by every call of the server that did not succeed. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldErrors(value: unknown): FieldError[] | undefined {
  if (!Array.isArray(value)) return undefined
  const errors = value.flatMap((item: unknown) =>
    isRecord(item) && typeof item.message === 'string'
      ? [{ path: typeof item.path === 'string' ? item.path : '', message: item.message }]
      : [],
  )
  return errors.length > 0 ? errors : undefined
}

function sentenceFor(status: number): { title: string; detail: string } {
  if (status === 401) return { title: t('problem.signedOut'), detail: t('problem.signedOutText') }
  if (status === 403) return { title: t('problem.forbidden'), detail: t('problem.forbiddenText') }
  if (status === 404) return { title: t('problem.notFound'), detail: t('problem.notFoundText') }
  if (status >= 500) return { title: t('problem.server'), detail: t('problem.serverText') }
  return { title: t('problem.unknown'), detail: t('problem.unknownText', { status: String(status) }) }
}

/**
 * Reads an unsuccessful answer. A body that is no problem document (a proxy's HTML page) becomes a plain sentence for its
 * status.
 */
export function problemFrom(status: number, body: unknown): Problem {
  if (isRecord(body) && typeof body.title === 'string') {
    const { errors, detail, ...rest } = body
    const known = fieldErrors(errors)
    return {
      ...rest,
      type: typeof body.type === 'string' ? body.type : 'about:blank',
      title: body.title,
      status,
      ...(typeof detail === 'string' ? { detail } : {}),
      ...(known ? { errors: known } : {}),
    }
  }
  return { type: 'about:blank', status, ...sentenceFor(status) }
}

/** Whatever was thrown, as a problem a person can read. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  // fetch rejects with a TypeError when no answer came: no network, server down, address unknown.
  if (thrown instanceof TypeError) return offline()
  // so does the code of a page that was not fetched yet, in the bundler's words
  if (thrown instanceof Error && thrown.message.startsWith('Unable to preload CSS')) return offline()
  throw thrown
}

/** How browsers and the bundler say that a question, or the code of a page, got no answer. */
const NO_ANSWER =
  /^(failed to fetch|networkerror|network error|load failed|error loading dynamically imported module|importing a module script failed|unable to preload css)/i

/** What stopped a page. Its own fault is told from a lost connection: looking at the network helps nobody there. */
export function pageProblemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  if (thrown instanceof Error && NO_ANSWER.test(thrown.message)) return offline()
  return { type: FAULT, title: t('problem.fault'), detail: t('problem.faultText'), status: 0 }
}

/** No answer, or no question yet: the connection is gone. */
export function offline(): Problem {
  return { type: OFFLINE, title: t('problem.offline'), detail: t('problem.offlineText'), status: 0 }
}

/** `/people/0/phone` and `people.0.phone` → `people.0.phone`, the name a form field carries. */
export function fieldName(path: string): string {
  return path.replace(/^\//, '').replaceAll('/', '.')
}

/** A sentence per field of a form that is not right. */
export type Errors<V> = Partial<Record<keyof V & string, string>>

/** Splits a problem into sentences at fields of this form and the rest. */
export function placeProblem<V extends object>(problem: Problem, values: V): { errors: Errors<V>; rest?: Problem } {
  const errors: Errors<V> = {}
  const elsewhere = (problem.errors ?? []).filter((error) => {
    const name = fieldName(error.path)
    if (!(name in values)) return true
    errors[name as keyof V & string] ??= error.message
    return false
  })
  const placed = Object.keys(errors).length > 0
  if (placed && elsewhere.length === 0) return { errors }
  const { errors: _, ...bare } = problem
  return { errors, rest: elsewhere.length > 0 ? { ...bare, errors: elsewhere } : bare }
}
