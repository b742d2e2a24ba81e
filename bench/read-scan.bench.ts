import { readFileSync } from 'node:fs'
import { type ParsedDocument, parse, readFile, renderPage } from '@banggiao/vanban'
import { pdfOfJpegs, scannedPage } from '../packages/vanban/src/read/make-scan.ts'
import type { Bench, Figure } from './figure.ts'

/** Plans of four kinds of unit, printed; each is scanned here at 200 dpi, askew, with noise and JPEG. */
const PLANS = ['department-plan-2026', 'ward-plan-2026', 'preschool-plan-2026', 'secondary-school-plan-2026']

/** What is compared, as keys: the same key on both sides is the same reading. */
const FIELDS: Record<string, (document: ParsedDocument) => string[]> = {
  header: (d) =>
    [d.kind, d.number, d.date, d.place, d.issuer, d.signer?.name ?? null].map((value, i) => `${i} ${value}`),
  citations: (d) => d.citations.map((c) => `${c.number} ${c.date}`),
  outline: (d) => d.outline.map((entry) => `${entry.level} ${entry.label}`),
  deadlines: (d) => d.deadlines.map((deadline) => `${deadline.date ?? deadline.recurring}`),
  tasks: (d) => d.tasks.map((task) => `${task.section} ${task.position}`),
}

/** The same plan from its text and from a scan of it: F1 of each field, the scan against the text. */
export async function measureScans(plans: readonly string[], pages = Number.POSITIVE_INFINITY): Promise<Figure[]> {
  const counts = new Map(Object.keys(FIELDS).map((field) => [field, { both: 0, all: 0 }]))
  let seconds = 0
  let scanned = 0
  for (const name of plans) {
    const bytes = new Uint8Array(readFileSync(new URL(`../samples/${name}.pdf`, import.meta.url)))
    const typed = await readFile(bytes, 'plan.pdf')
    const jpegs: Uint8Array[] = []
    for (let page = 1; page <= Math.min(pages, typed.pages!.length); page++)
      jpegs.push(await scannedPage(await renderPage(bytes, page, { dpi: 200 })))
    const begun = performance.now()
    const seen = parse(await readFile(pdfOfJpegs(jpegs), 'scan.pdf', { recognise: true }))
    seconds += (performance.now() - begun) / 1000
    scanned += jpegs.length
    const meant = parse(typed)
    for (const [field, keys] of Object.entries(FIELDS)) {
      const [a, b] = [keys(meant), keys(seen)]
      const count = counts.get(field)!
      const left = [...b]
      for (const key of a) {
        const at = left.indexOf(key)
        if (at < 0) continue
        left.splice(at, 1)
        count.both += 2
      }
      count.all += a.length + b.length
    }
  }
  const accuracy = [...counts].map(
    ([field, { both, all }]): Figure => ({
      name: `scan against text: ${field}`,
      value: `F1 ${(all === 0 ? 1 : both / all).toFixed(3)}`,
      reference: 'the same plan as text PDF',
      measured: all === 0 ? 1 : both / all,
      limit: { at: 'least', figure: 0.97, unit: 'F1' },
    }),
  )
  return [
    ...accuracy,
    {
      name: 'recognise a page of 200 dpi',
      value: `${(seconds / scanned).toFixed(1)} s`,
      reference: `${scanned} pages`,
      measured: seconds / scanned,
      limit: { at: 'most', figure: 8, unit: 's' },
    },
  ]
}

export const bench: Bench = () => measureScans(PLANS)
