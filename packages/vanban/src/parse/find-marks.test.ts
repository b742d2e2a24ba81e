import { describe, expect, it } from 'vitest'
import { BAR, CALL, DIGIT, findMarks, GAP, TAB } from './find-marks.ts'

const marksOf = (text: string): number => findMarks(text, 0, text.length)
const KINDS = DIGIT | TAB | BAR | GAP | CALL

describe('the kinds of characters of a text', () => {
  it('finds figures, tabs, bars, gaps and the calls of foot notes', () => {
    expect(marksOf('Kế hoạch năm học') & KINDS).toBe(0)
    expect(marksOf('năm 2026') & KINDS).toBe(DIGIT)
    expect(marksOf('STT\tNhiệm vụ') & KINDS).toBe(TAB)
    expect(marksOf('| Nhiệm vụ |') & KINDS).toBe(BAR)
    expect(marksOf('theo quy định² và [3]') & KINDS).toBe(CALL | DIGIT)
  })

  it('takes two spaces in a row or a fixed one for a gap, and looks no further than asked', () => {
    expect(marksOf('Nơi nhận:  HIỆU TRƯỞNG') & GAP).toBe(GAP)
    expect(marksOf('Nơi\u00a0nhận') & GAP).toBe(GAP)
    expect(marksOf('- Lưu: VT.') & GAP).toBe(0)
    expect(findMarks('a  1', 0, 2) & KINDS).toBe(0)
  })
})
