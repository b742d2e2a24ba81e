import type { App } from '../platform/http.ts'

/** One person acting through the API, as a browser would. Every refusal is an error: a demonstration that half happened helps nobody. */
export interface Teller {
  get<T = Answer>(url: string): Promise<T>
  post<T = Answer>(url: string, body?: object): Promise<T>
  patch<T = Answer>(url: string, body: object): Promise<T>
  send<T = Answer>(
    url: string,
    fields: Record<string, string>,
    file: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> },
  ): Promise<T>
  bytes(url: string): Promise<Uint8Array<ArrayBuffer>>
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read where they are used, each by its own route's shape
type Answer = any

export function tellerFor(app: App, personId: string): Teller {
  const headers = { 'x-person': personId }
  const call = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    more: { payload?: Buffer | object; headers?: Record<string, string> } = {},
  ) => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, ...more.headers },
      ...(more.payload ? { payload: more.payload } : {}),
    })
    if (answer.statusCode >= 400) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
    return answer
  }
  return {
    get: async (url) => (await call('GET', url)).json(),
    post: async (url, body = {}) => (await call('POST', url, { payload: body })).json(),
    patch: async (url, body) => (await call('PATCH', url, { payload: body })).json(),
    async send(url, fields, file) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', new File([file.bytes], file.name, { type: file.type }))
      const coded = new Response(form)
      const payload = Buffer.from(await coded.arrayBuffer())
      return (
        await call('POST', url, { payload, headers: { 'content-type': coded.headers.get('content-type')! } })
      ).json()
    },
    bytes: async (url) => new Uint8Array((await call('GET', url)).rawPayload),
  }
}
