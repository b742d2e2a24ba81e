import { readFile, type WrittenDocument, writeDocx, writePdf, writeText } from '@banggiao/vanban'
import { describe, expect, it, vi } from 'vitest'
import { changesBetween, compareSigned } from './compare-signed.ts'
import { compareInWorker } from './read-in-worker.ts'
import { otherMarks, withMarks } from './signed-copy.ts'

const paper: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '/KH-THCS.BM',
  superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
  issuerLines: ['TRƯỜNG THCS BÌNH MINH'],
  place: 'Hạnh Thông',
  date: null,
  title: 'Triển khai công tác đối ngoại và hội nhập quốc tế năm 2026',
  addressees: [],
  legalBases: ['Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo'],
  blocks: [
    { type: 'heading', level: 1, label: 'I', title: 'NHIỆM VỤ' },
    {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Tổ chức giao lưu trực tuyến với trường bạn trước ngày 30/4/2026, do Tổ Ngoại ngữ chủ trì.',
    },
    {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Báo cáo kết quả trước ngày 15/10/2026, do Phó Hiệu trưởng phụ trách.',
    },
    {
      type: 'table',
      head: ['TT', 'Nội dung', 'Thời gian'],
      rows: [
        ['1', 'Tuyên truyền về biển, đảo', 'Tháng 4'],
        ['2', 'Giao lưu học sinh', 'Tháng 5'],
      ],
    },
  ],
  signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Nguyễn Thị Thủ Trưởng' },
  recipients: ['Sở GDĐT', 'Lưu: VT'],
  draft: false,
  annexes: [
    {
      title: 'Phân công thực hiện nhiệm vụ',
      blocks: [
        {
          type: 'table',
          head: ['STT', 'Nhiệm vụ', 'Người, bộ phận thực hiện', 'Thời hạn'],
          rows: [
            ['1', 'Tổ chức giao lưu trực tuyến với trường bạn', 'Đỗ Phương Hòa (Tổ Ngoại ngữ)', '30/4/2026'],
            ['2', 'Báo cáo kết quả', 'Phó thủ trưởng', '15/10/2026'],
          ],
          widths: [8, 50, 26, 16],
        },
      ],
    },
  ],
}
const issued: WrittenDocument = { ...paper, number: '86/KH-THCS.BM', date: '2026-03-16' }
vi.setConfig({ testTimeout: 30_000 })
const given = { number: '86/KH-THCS.BM', issuedOn: '2026-03-16' }

describe('a signed copy of unusual length', () => {
  it('is answered as not compared, in a thread apart, whatever the comparison suffers', async () => {
    const given = { number: '86/KH-THCS.BM', issuedOn: '2026-03-16' }
    const words = Array.from({ length: 200_000 }, (_, n) => `từ${n}`).join(' ')
    const answer = await compareInWorker(paper, words, given, () => {})
    expect(answer).toMatchObject({ compared: false, changes: [] })
    const broke = await compareInWorker({ ...paper, blocks: null } as never, 'ngắn', given, () => {})
    expect(broke.compared).toBe(false)
  })
})

describe('the text of a signed copy beside the approved one', () => {
  it('is the same when only number, date and layout were added', async () => {
    const signed = await readFile(await writePdf(issued), 'signed.pdf')
    expect(await compareSigned(paper, signed.text, given)).toEqual({ compared: true, notice: null, changes: [] })
    const word = await readFile(await writeDocx(issued), 'signed.docx')
    expect((await compareSigned(paper, word.text, given)).changes).toEqual([])
    const rewrapped = writeText(issued)
      .replace(/(.{40}\S*) /g, '$1\n')
      .replace(/\n\n/g, '\n\n 2 \n')
    expect((await compareSigned(paper, rewrapped, given)).changes).toEqual([])
  })

  it('is the same when number and date were left blank, to be written by hand', async () => {
    const signed = await readFile(await writePdf(paper), 'signed.pdf')
    expect(await compareSigned(paper, signed.text, given)).toEqual({ compared: true, notice: null, changes: [] })
  })

  it('shows a day that was changed, with the words around it', async () => {
    const altered = structuredClone(issued)
    altered.blocks[1] = {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Tổ chức giao lưu trực tuyến với trường bạn trước ngày 30/5/2026, do Tổ Ngoại ngữ chủ trì.',
    }
    const signed = await readFile(await writePdf(altered), 'signed.pdf')
    const { changes } = await compareSigned(paper, signed.text, given)
    expect(changes).toHaveLength(1)
    expect(changes[0]!.approved).toContain('4')
    expect(changes[0]!.signed).toContain('5')
    expect(changes[0]!.before).toContain('trường bạn trước ngày')
  })

  it('shows who was exchanged for whom: two words that change places are no move', () => {
    const text = writeText(issued)
    const swapped = text
      .replace('Tổ Ngoại ngữ chủ trì', 'Phó Hiệu trưởng phụ trách')
      .replace('do Phó Hiệu trưởng phụ trách.\n\n|', 'do Tổ Ngoại ngữ chủ trì.\n\n|')
    expect(changesBetween(text, swapped).length).toBeGreaterThanOrEqual(2)
  })
})

describe('number and date of a signed copy beside those the paper is issued under', () => {
  const same = { compared: true, notice: null, changes: [] }

  it('agree however they are spaced, and where the copy leaves them to be written by hand', () => {
    for (const bears of [
      { number: '86 / KH-THCS.BM', date: '2026-03-16' },
      { number: '/KH-THCS.BM', date: null },
      { number: null, date: null },
    ])
      expect(otherMarks(given, bears)).toEqual({ number: null, date: null })
    expect(withMarks(same, given, { number: null, date: null })).toEqual(same)
  })

  it('are said where they belong to another paper', () => {
    const other = otherMarks(given, { number: '95/KH-UBND', date: '2026-03-02' })
    expect(other).toEqual({ number: '95/KH-UBND', date: '2026-03-02' })
    expect(withMarks(same, given, other).notice?.vi).toBe(
      'Bản ký ghi số 95/KH-UBND, khác với số 86/KH-THCS.BM của văn bản. Bản ký ghi ngày 02/03/2026, khác với ngày ban hành 16/03/2026',
    )
  })
})
