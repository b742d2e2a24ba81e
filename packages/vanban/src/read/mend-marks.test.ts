import { describe, expect, it } from 'vitest'
import { mendMarks } from './mend-marks.ts'

/** The words with what was mended put in; a word marked "?" was read with doubt. */
function mended(text: string): string {
  const words = text.split(' ').map((word) => ({
    text: word.replace('?', ''),
    confidence: word.endsWith('?') ? 0.8 : 0.96,
  }))
  const found = mendMarks(words)
  return words.map((word, i) => found.get(i) ?? word.text).join(' ')
}

describe('a mark that was misread in a known phrase', () => {
  it('is put right where the word was read with doubt, in its case', () => {
    expect(mended('các trường tiếu? học trên địa bản? phường')).toBe('các trường tiểu học trên địa bàn phường')
    expect(mended('Phố? biến kế hoạch')).toBe('Phổ biến kế hoạch')
    expect(mended('NỘI DỤNG? THỰC HIỆN')).toBe('NỘI DUNG THỰC HIỆN')
    expect(mended('cấp có thẩm quyên?')).toBe('cấp có thẩm quyền')
  })

  it('is put right where the word is no syllable', () => {
    expect(mended('hội nhâp? quốc tế')).toBe('hội nhập quốc tế')
    expect(mended('phối hơp thực hiện')).toBe('phối hợp thực hiện')
  })

  it('stays where it was read surely: the slip may be the document’s own', () => {
    expect(mended('công thông tin điện tử')).toBe('công thông tin điện tử')
    expect(mended('trường tiếu học')).toBe('trường tiếu học')
  })

  it('stays where another phrase may be meant', () => {
    for (const text of [
      'thành phố? biển?',
      'nói? đúng?',
      'có số? liệu',
      'các trưởng? phòng',
      'nhà trưởng? thôn',
      'đoàn và?',
    ])
      expect(mended(text)).toBe(text.replaceAll('?', ''))
  })
})
