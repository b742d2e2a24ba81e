import { substitutionsFor } from '@banggiao/catalogue'
import { substitute } from '@banggiao/rules'
import { describe, expect, it } from 'vitest'

const school = { kind: 'school', level: 'THCS', superiorKind: 'department', area: 'phường' }
const ward = { kind: 'commune-committee', level: null, superiorKind: 'department', area: 'phường' }

describe('the words a unit puts in the place of its superior’s', () => {
  it('differ by kind and level of the unit', () => {
    const text = 'Tuyên truyền đến học sinh tại các cơ sở giáo dục trên địa bàn Thành phố.'
    expect(substitute(text, substitutionsFor(school)).text).toBe('Tuyên truyền đến học sinh tại nhà trường.')
    expect(substitute(text, substitutionsFor({ ...school, level: 'MN' })).text).toBe(
      'Tuyên truyền đến trẻ tại nhà trường.',
    )
    expect(substitute(text, substitutionsFor(ward)).text).toBe(
      'Tuyên truyền đến học sinh tại các cơ sở giáo dục trên địa bàn phường.',
    )
  })

  it('leave other schools and foreign bodies as they are', () => {
    for (const text of [
      'Chỉ đạo các trường mầm non, tiểu học thực hiện.',
      'Vận động mỗi trường trung học xây dựng góc trưng bày.',
      'Hợp tác với các cơ sở giáo dục nước ngoài.',
    ])
      expect(substitute(text, substitutionsFor(school)).text).toBe(text)
  })

  it('name each phrase once for a unit, so that order never decides', () => {
    for (const unit of [school, ward, { ...school, level: 'MN' }, { ...school, kind: 'centre', level: 'GDTX' }]) {
      const phrases = substitutionsFor(unit).map((row) => row.from)
      expect(phrases.filter((p, n) => phrases.indexOf(p) !== n)).toEqual([])
    }
  })
})
