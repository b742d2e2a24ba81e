import { describe, expect, it } from 'vitest'
import { findSecrecyMark } from './find-secrecy-mark.ts'
import { readFile } from './read-file.ts'
import { readText } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

const code = async (bytes: Uint8Array | string, name: string): Promise<string> => {
  try {
    await readFile(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, name)
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile && error.vi !== '' && error.en !== '') return error.code
    throw error
  }
}

describe('text files', () => {
  it('reads UTF-8 with and without its mark, UTF-16 in both orders, NFD, CRLF, all as one text', async () => {
    const text = 'Số: 12/KH-UBND\nỦy ban nhân dân phường Hạnh Thông ban hành Kế hoạch.'
    const utf16 = (big: boolean, mark: boolean): Uint8Array => {
      const units = [...(mark ? '\ufeff' : ''), ...text].map((c) => c.charCodeAt(0))
      return new Uint8Array(units.flatMap((u) => (big ? [u >> 8, u & 255] : [u & 255, u >> 8])))
    }
    const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value)
    for (const bytes of [
      utf8(text),
      utf8(`\ufeff${text}`),
      utf8(text.normalize('NFD')),
      utf8(text.replace('\n', '\r\n')),
      utf16(false, true),
      utf16(true, true),
      utf16(false, false),
      utf16(true, false),
    ])
      expect((await readFile(bytes, 'ke-hoach.txt')).text).toBe(text)
  })

  it('says what is wrong with a file', async () => {
    expect(await code('', 'a.txt')).toBe('empty')
    expect(await code('   \n ', 'a.txt')).toBe('empty')
    expect(await code('kế hoạch', 'a.docx')).toBe('mislabelled')
    expect(await code('%PDF-1.7 …', 'a.txt')).toBe('mislabelled')
    expect(await code('kế hoạch', 'a.xyz')).toBe('unsupported')
    expect(await code(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'a.doc')).toBe(
      'unreadable',
    )
    expect(await code(new Uint8Array([1, 0, 0, 7, 0, 0, 0, 2, 0, 0, 0, 9]), 'a.txt')).toBe('unreadable')
    expect(await code(new Uint8Array(50 * 1024 * 1024 + 1), 'a.txt')).toBe('too-large')
  })

  it('takes Markdown and HTML remains away and keeps cells apart', () => {
    const source = readText(
      '# Đề mục\n| Việc | Hạn |\n|---|---|\n| **Lập** danh sách | 09/10/2024 |\n* gạch *nghiêng* [thông tư](http://x)\n',
    )
    expect(source.text).toBe('Đề mục\nViệc\nHạn\nLập danh sách\n09/10/2024\n* gạch nghiêng thông tư\n')
    expect(source.lines.map((l) => l.cell)).toEqual([null, [0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], null, null])
    expect(source.lines[0]!.heading).toBe(1)
  })
})

describe('secrecy mark', () => {
  const head = (stamp: string): string =>
    `UBND TỈNH AN BÌNH\nSố: 12/BC-UBND\n${stamp}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO`

  it.each([
    ['TUYỆT MẬT', 'TUYỆT MẬT'],
    ['TỐI MẬT', 'TỐI MẬT'],
    ['MẬT', 'MẬT'],
    ['  M Ậ T ', 'MẬT'],
    ['(Tối  mật)', 'TỐI MẬT'],
    ['T U Y Ệ T   M Ậ T', 'TUYỆT MẬT'],
    ['Độ mật: Tối mật', 'TỐI MẬT'],
    ['MẬT          Hà Nội, ngày 01 tháng 6 năm 2025', 'MẬT'],
    ['TỐI MẬT'.normalize('NFD'), 'TỐI MẬT'],
    ['TOI MAT', 'TỐI MẬT'],
    ['| MẬT | CỘNG HÒA |', 'MẬT'],
    ['TuyÖt mËt', 'TUYỆT MẬT'],
  ])('finds %s', (stamp, mark) => {
    expect(findSecrecyMark(head(stamp))).toBe(mark)
  })

  it.each([
    'về công tác bảo vệ bí mật nhà nước',
    'Bảo đảm chế độ bảo mật thông tin.',
    'KẾ HOẠCH BẢO VỆ BÍ\nMẬT',
    '- Tuyệt mật;\n- Tối mật;\n- Mật.',
    'Độ mật: Mật/Tối mật/Tuyệt mật',
    'MẮT',
    'MẶT BẰNG',
    'KHẨN',
    'Mật độ dân số',
    'Số mật khẩu',
  ])('does not take “%s” for a mark', (text) => {
    expect(findSecrecyMark(head(text))).toBeNull()
  })

  it('finds the mark of an enclosed document far down, not a word alone in the middle of a text', () => {
    const filler = Array.from({ length: 120 }, (_, i) => `Dòng ${i} của văn bản.`).join('\n')
    expect(findSecrecyMark(`${filler}\nBỘ X\nTỐI MẬT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`)).toBe('TỐI MẬT')
    expect(findSecrecyMark(`${filler}\nTỐI MẬT\n${filler}`)).toBeNull()
  })
})
