import { describe, expect, it } from 'vitest'
import { addressedKinds } from './addressed-kinds.ts'

describe('whom a superior’s task is for', () => {
  it.each([
    [[], 'Ủy ban nhân dân phường, xã, đặc khu', ['commune-committee', 'culture-social-division']],
    [[], 'Cơ sở giáo dục', ['school', 'centre']],
    [['Hiệu trưởng các trường THPT'], 'Tổ chức thực hiện', ['school', 'centre']],
    [['Phòng Văn hóa - Xã hội'], null, ['commune-committee', 'culture-social-division']],
    [['Văn phòng Sở'], 'Cơ sở giáo dục', []],
    [['Phòng Giáo dục Phổ thông'], null, []],
    [[], 'Phòng Tổ chức cán bộ', []],
    [['Phòng Giáo dục Phổ thông', 'Các cơ sở giáo dục'], null, ['school', 'centre']],
    [['Các đơn vị trực thuộc'], 'Phòng Tổ chức cán bộ', null],
    [[], 'Phòng, chống dịch bệnh', null],
    [[], 'Hội nhập quốc tế trong giáo dục và đào tạo', null],
    [[], 'Đoàn ra, đoàn vào', null],
  ])('%j under %j: %j', (assignees, title, kinds) => {
    expect(addressedKinds(assignees, title)).toEqual(kinds)
  })
})
