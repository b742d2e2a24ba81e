import { describe, expect, it } from 'vitest'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
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

describe('what a công văn asks for', () => {
  const letter = (body: string): string =>
    `ỦY BAN NHÂN DÂN TỈNH AN BÌNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 812/SGDĐT-VP\nV/v báo cáo công tác đối ngoại\nAn Bình, ngày 07 tháng 9 năm 2026\nKính gửi: Các cơ sở giáo dục trực thuộc.\n\n${body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê An\n`
  const asked = (body: string) =>
    parse(readText(letter(body))).tasks.map(({ section, label, text, assignees, deadlines }) => ({
      section,
      label,
      text: text.slice(0, 40),
      assignees,
      dates: deadlines.map((term) => term.date),
    }))

  it('is the sentence with the term', () => {
    expect(
      asked(
        'Thực hiện Kế hoạch công tác năm 2026, Sở đề nghị các đơn vị báo cáo kết quả về Sở (qua Văn phòng) trước ngày 15/10/2026.\nĐề nghị các đơn vị nghiêm túc thực hiện./.',
      ),
    ).toEqual([
      {
        section: '',
        label: null,
        text: 'Thực hiện Kế hoạch công tác năm 2026, Sở',
        assignees: [],
        dates: ['2026-10-15'],
      },
    ])
  })

  it('is each numbered item with its own term, by its number and its body', () => {
    expect(
      asked(
        'Sở đề nghị các đơn vị thực hiện như sau:\n1. Nội dung báo cáo gồm phần lời và các bảng số liệu.\n2. Cơ sở giáo dục gửi báo cáo trước ngày 15 tháng 10 năm 2026.\n3. Phòng Văn hóa - Xã hội tổng hợp, gửi Sở trước ngày 25 tháng 10 năm 2026.',
      ),
    ).toMatchObject([
      { section: '2', label: '2', assignees: ['Cơ sở giáo dục'], dates: ['2026-10-15'] },
      { section: '3', label: '3', assignees: ['Phòng Văn hóa - Xã hội'], dates: ['2026-10-25'] },
    ])
  })

  it('is nothing that is told of the past, of a period or of an event, nor where nothing is asked', () => {
    for (const body of [
      'Sở đã đề nghị các đơn vị gửi báo cáo trước ngày 15/8/2026, đến nay còn thiếu.',
      'Sở đề nghị các đơn vị báo cáo; số liệu tính từ ngày 16/10/2025 đến ngày 15/9/2026.',
      'Sở đề nghị quý cơ quan xem xét. Sở sẽ gửi báo cáo cho quý cơ quan trước ngày 15/10/2026.',
      'Sở đề nghị các đơn vị phối hợp. Hội nghị tổ chức trước ngày 20/10/2026 tại Hội trường Sở.',
      'Sở đề nghị các đơn vị cử người dự hội nghị ngày 20/10/2026 tại Hội trường.',
      'Thực hiện Công văn số 5/SGDĐT-VP ngày 03 tháng 9 năm 2026 của Sở về việc đề nghị báo cáo trước ngày 15/10/2026, Nhà trường báo cáo kết quả như sau:',
      'Nhà trường hoàn thành báo cáo và gửi Sở trước ngày 15/10/2026 như đã hẹn.',
    ])
      expect(asked(body), body).toEqual([])
  })
})
