import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Verb } from '@banggiao/catalogue'
import cookie from '@fastify/cookie'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify'
import type { CompiledQuery, Kysely } from 'kysely'
import { type Actor, can } from './actor.ts'
import type { Trx } from './database.ts'
import { runDeed, type Work } from './deed.ts'
import { mostFileBytes } from './files.ts'
import type { DB } from './generated/db.ts'
import { Problem, type Words } from './problem.ts'
import type { Services } from './services.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** A room's door: it registers its routes under /api. */
export type Room = (app: App, services: Services) => void | Promise<void>

/** Who may call a route: anyone, whoever has signed in, or holders of a verb. Every route under /api says so. */
export type Access = 'public' | 'signed-in' | Verb

export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** The caller; throws `not-signed-in` on a public route without one. */
    readonly actor: Actor
    readonly maybeActor: Actor | null
    /** One read with the caller's rights. */
    read<T>(build: (db: Kysely<DB>) => { compile(): CompiledQuery<T> }): Promise<T[]>
    /** Several reads in one transaction with the caller's rights. */
    inTrx<T>(work: (trx: Trx) => Promise<T>): Promise<T>
    /** Changes something, once per Idempotency-Key, with its audit row, in one transaction; sends the answer. */
    deed<T>(name: string, deed: (work: Work) => Promise<T>, status?: number): Promise<T>
  }
}

export interface BuildOptions {
  services: Services
  authenticate: Authenticate
  rooms: Room[]
  /** Fastify's logger; off in tests. */
  logger?: boolean | object
}

// TypeBox writes only schemas that are valid: looking at each before it is compiled is a tenth of a second of every start.
const rules = { useDefaults: true, allErrors: true, strict: false, validateSchema: false }
// An address is text, so its numbers and lists are read out of text; a body says itself what is null and what is 0.
const asText = addFormats.default(new Ajv({ ...rules, coerceTypes: 'array' }))
const asSent = addFormats.default(new Ajv({ ...rules, removeAdditional: true }))

/** A validator that is compiled by its first request: all of them at once would be a second of every start. */
function compiledWhenUsed(
  compile: () => ValidateFunction,
): ((data: unknown) => boolean) & Pick<ValidateFunction, 'errors'> {
  let compiled: ValidateFunction | undefined
  const validate: ReturnType<typeof compiledWhenUsed> = (data) => {
    compiled ??= compile()
    const valid = compiled(data) as boolean
    validate.errors = compiled.errors ?? null
    return valid
  }
  return validate
}

/** Answers' serialisers likewise: half a second of every start, for some two hundred routes of which a day meets a few dozen. */
const serializerWhenUsed: ReturnType<typeof SerializerSelector> = (schemas, options) => {
  const compile = SerializerSelector()(schemas, options)
  return (route) => {
    let serialize: ReturnType<typeof compile> | undefined
    return (answer) => {
      serialize ??= compile(route)
      return serialize(answer)
    }
  }
}

