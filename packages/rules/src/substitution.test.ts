import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SubstitutionRow, substitute } from './substitution.ts'

const rows: SubstitutionRow[] = [
  { from: 'các cơ sở giáo dục', to: 'nhà trường' },
  { from: 'các cơ sở giáo dục nước ngoài', to: null },
  { from: 'trên địa bàn Thành phố', to: 'tại nhà trường' },
]

describe('words of a higher level', () => {
  it('are replaced whole, the longest phrase first, capitals kept', () => {
    expect(substitute('Các cơ sở giáo dục trên địa bàn Thành phố báo cáo.', rows).text).toBe(
      'Nhà trường tại nhà trường báo cáo.',
    )
    expect(substitute('Hợp tác với các cơ sở giáo dục nước ngoài.', rows).text).toBe(
      'Hợp tác với các cơ sở giáo dục nước ngoài.',
    )
    expect(substitute('trên địa bàn Thành phốm', rows).runs).toEqual([{ text: 'trên địa bàn Thành phốm' }])
  })

  it('stay inside quotation marks and in the name of a cited document', () => {
    const text =
      'Thực hiện Kế hoạch số 1778/KH-UBND của Ủy ban nhân dân về Đề án trên địa bàn Thành phố; “các cơ sở giáo dục”; các cơ sở giáo dục'
    expect(substitute(text, rows).text).toBe(text.replace(/các cơ sở giáo dục$/, 'nhà trường'))
  })

  it('are replaced behind a citation that gives no title', () => {
    expect(
      substitute(
        'Phổ biến Nghị quyết số 59-NQ/TW và Nghị quyết số 153/NQ-CP đến giáo viên các cơ sở giáo dục; xong.',
        rows,
      ).text,
    ).toBe('Phổ biến Nghị quyết số 59-NQ/TW và Nghị quyết số 153/NQ-CP đến giáo viên nhà trường; xong.')
  })

  it('stay where a place is told of a phrase that is kept', () => {
    const text = 'Quản lý các cơ sở giáo dục nước ngoài và chương trình nước ngoài trên địa bàn Thành phố theo quy định'
    const placed: SubstitutionRow[] = rows.map((row) => (row.from.startsWith('trên') ? { ...row, place: true } : row))
    expect(substitute(text, placed).text).toBe(text)
    expect(substitute(`${text}; dạy ngoại ngữ trên địa bàn Thành phố`, placed).text).toBe(
      `${text}; dạy ngoại ngữ tại nhà trường`,
    )
    const made = substitute('Giám sát các cơ sở giáo dục trên địa bàn Thành phố.', placed)
    expect(made.text).toBe('Giám sát nhà trường.')
    expect(made.runs.filter((r) => r.change === 'del').map((r) => r.text)).toEqual([
      'các cơ sở giáo dục',
      ' trên địa bàn Thành phố',
    ])
  })

  const word = fc.constantFrom(
    'Thành',
    'phố',
    'nhà',
    'trường',
    'báo',
    'cáo',
    'giáo',
    'dục',
    'cơ',
    'sở',
    'học',
    ';',
    '59',
  )
  const phrase = fc.constantFrom(...rows.map((r) => r.from))
  const sentence = (part: fc.Arbitrary<string>) => fc.array(part, { maxLength: 20 }).map((w) => w.join(' '))

  it('nothing outside the table is touched', () => {
    fc.assert(
      fc.property(sentence(word), (text) => {
        fc.pre(!rows.some((r) => text.toLowerCase().includes(r.from.toLowerCase())))
        expect(substitute(text, rows).text).toBe(text)
      }),
    )
  })

  it('the runs give both texts back, and every change is a row of the table', () => {
    fc.assert(
      fc.property(sentence(fc.oneof(word, phrase)), (text) => {
        const made = substitute(text, rows)
        const without = (change: string) => made.runs.flatMap((r) => (r.change === change ? [] : [r.text])).join('')
        expect(without('ins')).toBe(text)
        expect(without('del')).toBe(made.text)
        for (const [n, run] of made.runs.entries())
          if (run.change === 'del') expect(rows).toContainEqual({ from: run.text, to: made.runs[n + 1]!.text })
      }),
    )
  })
})
