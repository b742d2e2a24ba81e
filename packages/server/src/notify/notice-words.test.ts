import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { noticeSentence } from './notice-words.ts'

it('every kind that the documents room tells has words of its own', () => {
  const folder = new URL('../documents/', import.meta.url)
  const kinds = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/tell\(\s*work,\s*[^']*'([a-z-]+)'/g)])
    .map((found) => found[1]!)
  expect(kinds.length).toBeGreaterThan(5)
  const general = noticeSentence('no such kind', {}, 'vi')
  for (const kind of kinds)
    expect(noticeSentence(kind, { by: 'A', title: 'B', number: '1' }, 'vi'), kind).not.toBe(general)
})

it('a reminder asks with the word of the unit that is reminded; one from before it had any, politely', () => {
  const from = 'UBND phường Hạnh Thông'
  expect(noticeSentence('reminded', { from, count: 2, ask: 'yêu cầu' }, 'vi')).toBe(
    'UBND phường Hạnh Thông yêu cầu hoàn thành 2 nhiệm vụ còn lại',
  )
  expect(noticeSentence('reminded', { from, count: 2 }, 'vi')).toContain(' đề nghị hoàn thành 2 nhiệm vụ')
})
