import { describe, expect, it } from 'vitest'
import { matchCarrierReceivers } from './match-carrier-receivers.ts'

const issuer = {
  id: 7,
  kind: 'department',
  name: 'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh',
  shortName: 'Sở GD&ĐT TP.HCM',
}
const named = (words: string | null) =>
  matchCarrierReceivers(words, issuer).map((r) => `${r.role} ${r.through ?? r.unitId}`)

describe('whom a plan has its carriers report to', () => {
  it.each([
    ['báo cáo kết quả về Sở Giáo dục và Đào tạo trước ngày 15/10/2026', []],
    ['gửi báo cáo về Sở GDĐT (qua Văn phòng Sở), đồng gửi UBND phường, xã, đặc khu', ['main 7', 'copy commune']],
    ['báo cáo Sở Giáo dục và Đào tạo và Ủy ban nhân dân cấp xã trước ngày 30/11', ['main 7', 'copy commune']],
    ['các trường báo cáo về Ủy ban nhân dân phường, xã trước ngày 05/10', ['main commune']],
    ['báo cáo về UBND cấp xã, đồng kính gửi Sở Giáo dục và Đào tạo', ['main commune', 'copy 7']],
    // the committee as who reports
    ['Ủy ban nhân dân phường, xã, đặc khu báo cáo về Sở GD&ĐT trước ngày 20/10', []],
    ['báo cáo kết quả thực hiện trước ngày 20/10', []],
    [null, []],
  ])('%s', (words, receivers) => {
    expect(named(words)).toEqual(receivers)
  })
})
