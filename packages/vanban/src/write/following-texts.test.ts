import { describe, expect, it } from 'vitest'
import type { Block, WrittenDocument } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { readFile } from '../read/read-file.ts'
import { readText } from '../read/read-text.ts'
import { fillTemplate } from './fill-template.ts'
import { writeDocx, writePdf, writeText } from './index.ts'
import { TEMPLATES } from './templates.ts'
import { toWritten } from './to-written.ts'

const words = (text: string): Block => ({ type: 'paragraph', text })
const decision = fillTemplate(TEMPLATES.find(({ id }) => id === 'decision')!, {
  unit: 'Trường THCS Bình Minh',
  symbol: 'THCS.BM',
  number: '15',
  date: '2026-03-12',
  place: 'Hà An',
  position: 'Hiệu trưởng',
  signer: 'Trần Văn An',
})

/** A decision as a person writes it in the app: with what it issues, and two annexes. */
const document: WrittenDocument = {
  ...decision,
  issuerLines: ['TRƯỜNG THCS BÌNH MINH'],
  title: 'Về việc ban hành Quy chế tiếp khách nước ngoài',
  enactor: 'HIỆU TRƯỞNG TRƯỜNG THCS BÌNH MINH',
  legalBases: ['Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư'],
  blocks: [words('Ban hành kèm theo Quyết định này Quy chế tiếp khách nước ngoài.')],
  recipients: ['Như trên', 'Lưu: VT'],
  draft: false,
  attachments: [
    {
      kind: 'Quy chế',
      title: 'Tiếp khách nước ngoài tại trường',
      blocks: [
        { type: 'heading', level: 1, label: 'Điều 1', title: 'Phạm vi áp dụng' },
        words('Quy chế này áp dụng cho mọi cuộc tiếp khách nước ngoài tại trường.'),
      ],
    },
  ],
  annexes: [
    {
      title: 'DANH MỤC VIỆC CẦN LÀM',
      landscape: true,
      blocks: [
        { type: 'heading', level: 1, label: 'I', title: 'TRƯỚC KHI ĐÓN KHÁCH' },
        {
          type: 'table',
          head: ['STT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Thời hạn'],
          rows: [
            ['1', 'Báo cáo Ủy ban nhân dân phường', 'Văn phòng', '05 ngày làm việc'],
            ['2', 'Chuẩn bị phòng tiếp khách', 'Tổ Văn phòng', '01 ngày'],
          ],
        },
      ],
    },
    { title: 'MẪU BÁO CÁO', blocks: [words('Kết quả tiếp khách, kiến nghị nếu có.')] },
  ],
}

/** What the writer adds by itself: end marks, the note under a title. Levels are counted anew where a text is read. */
function plainBlocks(blocks: readonly Block[]): unknown[] {
  return blocks.flatMap((block): unknown[] => {
    if (block.type === 'paragraph') return /^\(Kèm theo/u.test(block.text) ? [] : [block.text.replace(/[\s./]+$/u, '')]
    return [block.type === 'heading' ? { ...block, level: null } : block]
  })
}

function following({ attachments = [], annexes = [] }: WrittenDocument) {
  return {
    attachments: attachments.map(({ kind, title, blocks }) => ({ kind, title, blocks: plainBlocks(blocks) })),
    annexes: annexes.map(({ title, blocks }) => ({ title, blocks: plainBlocks(blocks) })),
  }
}

describe('what follows the signature', () => {
  it.each([
    ['.docx', async () => readFile(await writeDocx(document), 'a.docx')],
    ['.pdf', async () => readFile(await writePdf(document), 'a.pdf')],
    ['.txt', async () => readText(writeText(document))],
  ])('is read back as it was written: %s', { timeout: 60_000 }, async (_, read) => {
    const source = await read()
    const again = toWritten(source, parse(source))
    expect(following(again)).toEqual(following(document))
    // and once more, for nothing may grow from turn to turn
    const second = readText(writeText(again))
    expect(following(toWritten(second, parse(second)))).toEqual(following(document))
  })
})
