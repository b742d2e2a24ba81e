import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'

/** 500 in the suite; VANBAN_FUZZ_CASES=20000 for the long run. */
const CASES = Number(process.env.VANBAN_FUZZ_CASES ?? 500)
/** Longest that one file of a few pages may take to read and parse, in milliseconds, on a busy machine. */
const MOST_MS = 15_000
const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../shared/corpus')

interface Original {
  name: string
  bytes: Uint8Array
  /** The parts of an archive that hold text; null for other files. */
  parts: Record<string, Uint8Array> | null
}

function originals(folder: string, pattern: RegExp): Original[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => pattern.test(name))
  return names.map((name) => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    return { name, bytes, parts: /\.(?:docx|odt)$/.test(name) ? unzipSync(bytes) : null }
  })
}

const samples = join(import.meta.dirname, '../../../samples')
const fixtures = join(import.meta.dirname, 'read/fixtures')
const texts = [samples, CORPUS, join(CORPUS, 'composed'), join(CORPUS, 'real')].flatMap((f) => originals(f, /\.txt$/))
const file = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...originals(samples, /\.docx$/)) },
  { weight: 3, arbitrary: fc.constantFrom(...originals(fixtures, /\.odt$/)) },
  { weight: 4, arbitrary: fc.constantFrom(...originals(fixtures, /\.html$/)) },
  { weight: 5, arbitrary: fc.constantFrom(...originals(fixtures, /\.doc$/)) },
  { weight: 4, arbitrary: fc.constantFrom(...originals(fixtures, /\.rtf$/)) },
  { weight: 2, arbitrary: fc.constantFrom(...originals(fixtures, /\.mht$/)) },
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.constantFrom(...originals(samples, /(?:plan-2026|letter-2026)\.pdf$/)) },
)

/** Pieces at which readers of these formats have broken. */
const NASTY = [
  '<w:p>',
  '</w:p>',
  '<w:tbl><w:tr><w:tc>',
  '</w:tc></w:tr></w:tbl>',
  '<w:footnoteReference w:id="1"/>',
  '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>',
  '<w:gridSpan w:val="1e9"/>',
  '<!DOCTYPE x [<!ENTITY a "&a;&a;">]>',
  '<text:list><text:list-item>',
  '<text:s text:c="1e9"/>',
  '<text:note><text:note-body>',
  '<table:table><table:table-row><table:table-cell table:number-columns-repeated="99999">',
  '<table><tr><td rowspan=9999 colspan=9999>',
  '<ol start=-99999999999><li value=1e308>',
  '{\\*\\listtext {\\footnote ',
  '\\trowd\\cellx-1\\cellx99999999999\\cell\\row',
  '\\bin2147483647 ',
  '\\u-99999\\uc9999999999 ',
  '}}}}',
  '\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x',
  '=\r\n=FF=',
  '<a name=x href=#y><a name=y href=#x>',
  '<script>',
  '<!--',
  ']]>',
  '&#xD800;',
  '&#0;',
  '&',
  '<',
  '"',
  "'",
  '\u0000',
  '\u0301',
  '\ud800',
  '\u2028',
  '\u00ad\u00ad',
  '|||',
  '**',
  'Điều 1.',
  '1'.repeat(400),
  'Sè: 12/Q§-UBND Céng hßa x· héi',
  ' '.repeat(5_000),
]

interface Edit {
  at: number
  size: number
  deed: 'cut' | 'double' | 'zero' | 'flip' | 'insert' | 'number' | 'end'
  piece: string
  number: number
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.oneof(fc.nat(8), fc.nat(600), fc.nat(20_000)),
  deed: fc.constantFrom('cut', 'double', 'double', 'insert', 'insert', 'zero', 'flip', 'number', 'end'),
  piece: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' })),
  number: fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x100, 0xffff),
})

