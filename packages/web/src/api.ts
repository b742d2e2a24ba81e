import createClient from 'openapi-fetch'
import { reportAnswered, reportUnanswered } from './connection.ts'
import type { paths } from './generated/api.d.ts'
import { ProblemError, problemFrom } from './problem.ts'
import { noteSessionEnded } from './session/ended.ts'

export const IDEMPOTENCY = 'Idempotency-Key'

/** fetch that tells the connection banner whether the server can be reached. */
async function observedFetch(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    reportAnswered()
    return response
  } catch (thrown) {
    // An aborted request says nothing about the network.
    if (thrown instanceof TypeError) reportUnanswered()
    throw thrown
  }
}

/** The one client of the server, typed from its OpenAPI description. Wrap calls in `answer`. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin', fetch: observedFetch })

api.use({
  onRequest({ request }) {
    // A repeated request must not do the deed twice; `useDeed` sets the same key again when it repeats one.
    if (request.method !== 'GET' && !request.headers.has(IDEMPOTENCY)) {
      request.headers.set(IDEMPOTENCY, crypto.randomUUID())
    }
    return request
  },
})

/** An unsuccessful answer as something to throw; when the session is gone, the frame asks for the password over the page. */
function failure(address: string, status: number, body: unknown): ProblemError {
  if (status === 401 && !address.endsWith('/api/session')) noteSessionEnded()
  return new ProblemError(problemFrom(status, body))
}

/**
 * The body of a successful answer; anything else is thrown as a `ProblemError`.
 *
 *     const plan = await answer(api.GET('/api/plans/{id}', { params: { path: { id } } }))
 */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok) throw failure(response.url, response.status, error)
  return data as T
}

/** Sends a request kept while there was no connection. Used by the outbox only: screens use `api`. */
export async function sendKept(kept: { method: string; path: string; body: unknown; key: string }): Promise<void> {
  const response = await observedFetch(
    new Request(kept.path, {
      method: kept.method,
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', [IDEMPOTENCY]: kept.key },
      body: JSON.stringify(kept.body),
    }),
  )
  if (!response.ok) {
    const text = await response.text()
    const body: unknown = response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text
    throw failure(kept.path, response.status, body)
  }
}

/**
 * Sends one file with its progress (0 to 1), which fetch cannot report.
 * Rejects with `ProblemError` when refused, `TypeError` when no answer came.
 * @param key the same for what must not be done twice
 */
export function uploadFile(
  path: string,
  file: File,
  fields: Record<string, string>,
  onProgress: (part: number) => void,
  key: string = crypto.randomUUID(),
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file)
    request.open('POST', path)
    request.setRequestHeader(IDEMPOTENCY, key)
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    request.onload = () => {
      reportAnswered()
      const isJson = request.getResponseHeader('Content-Type')?.includes('json')
      const body: unknown = isJson ? JSON.parse(request.responseText) : undefined
      if (request.status < 300) resolve(body)
      else reject(failure(path, request.status, body))
    }
    request.onerror = () => {
      reportUnanswered()
      reject(new TypeError('No answer to the upload'))
    }
    request.send(form)
  })
}
