import { describe, expect, it } from 'vitest'
import { assigneesOf, inChargeUnder } from './tasks.ts'

describe('who is named to do a task', () => {
  it.each([
    ['Rà soát các chương trình liên kết; Phòng Giáo dục Phổ thông chủ trì.', null, ['Phòng Giáo dục Phổ thông']],
    ['Tổ chức sân chơi tiếng Anh, do Tổ Ngoại ngữ phụ trách.', null, ['Tổ Ngoại ngữ']],
    ['Tổ chức ngày hội (Tổ Ngoại ngữ phụ trách).', null, ['Tổ Ngoại ngữ']],
    ['Xây dựng kế hoạch.', 'Cơ sở giáo dục', ['Cơ sở giáo dục']],
    ['Rà soát.', 'Hội nhập quốc tế trong giáo dục và đào tạo', []],
    ['Rà soát.', 'Đoàn ra, đoàn vào', []],
    ['Rà soát.', 'Ban hành kế hoạch triển khai', []],
  ])('%s under %j: %j', (text, heading, assignees) => {
    expect(assigneesOf(text, inChargeUnder(heading))).toEqual(assignees)
  })
})