/** The whole API as a Fastify instance that does not listen yet. */
export async function buildApp({ services, authenticate, rooms, logger = false }: BuildOptions): Promise<App> {
  const app: App = Fastify({
    logger: logger as false,
    trustProxy: 'loopback',
    bodyLimit: 2 * 1024 * 1024,
    schemaController: { compilersFactory: { buildSerializer: serializerWhenUsed } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(({ schema, httpPart }) =>
    compiledWhenUsed(() => (httpPart === 'body' ? asSent.compile(onlyKnown(schema)) : asText.compile(schema))),
  )
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: mostFileBytes, files: 20, fields: 20 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bang Giao',
        version: '1',
        description:
          'External affairs and international integration in education: documents, plans, assignments, reports.',
      },
    },
    hideUntagged: false,
  })

  const actors = new WeakMap<FastifyRequest, Actor | null>()
  app.decorateRequest('maybeActor', {
    getter() {
      return actors.get(this) ?? null
    },
  })
  app.decorateRequest('actor', {
    getter() {
      const actor = actors.get(this)
      if (!actor) throw new Problem('not-signed-in')
      return actor
    },
  })
  app.decorateRequest('read', function (build) {
    return services.database.readAs(this.actor, build)
  })
  app.decorateRequest('inTrx', function (work) {
    return services.database.withActor(this.actor, work)
  })
  app.decorateRequest('deed', async function (this: FastifyRequest, name, deed, status = 200) {
    const key = this.headers['idempotency-key']
    const once = typeof key === 'string' ? { key, asked: fingerprint(this) } : null
    const answer = await runDeed(services, this.actor, name, once, deed, status)
    replies.get(this)?.code(answer.status)
    return answer.body
  })
  const replies = new WeakMap<FastifyRequest, FastifyReply>()

  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/') && !route.config?.access)
      throw new Error(`route without access: ${String(route.method)} ${route.url}`)
  })
  app.addHook('onRequest', async (request, reply) => {
    replies.set(request, reply)
    const access = request.routeOptions.config.access
    if (!access) return
    refuseForeignOrigin(request)
    actors.set(request, await authenticate(request))
    if (access === 'public') return
    const actor = request.actor
    if (access !== 'signed-in' && !can(actor, access)) throw new Problem('forbidden')
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler(async (error, request, reply) => {
    const problem = asProblem(error)
    if (problem.code === 'internal')
      services.log.warn(`${request.method} ${request.routeOptions.url ?? request.url}`, error)
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .send(problem.body(localeOf(request, actors.get(request) ?? null)))
  })

  // A schema is registered before any route so that every route documents its problems alike.
  await app.register(async (api) => {
    for (const room of rooms) await room(api as App, services)
    api.get('/api/openapi.json', { schema: { hide: true }, config: { access: 'public' } }, () => app.swagger())
  })
  app.setNotFoundHandler(async (request, reply) => {
    const problem = new Problem('not-found')
    return reply
      .code(404)
      .type('application/problem+json')
      .send(problem.body(localeOf(request, null)))
  })
  return app
}

interface Schema {
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  items?: Schema
  anyOf?: Schema[]
}

/**
 * The schema of a body under which members it does not name fall away, so that none is ever stored. Where a value may be one
 * of several objects it stays as it is: which members are unknown is known only when the choice is made.
 */
function onlyKnown(schema: unknown): object {
  const { properties, items, anyOf, ...rest } = schema as Schema
  const objects = (anyOf ?? []).filter((one) => one.properties)
  return {
    ...rest,
    ...(properties
      ? {
          properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, onlyKnown(one)])),
          additionalProperties: rest.additionalProperties ?? false,
        }
      : {}),
    ...(items ? { items: onlyKnown(items) } : {}),
    ...(anyOf ? { anyOf: objects.length > 1 ? anyOf : anyOf.map(onlyKnown) } : {}),
  }
}

/** What a repeated request must repeat: method, address and body (files excepted, they are streamed). */
function fingerprint(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
}

/** A page of another site may not act with this site's cookie. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  // 'null' is what a sandboxed page or a file says of itself
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host))
    throw new Problem('forbidden')
}

function localeOf(request: FastifyRequest, actor: Actor | null): 'vi' | 'en' {
  if (actor) return actor.locale
  return languageOf(request.headers['accept-language'])
}

/** Vietnamese unless the browser asks for English first (RFC 9110, 12.5.4). */
export function languageOf(accepted: string | undefined): 'vi' | 'en' {
  const asked = (accepted ?? '').split(',').flatMap((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
    const language = (['vi', 'en'] as const).find((one) => tag === one || tag.startsWith(`${one}-`))
    const weight = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
    return language && weight > 0 ? [{ language, weight }] : []
  })
  return asked.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'vi'
}

