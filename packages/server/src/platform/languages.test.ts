import Type from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp, languageOf } from './http.ts'
import { Problem } from './problem.ts'
import { openTestServices } from './testing.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
beforeAll(async () => {
  services = await openTestServices()
  app = await buildApp({
    services,
    authenticate: async () => null,
    rooms: [
      (api) => {
        api.post(
          '/api/thu',
          {
            config: { access: 'public' },
            schema: {
              body: Type.Object({
                name: Type.String({ minLength: 2, maxLength: 4 }),
                count: Type.Integer({ minimum: 1, maximum: 9 }),
                kind: Type.Enum(['a', 'b']),
                day: Type.String({ format: 'date' }),
                list: Type.Array(Type.String(), { minItems: 1 }),
                must: Type.String(),
              }),
            },
          },
          () => null,
        )
        api.post('/api/tay', { config: { access: 'public' } }, () => {
          throw new Problem('invalid', undefined, {
            errors: [{ path: '/x', message: { vi: 'Hạn đã qua', en: 'This day has passed' } }],
          })
        })
      },
    ],
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const wrong = { name: 'x', count: 0, kind: 'c', day: 'x', list: [] }
const ask = async (language: string | undefined, url = '/api/thu') =>
  (
    await app.inject({
      method: 'POST',
      url,
      payload: wrong,
      ...(language ? { headers: { 'accept-language': language } } : {}),
    })
  ).json()

describe('what is wrong with a request', () => {
  it('is said field by field in the reader’s language', async () => {
    const [vi, en] = [await ask(undefined), await ask('en-GB,en;q=0.9')]
    expect(vi.title).toBe('Có chỗ chưa đúng')
    expect(en.title).toBe('Something is not right')
    expect(vi.errors.map((e: { path: string }) => e.path)).toEqual(en.errors.map((e: { path: string }) => e.path))
    const at = (answer: typeof vi) =>
      Object.fromEntries(answer.errors.map((e: { path: string; message: string }) => [e.path, e.message]))
    expect(at(vi)).toMatchObject({
      '/must': 'Bắt buộc',
      '/count': 'Phải từ 1 trở lên',
      '/kind': 'Không phải giá trị cho phép',
    })
    expect(at(en)).toMatchObject({
      '/must': 'Required',
      '/count': 'Must be 1 or more',
      '/kind': 'Not one of the values allowed',
    })
    // no English sentence of a library among the Vietnamese ones, no Vietnamese among the English
    for (const message of Object.values(at(vi))) expect(message).not.toMatch(/must|should/)
    for (const message of Object.values(at(en))) expect(message).not.toMatch(/[àảãáạăâđêôơư]/i)
  })

  it('is said so by a deed too', async () => {
    expect((await ask(undefined, '/api/tay')).errors).toEqual([{ path: '/x', message: 'Hạn đã qua' }])
    expect((await ask('en', '/api/tay')).errors).toEqual([{ path: '/x', message: 'This day has passed' }])
  })

  it.each([
    [undefined, 'vi'],
    ['en', 'en'],
    ['en-US,en;q=0.9,vi;q=0.8', 'en'],
    ['vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7', 'vi'],
    ['fr,en;q=0.5', 'en'],
    ['fr', 'vi'],
    ['en;q=0', 'vi'],
  ])('%s is %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language)
  })
})
