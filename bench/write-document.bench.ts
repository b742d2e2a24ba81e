import { createRequire } from 'node:module'
import { type WrittenDocument, writeDocx, writePdf } from '@banggiao/vanban'
import { type Bench, type Figure, inTurn, median } from './figure.ts'

const sentence =
  'Tổ chức quán triệt Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị; xây dựng kế hoạch của đơn vị, phân công người phụ trách và báo cáo kết quả trước ngày 15 tháng 10 năm 2026; '

/** A plan of eight pages: bases, six sections of items, a table, recipients and signature. */
function planOf(number: number): WrittenDocument {
  return {
    kind: 'Kế hoạch',
    number: `${number}/KH-THCS.RĐ`,
    superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
    issuerLines: ['Trường THCS Rạng Đông'],
    place: 'Thành phố Hồ Chí Minh',
    date: '2026-03-11',
    title: 'Hoạt động đối ngoại và hội nhập quốc tế năm 2026',
    addressees: [],
    legalBases: Array.from({ length: 4 }, (_, at) => `Căn cứ Kế hoạch số ${1700 + at}/KH-UBND về hội nhập quốc tế`),
    blocks: Array.from({ length: 6 }, (_, at) => at).flatMap((at): WrittenDocument['blocks'] => [
      { type: 'heading', level: 1, label: ['I', 'II', 'III', 'IV', 'V', 'VI'][at]!, title: 'Nội dung thực hiện' },
      ...Array.from({ length: 11 }, (_, item) => ({
        type: 'item' as const,
        depth: 0,
        label: null,
        // Every document has words of its own, so that nothing is taken from what was set before.
        text: `${sentence}kèm theo danh mục ${number}.${at}.${item}.`,
      })),
      {
        type: 'table',
        head: ['STT', 'Nội dung', 'Thời hạn'],
        rows: [['1', `Báo cáo lần ${number}`, '15/10/2026']],
      },
    ]),
    signer: { authority: ['KT. Hiệu trưởng'], position: 'Phó Hiệu trưởng', name: 'Trần Bích Ngân' },
    recipients: ['Sở Giáo dục và Đào tạo (để báo cáo)', 'Lưu: VT'],
    draft: false,
  }
}

/** An eight-page plan as .docx and as PDF/A-2, each time with other words, and what a long run leaves in memory. */
export async function measureWriting(rounds: number, run: number): Promise<Figure[]> {
  let number = 0
  const next = () => planOf(++number)
  for (let warm = 0; warm < Math.min(10, rounds); warm++) {
    await writeDocx(next())
    await writePdf(next())
  }
  const written = await inTurn(
    rounds,
    () => writeDocx(next()),
    () => writePdf(next()),
  )
  const reference = await plainTypst(rounds)
  const resident = () => process.memoryUsage.rss() / 1024 / 1024
  // The first tenth fills what the typesetter keeps; only growth after it counts.
  for (let at = 0; at < run / 10; at++) await writePdf(next())
  const before = resident()
  for (let at = 0; at < run; at++) await writePdf(next())
  const grown = Math.max(0.1, resident() - before)
  return [
    {
      name: 'write a plan as .docx',
      value: `${written.a.toFixed(1)} ms`,
      reference: `median of ${rounds}, eight pages`,
      measured: written.a,
      limit: { at: 'most', figure: 30, unit: 'ms' },
    },
    {
      name: 'write a plan as PDF/A-2',
      value: `${written.b.toFixed(1)} ms`,
      reference: `median of ${rounds}, eight pages`,
      measured: written.b,
      limit: { at: 'most', figure: 30, unit: 'ms' },
      notes: `${(written.b / reference).toFixed(1)} times the bare typesetter on the same words (${reference.toFixed(1)} ms)`,
    },
    {
      name: 'memory after many PDFs',
      value: `${grown.toFixed(0)} MB more`,
      reference: `after ${run} documents`,
      measured: grown,
      limit: { at: 'most', figure: 64, unit: 'MB' },
    },
  ]
}

/** The same words as plain paragraphs through Typst alone: no letterhead, no tables, no tags. */
async function plainTypst(rounds: number): Promise<number> {
  const fromVanban = createRequire(import.meta.resolve('@banggiao/vanban'))
  const { NodeCompiler } = fromVanban(
    '@myriaddreamin/typst-ts-node-compiler',
  ) as typeof import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create()
  const times = Array.from({ length: rounds }, (_, at) => {
    const words = planOf(-at).blocks.map((block) =>
      'text' in block ? block.text : 'title' in block ? block.title : '',
    )
    const begun = performance.now()
    const source = `#set page(paper: "a4")\n#set text(size: 14pt, lang: "vi")\n${words.join('\n\n')}`
    const { result } = compiler.compile({ mainFileContent: source })
    if (result === null) throw new Error('the bare typesetter did not set the words')
    compiler.pdf(result)
    return performance.now() - begun
  })
  return median(times)
}

export const bench: Bench = () => measureWriting(40, 1000)
