import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { type Cast, settled, sheet } from './cast.ts'
import { original, read, receive, valueUnder } from './receive-documents.ts'

/** Real documents beside the repository, or where CORPUS says; they are not ours to hand on, so a clone alone does without. */
const folder = process.env.CORPUS
  ? pathToFileURL(`${process.env.CORPUS}/`)
  : new URL('../../shared/corpus/', import.meta.url)

interface Gold {
  kind: string | null
  number: string | null
  issuer: string | null
  tasks: unknown[]
}

const plans = [
  'plan-1-thcs-nguyen-van-troi-2026',
  'plan-2-mn-sao-mai-2023',
  'plan-3-phong-gddt-dam-ha-2024',
  'plan-4-thcs-xuan-son-2023',
]
export const corpusIsHere = existsSync(new URL(`${plans[0]}.txt`, folder))

/** Each real plan is read on screen as people annotated it; the newspaper's article stays without guesses. */
export async function clerkReadsRealDocuments(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.vanthu')
  for (const name of plans) {
    const gold = JSON.parse(readFileSync(new URL(`${name}.gold.json`, folder), 'utf8')) as Gold
    await receive(page, sheet(`${name}.txt`, readFileSync(new URL(`${name}.txt`, folder))))
    await original(page).waitFor()
    await settled(page)
    const shown = { kind: await valueUnder(page, 'Tên loại'), number: await valueUnder(page, 'Số, ký hiệu') }
    expect(shown, name).toEqual({ kind: gold.kind, number: gold.number ?? 'chưa có' })
    await read(page).getByText(`Nhiệm vụ (${gold.tasks.length})`, { exact: true }).waitFor()
  }
  await receive(page, sheet('bai-bao.txt', readFileSync(new URL('article-sggp-2026-03-12.txt', folder))))
  await page.getByText('Đây có vẻ không phải văn bản hành chính.', { exact: false }).waitFor()
  expect(await valueUnder(page, 'Tên loại')).toBe('chưa có')
  await read(page).getByText('Nhiệm vụ (0)', { exact: true }).waitFor()
}
