import { describe, expect, it } from 'vitest'
import { FoldedText, fold } from './fold.ts'

describe('folding', () => {
  it('keeps the length and writes letters, dashes and quotation marks one way', () => {
    const text = 'KẾ HOẠCH – “Đề án” hoà/hòa\u00a0số 1'
    expect(fold(text)).toBe('ke hoach - "de an" hoa/hoa so 1')
    expect(fold(text)).toHaveLength(text.length)
  })

  it('gives any stretch of a long text as the whole text folded has it', () => {
    // Longer than what is folded at once, with a mark beyond Latin-1 now and then.
    const text = Array.from({ length: 4_000 }, (_, i) => `${i}. Triển khai Đề án${i % 97 === 0 ? ' •' : ''};`).join(
      '\n',
    )
    const folded = new FoldedText(text)
    const whole = text
      .split('\n')
      .map((line) => fold(line))
      .join('\n')
    for (let from = 0; from < text.length; from += 1_021)
      for (const length of [0, 1, 40, 1_500]) {
        const to = Math.min(text.length, from + length)
        expect(folded.slice(from, to)).toBe(whole.slice(from, to))
      }
    expect(folded.slice(0, text.length)).toBe(whole)
  })
})
