import fc from 'fast-check'
import type { InjectOptions } from 'fastify'

/** What the generator knows of a route: as it was registered, with its schemas. */
export interface ProbedRoute {
  method: string
  url: string
  access: string
  schema: {
    params?: JsonSchema
    querystring?: JsonSchema
    body?: JsonSchema
    consumes?: string[]
  }
}

export interface JsonSchema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  minimum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  default?: unknown
}

export type IdKind = 'uuid' | 'integer'

/** The ids a call carries: in its path, and in its query or body. */
export interface Ids {
  path(kind: IdKind): string | number
  other(kind: IdKind): string | number
}

/** The schema of a value that is there, where it might also be missing. */
function present(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.type)) return { ...schema, type: schema.type.filter((type) => type !== 'null').join() }
  return schema.anyOf?.find((s) => s.type !== 'null') ?? schema
}

/** Whether a property names a record, and by what kind of id. */
export function idKind(name: string, schema: JsonSchema): IdKind | null {
  const inner = present(schema)
  if (inner.format === 'uuid' || inner.pattern === '^[0-9a-f-]{36}$') return 'uuid'
  if (!/(^id|Id)$/.test(name)) return null
  return inner.type === 'integer' ? 'integer' : inner.type === 'string' ? 'uuid' : null
}

/** A value the schema accepts. @throws Error where the generator does not know one */
export function sample(name: string, schema: JsonSchema, id: (kind: IdKind) => string | number): unknown {
  const kind = idKind(name, schema)
  if (kind) return id(kind)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf || Array.isArray(schema.type)) return sample(name, present(schema), id)
  if (schema.default !== undefined) return schema.default
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, value]) => [key, sample(key, value, id)]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
        sample(name.replace(/s$/, ''), schema.items ?? {}, id),
      )
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return false
    case 'string':
      if (schema.format === 'date') return '2026-03-20'
      if (schema.format === 'email') return 'khong-ai@truong.edu.vn'
      if (schema.format === 'date-time') return '2026-03-20T00:00:00Z'
      if (schema.pattern) return fc.sample(fc.stringMatching(new RegExp(schema.pattern)), { numRuns: 1, seed: 7 })[0]
      return 'noi dung thu'.padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength)
    case undefined:
      return {}
    default:
      throw new Error(`no sample for ${name}: ${JSON.stringify(schema)}`)
  }
}

/** Names of the properties of a schema that name records, with the kind of id, however deep. */
export function idsIn(schema: JsonSchema | undefined, name = ''): Set<IdKind> {
  const kinds = new Set<IdKind>()
  if (!schema) return kinds
  const kind = name ? idKind(name, schema) : null
  if (kind) kinds.add(kind)
  for (const [key, value] of Object.entries(schema.properties ?? {})) for (const k of idsIn(value, key)) kinds.add(k)
  if (schema.items) for (const k of idsIn(schema.items, name.replace(/s$/, ''))) kinds.add(k)
  for (const one of schema.anyOf ?? []) for (const k of idsIn(one, name)) kinds.add(k)
  return kinds
}

export const pathKinds = (route: ProbedRoute): IdKind[] =>
  Object.entries(route.schema.params?.properties ?? {})
    .map(([name, schema]) => idKind(name, schema))
    .filter((kind) => kind !== null)

/** A well-formed call of the route; `query` adds to what the route requires. */
export function callOf(route: ProbedRoute, ids: Ids, query: Record<string, unknown> = {}): InjectOptions {
  const params = route.schema.params?.properties ?? {}
  const url = route.url.replace(/:(\w+)/g, (_, name) => {
    const schema = params[name]
    if (!schema) throw new Error(`${route.method} ${route.url}: no schema for :${name}`)
    return encodeURIComponent(String(sample(name, schema, ids.path)))
  })
  const required = Object.entries(route.schema.querystring?.properties ?? {}).filter(([name]) =>
    route.schema.querystring?.required?.includes(name),
  )
  const asked = {
    ...Object.fromEntries(required.map(([name, schema]) => [name, sample(name, schema, ids.other)])),
    ...query,
  }
  const call: InjectOptions = {
    method: route.method as 'GET',
    url,
    query: Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)])),
  }
  if (route.schema.consumes?.includes('multipart/form-data')) {
    const boundary = 'ranh-gioi'
    call.headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    call.payload = [
      `--${boundary}\r\ncontent-disposition: form-data; name="number"\r\n\r\n99/KH-THU\r\n`,
      `--${boundary}\r\ncontent-disposition: form-data; name="issuedOn"\r\n\r\n2026-03-10\r\n`,
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="thu.txt"\r\ncontent-type: text/plain\r\n\r\nnoi dung thu\r\n`,
      `--${boundary}--\r\n`,
    ].join('')
  } else if (route.schema.body) call.payload = sample('', route.schema.body, ids.other) as object
  return call
}

/** Query variations worth a call each: every value of a choice, both of a switch, a word for a search, an id for an id. */
export function queryVariations(
  route: ProbedRoute,
  word: string,
  id: (kind: IdKind) => string | number,
): Record<string, unknown>[] {
  const variations: Record<string, unknown>[] = []
  for (const [name, schema] of Object.entries(route.schema.querystring?.properties ?? {})) {
    // a page's key comes from the list itself
    if (name === 'after' || name === 'limit') continue
    const inner = present(schema)
    const kind = idKind(name, schema)
    const choices = inner.enum ?? inner.anyOf?.flatMap((s) => s.enum ?? (s.const === undefined ? [] : [s.const]))
    if (kind) variations.push({ [name]: id(kind) })
    else if (choices?.length) variations.push(...choices.map((value) => ({ [name]: value })))
    else if (inner.type === 'boolean') variations.push({ [name]: true }, { [name]: false })
    else if (inner.type === 'string' && !inner.pattern && !inner.format) variations.push({ [name]: word })
    else variations.push({ [name]: sample(name, inner, id) })
  }
  return variations
}
