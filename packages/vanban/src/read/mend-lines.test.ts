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
      '59-NQ/TW, 17-CTr/TU, 06/QĐ-TTg',
      '01 thùng 3 chai',
    ])
      expect(mended(text)).toEqual([text])
  })
})