interface AjvError {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const e = error as {
    code?: string
    constraint?: string
    validation?: AjvError[]
    statusCode?: number
    message?: string
  }
  if (e.validation) {
    return new Problem('invalid', undefined, {
      errors: e.validation.map((v) => ({
        path: v.keyword === 'required' ? `${v.instancePath}/${String(v.params.missingProperty)}` : v.instancePath,
        message: fieldMessage(v),
      })),
    })
  }
  if (e.code === 'FST_REQ_FILE_TOO_LARGE') return new Problem('too-large')
  // 23505 unique, 23P01 exclusion: the rule stands in SQL and speaks through the constraint's name
  if (e.code === '23505' || e.code === '23P01')
    return new Problem('already-exists', undefined, { cause: error, extra: { constraint: e.constraint } })
  // class 22: a value of the right form that no such value has, like the 31st of February
  if (/^22...$/.test(e.code ?? ''))
    return new Problem(
      'invalid',
      {
        vi: 'Có ngày, số hoặc mã không hợp lệ, ví dụ ngày 31 tháng 2. Kiểm tra lại các ô vừa nhập',
        en: 'A date, number or id is not valid, like the 31st of February. Check what was entered',
      },
      { cause: error },
    )
  // 42501 of a row, not of a table: nothing else of a request meets a policy that its deed did not ask before
  if (e.code === '42501' && /_moving"/.test(e.message ?? ''))
    return new Problem(
      'state-conflict',
      {
        vi: 'Đơn vị đang được chuyển sang cơ quan khác nên chưa ghi được; thử lại sau ít phút',
        en: 'The unit is being moved to another superior, so nothing can be written; try again in a few minutes',
      },
      { cause: error },
    )
  // 23503 foreign key: an id in the request names nothing
  if (e.code === '23503')
    return new Problem(
      'invalid',
      {
        vi: 'Có mục được chọn không còn tồn tại. Tải lại trang rồi chọn lại',
        en: 'Something chosen does not exist any more. Reload and choose again',
      },
      { cause: error, extra: { constraint: e.constraint } },
    )
  if (e.statusCode && e.statusCode >= 400 && e.statusCode < 500) {
    return new Problem(
      'invalid',
      { vi: 'Yêu cầu không đúng định dạng', en: e.message ?? 'Malformed request' },
      { cause: error },
    )
  }
  return new Problem('internal', undefined, { cause: error })
}

/** What is wrong with one value of a request, by the rule of the schema that it breaks. */
function fieldMessage({ keyword, params }: AjvError): Words {
  const limit = String(params.limit)
  switch (keyword) {
    case 'required':
      return { vi: 'Bắt buộc', en: 'Required' }
    case 'minLength':
      return { vi: 'Chưa có nội dung', en: 'Nothing is written here' }
    case 'maxLength':
      return { vi: `Dài quá ${limit} ký tự`, en: `Longer than ${limit} characters` }
    case 'minimum':
      return { vi: `Phải từ ${limit} trở lên`, en: `Must be ${limit} or more` }
    case 'maximum':
      return { vi: `Không được quá ${limit}`, en: `Must be ${limit} or less` }
    case 'minItems':
      return { vi: `Chọn ít nhất ${limit} mục`, en: `Choose at least ${limit}` }
    case 'maxItems':
      return { vi: `Nhiều quá ${limit} mục`, en: `More than ${limit} entries` }
    case 'format':
      if (params.format === 'date')
        return { vi: 'Không có ngày này; ghi theo năm-tháng-ngày', en: 'There is no such day; write YYYY-MM-DD' }
      return { vi: 'Không đúng định dạng', en: 'Not in the right form' }
    case 'pattern':
    case 'type':
      return { vi: 'Không đúng định dạng', en: 'Not in the right form' }
    case 'enum':
    case 'const':
    case 'anyOf':
      return { vi: 'Không phải giá trị cho phép', en: 'Not one of the values allowed' }
    default:
      return { vi: 'Không hợp lệ', en: 'Not valid' }
  }
}

/** Sends bytes made on the spot under a Vietnamese file name. */
export function sendBytes(
  reply: FastifyReply,
  bytes: Uint8Array,
  name: string,
  mediaType: string,
  inline = false,
): FastifyReply {
  return sendFile(reply, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, mediaType, inline)
}

/** Sends stored bytes under a Vietnamese file name. */
export function sendFile(
  reply: FastifyReply,
  stream: Readable | Buffer,
  name: string,
  mediaType: string,
  inline = false,
): FastifyReply {
  return (
    reply
      .type(mediaType)
      .header(
        'content-disposition',
        `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      )
      // what was uploaded never runs with this site's rights; a browser's own PDF viewer, apart already, refuses a sandbox
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'unsafe-inline'${mediaType === 'application/pdf' ? '' : '; sandbox'}`,
      )
      .send(stream)
  )
}