/** With `tags`, between whole tags, so that what comes out is still read as far as its elements. */
function edited(bytes: Uint8Array, edits: readonly Edit[], tags: boolean): Uint8Array {
  let out = Buffer.from(bytes)
  for (const { at, size, deed, piece, number } of edits) {
    const place = Math.floor(at * out.length)
    const from = tags ? out.indexOf('>', place) + 1 : place
    const to = tags ? Math.max(from, out.indexOf('>', from + size) + 1) : from + size
    const [before, part, after] = [out.subarray(0, from), out.subarray(from, to), out.subarray(to)]
    if (deed === 'cut') out = Buffer.concat([before, after])
    else if (deed === 'double') out = Buffer.concat([before, part, part, after])
    else if (deed === 'insert') out = Buffer.concat([before, Buffer.from(piece), part, after])
    else if (deed === 'end') out = before.subarray()
    else if (deed === 'zero') part.fill(0)
    else if (deed === 'flip') for (let i = 0; i < part.length; i += 7) part[i]! ^= 1 << (i % 8)
    else if (from + 4 <= out.length) out.writeUInt32LE(number, from)
  }
  return new Uint8Array(out)
}

/** A file with some edits: in its bytes, or inside one part of its archive, which stays an archive. */
const mutated = fc
  .record({
    original: file,
    edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
    tags: fc.nat(3).map((n) => n > 0),
    inside: fc.option(fc.nat(1_000), { freq: 8 }),
    extension: fc.option(fc.constantFrom('docx', 'odt', 'doc', 'rtf', 'html', 'mht', 'pdf', 'txt', 'md'), {
      freq: 8,
      nil: null,
    }),
  })
  .map(({ original, edits, tags, inside, extension }) => {
    const name = extension && Math.abs(edits[0]!.size) % 8 === 0 ? `a.${extension}` : original.name
    if (!original.parts || inside === null)
      return { name, bytes: edited(original.bytes, edits, tags && name.endsWith('.html')) }
    const names = Object.keys(original.parts).filter((part) =>
      /(?:document|content|styles|numbering|footnotes)\.xml$/.test(part),
    )
    const part = names[inside % names.length]!
    const parts = { ...original.parts, [part]: edited(original.parts[part]!, edits, tags) }
    return { name, bytes: zipSync(parts, { level: 0 }) }
  })

/** Reads in a thread that is ended when it hangs; the next file finds a new one. */
class Reader {
  #worker: Worker | null = null

  read(bytes: Uint8Array, name: string): Promise<string> {
    this.#worker ??= new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 384 },
    })
    const worker = this.#worker
    return new Promise((resolve) => {
      const settle = (outcome: string, end: boolean): void => {
        clearTimeout(timer)
        worker.off('message', answered).off('error', broke)
        if (end) {
          this.#worker = null
          void worker.terminate()
        }
        resolve(outcome)
      }
      const answered = (outcome: string): void => settle(outcome, false)
      const broke = (error: unknown): void => settle(`crash of the thread: ${error}`, true)
      const timer = setTimeout(() => settle(`took more than ${MOST_MS} ms`, true), MOST_MS)
      worker.on('message', answered).on('error', broke)
      worker.postMessage({ bytes, name })
    })
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
  }
}

const reader = new Reader()
afterAll(() => reader.end())

const CODES = ['read', 'empty', 'encrypted', 'unreadable', 'mislabelled', 'too-large', 'scanned', 'unsupported']

describe('files that were damaged or made to harm', () => {
  it(`${CASES} of them are read or refused with a sentence, in bounded time`, {
    timeout: 120_000 + CASES * 400,
  }, async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(mutated, async ({ bytes, name }) => {
        const outcome = await reader.read(bytes, name)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        expect(CODES).toContain(outcome)
      }),
      { numRuns: CASES },
    )
    // Edits that always break the file would prove nothing of the readers.
    expect(outcomes.get('read') ?? 0).toBeGreaterThan(CASES / 4)
  })
})
