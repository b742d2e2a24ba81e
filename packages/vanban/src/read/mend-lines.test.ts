import { describe, expect, it } from 'vitest'
import { mendLines } from './mend-lines.ts'
import type { PdfLine } from './pdf-lines.ts'

/** Lines as recognition gives them, every word read with 0.9. */
function read(...texts: string[]): PdfLine[] {
  return texts.map((text) => ({
    text,
    page: 1,
    pieces: [...text.matchAll(/\S+/g)].map((word) => ({
      at: word.index,
      text: word[0],
      item: {
        str: word[0],
        x: 0,
        y: 0,
        width: 10,
        fontSize: 14,
        seen: { box: [0, 0, 0.1, 0.1], confidence: 0.9 },
      },
    })),
  }))
}

function mended(...texts: string[]): string[] {
  const lines = read(...texts)
  mendLines(lines)
  return lines.map((line) => line.text)
}

describe('what recognition misreads', () => {
  it('gets its marks back in the standing phrases, in the case it was read in', () => {
    expect(mended('ỦY BẠN NHÂN DẪN', 'THÀNH PHỔ HỖ CHÍ MINH', 'PHO CHỦ TICH')).toEqual([
      'ỦY BAN NHÂN DÂN',
      'THÀNH PHỐ HỒ CHÍ MINH',
      'PHÓ CHỦ TỊCH',
    ])
    expect(mended('KẺ HOẠCH', 'Cũn cứ Nghị quyêt số 59-NQ/TW')).toEqual(['KẾ HOẠCH', 'Căn cứ Nghị quyết số 59-NQ/TW'])
    expect(mended('Ủy ban nhân', 'dàn phường')).toEqual(['Ủy ban nhân', 'dân phường'])
  })

  it('is a letter for a digit in numbers and dates, and a month named otherwise', () => {
    expect(mended('ngày l6/O3/2026 và Số: l24/QD-UBND')).toEqual(['ngày 16/03/2026 và Số: 124/QĐ-UBND'])
    expect(mended('ngày 02 thúng 3 nắm 2026;')).toEqual(['ngày 02 tháng 3 năm 2026;'])
    expect(mended('số 12/KH-SGDDT')).toEqual(['số 12/KH-SGDĐT'])
  })

  it('is a stroke or a hyphen that the symbol of a number must have', () => {
    expect(mended('Số: 95KH-UBND', 'số 1778|KH-UBND và số 06/2020QĐ-TTg')).toEqual([
      'Số: 95/KH-UBND',
      'số 1778/KH-UBND và số 06/2020/QĐ-TTg',
    ])
    expect(mended('Nghị quyết số 59NQ/TW, số 17.NQ/TU;')).toEqual(['Nghị quyết số 59-NQ/TW, số 17-NQ/TU;'])
    expect(mended('số 12JKH-SGDDT, số 4555/BGDDT-GDPT')).toEqual(['số 12/KH-SGDĐT, số 4555/BGDĐT-GDPT'])
  })

  it('moves along what follows in its line, with its place on the page', () => {
    const lines = read('  Số: 95KH-UBND ngày l6/3/2026')
    mendLines(lines)
    const { text, pieces } = lines[0]!
    expect(pieces.map(({ at, text: own }) => text.slice(at, at + own.length))).toEqual(
      pieces.map((piece) => piece.text),
    )
    expect(pieces.map((piece) => piece.text)).toEqual(['Số:', '95/KH-UBND', 'ngày', '16/3/2026'])
    expect(pieces.map((piece) => piece.item.seen!.confidence)).toEqual([0.9, 0.5, 0.9, 0.5])
  })

  it('is the kind of the unit in the letterhead', () => {
    const head = (...texts: string[]): string[] => {
      const lines = read(...texts).map((line): PdfLine => ({ ...line, cell: [0, 0, 0] }))
      mendLines(lines)
      return lines.map((line) => line.text)
    }
    expect(head('ỦY BAN NHÂN DÂN', 'PHƯƠNG HẠNH THÔNG')).toEqual(['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'])
    expect(head('UBND PHUỜNG HÀ AN', 'TRƯƠNG THCS BÌNH MINH')).toEqual(['UBND PHƯỜNG HÀ AN', 'TRƯỜNG THCS BÌNH MINH'])
    // a person and a street are none
    expect(head('TRƯƠNG VĂN AN')).toEqual(['TRƯƠNG VĂN AN'])
    expect(head('PHƯƠNG MAI ANH')).toEqual(['PHƯƠNG MAI ANH'])
  })

  it('is marked unsure, and only that', () => {
    const lines = read('KẺ HOẠCH năm')
    mendLines(lines)
    expect(lines[0]!.pieces.map((piece) => piece.item.seen!.confidence)).toEqual([0.5, 0.9, 0.9])
  })

  it('stays as it is where another word may be meant', () => {
    for (const text of [
      'cái thúng, cái mủng',
      'II. Lớp 10A1',
      'Phương án và phương hướng',
      'Kế, hoạch',
      'từ đó cần cử cán bộ, để nghỉ, các trưởng phòng',
      'Còn cứ thế thì',
      'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'mục I, II và IO',
      '59-NQ/TW, 17-CTr/TU, 06/QĐ-TTg, 31-NQ/CP',
      'số 951KH-UBND',
      'lớp 10TT-A1, 12CT/34',
      '01 thùng 3 chai',
    ])
      expect(mended(text)).toEqual([text])
  })
})
