import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { problems } from './problem.ts'

const page = readFileSync(new URL('../../../../docs/error-codes.md', import.meta.url), 'utf8')

it('every error code has its line, and every line its code', () => {
  const lines = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| (.+?) \| (.+?) \|/gm)].map((m) => [
    m[1],
    Number(m[2]),
    m[3],
  ])
  expect(lines).toEqual(Object.entries(problems).map(([code, p]) => [code, p.status, p.vi]))
})
