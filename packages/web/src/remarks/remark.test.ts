import { describe, expect, it } from 'vitest'
import { nameBegun, namedIn, partsOf } from './remark.ts'

const lan = { id: 'a', name: 'Trần Thị Ngọc Lan' }
const lanAnh = { id: 'b', name: 'Trần Thị Ngọc Lan Anh' }

describe('a name begun with @', () => {
  it('is what stands between the sign and the caret, with its spaces and accents', () => {
    expect(nameBegun('Nhờ @Trần Thị Ng xem', 16)).toBe('Trần Thị Ng')
    expect(nameBegun('@', 1)).toBe('')
  })
  it('is none inside an address, nor where no sign stands', () => {
    expect(nameBegun('lan@truong.edu.vn', 17)).toBeUndefined()
    expect(nameBegun('Nhờ Lan xem', 11)).toBeUndefined()
  })
})

describe('who is named', () => {
  it('are those whose whole name still stands in the text', () => {
    expect(namedIn('@Trần Thị Ngọc Lan xem giúp', [lan])).toEqual(['a'])
    expect(namedIn('@Trần Thị xem giúp', [lan])).toEqual([])
  })
})

describe('the parts of a remark', () => {
  it('are text, names and links, the longer of two names first', () => {
    expect(partsOf('Nhờ @Trần Thị Ngọc Lan Anh xem https://sgddt.example/kh, nhé.', [lan, lanAnh])).toEqual([
      { kind: 'text', text: 'Nhờ ' },
      { kind: 'name', text: '@Trần Thị Ngọc Lan Anh' },
      { kind: 'text', text: ' xem ' },
      { kind: 'link', text: 'https://sgddt.example/kh' },
      { kind: 'text', text: ', nhé.' },
    ])
  })
  it('make no link of anything but http and https', () => {
    expect(partsOf('javascript:alert(1)', [])).toEqual([{ kind: 'text', text: 'javascript:alert(1)' }])
  })
})
