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
      'Cử giáo viên học tập ở các cơ sở giáo dục tiên tiến của nước ngoài.',
      'Tạo điều kiện cho các cơ sở giáo dục mầm non, giáo dục phổ thông hội nhập.',
      'Quản lý dạy học ngoại ngữ tại các cơ sở, trung tâm ngoại ngữ trên địa bàn huyện.',
      'Quản lý các cơ sở giáo dục có vốn đầu tư nước ngoài và các chương trình nước ngoài trên địa bàn Thành phố.',
    ])
      expect(substitute(text, substitutionsFor(school)).text).toBe(text)
  })

  it('are one’s own already in the plan of another school', () => {
    const text = 'Phối hợp trên địa bàn Thành phố tại trường; gặp gỡ học sinh và cha mẹ học sinh.'
    const peer = { ...school, superiorKind: 'school' }
    expect(substitute(text, substitutionsFor(peer)).text).toBe(text)
    expect(substitute(text, substitutionsFor({ ...peer, level: 'MN' })).text).toBe(
      'Phối hợp trên địa bàn Thành phố tại trường; gặp gỡ trẻ và cha mẹ học sinh.',
    )
    expect(substitute(text, substitutionsFor({ ...school, superiorKind: null })).text).toContain('tại nhà trường')
  })

  it('name the whole of what stands for the school', () => {
    expect(
      substitute('Chỉ đạo thống nhất trong toàn ngành GDĐT trên địa bàn huyện.', substitutionsFor(school)).text,
    ).toBe('Chỉ đạo thống nhất trong nhà trường.')
  })

  it('say it of the school where the superior says it of its schools', () => {
    const text = 'Thỏa thuận giữa các cơ sở giáo dục của Thành phố Hồ Chí Minh với các đối tác quốc tế.'
    expect(substitute(text, substitutionsFor(school)).text).toBe('Thỏa thuận giữa nhà trường với các đối tác quốc tế.')
  })

  it('name each phrase once for a unit, so that order never decides', () => {
    for (const unit of [school, ward, { ...school, level: 'MN' }, { ...school, kind: 'centre', level: 'GDTX' }]) {
      const phrases = substitutionsFor(unit).map((row) => row.from)
      expect(phrases.filter((p, n) => phrases.indexOf(p) !== n)).toEqual([])
    }
  })
})
