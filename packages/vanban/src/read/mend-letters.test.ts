import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SCHOOL_PLAN } from '../parse/sample-documents.ts'
import { decodeLegacy, decodeRun } from './legacy-encodings.ts'
import { TCVN3, VISCII, VNI_LETTERS, VNI_MARKS, WINDOWS_1258 } from './legacy-tables.ts'
import { mendLetters } from './mend-letters.ts'
import { readFile } from './read-file.ts'
import { readText } from './read-text.ts'

const LETTERS = 'aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđbcghklmnpqrstvx'
const SYLLABLES = [...new Set(SCHOOL_PLAN.normalize('NFC').match(/\p{L}+/gu))]

/** Bytes of a table, every other character as its own byte. */
function byTable(text: string, table: ReadonlyMap<number, string>): Uint8Array {
  const bytes = new Map([...table].map(([byte, letter]) => [letter, byte]))
  return Uint8Array.from([...text], (char) => bytes.get(char) ?? char.charCodeAt(0))
}

function toWindows1258(text: string): Uint8Array {
  const apart = text.replace(/./gu, (letter) => {
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letter.normalize('NFD'))?.[0]
    return tone ? letter.normalize('NFD').replace(tone, '').normalize('NFC') + tone : letter
  })
  return byTable(apart, WINDOWS_1258)
}

function toVni(text: string): Uint8Array {
  const singles = new Map([...VNI_LETTERS].map(([vni, letter]) => [letter, vni]))
  const marks = new Map([...VNI_MARKS].map(([vni, mark]) => [mark.normalize('NFC').split('').sort().join(''), vni]))
  const asTyped = (letter: string): string => {
    const upper = letter.toUpperCase()
    const small = letter !== upper
    const cased = (value: string): string => (small ? value.toLowerCase() : value)
    if (singles.has(upper)) return cased(singles.get(upper)!)
    const [base, ...rest] = upper.normalize('NFD')
    const horned = rest.includes('\u031b') ? singles.get(`${base}\u031b`.normalize('NFC'))! : base!
    const mark = rest.filter((part) => part !== '\u031b')
    return cased(horned) + (mark.length === 0 ? '' : cased(marks.get(mark.sort().join(''))!))
  }
  return Uint8Array.from([...text].map((c) => (/\p{L}/u.test(c) ? asTyped(c) : c)).join(''), (c) => c.charCodeAt(0))
}

/** VN3 has small letters with marks only, and seven capitals; a word or line of capitals is set in a font of capitals. */
const toTcvn3 = (text: string): Uint8Array =>
  byTable(
    text.replace(/\p{Lu}/gu, (c) => (/[A-ZĂÂÊÔƠƯĐ]/.test(c) ? c : c.toLocaleLowerCase('vi'))),
    TCVN3,
  )

const latin = (bytes: Uint8Array): string => new TextDecoder('windows-1252').decode(bytes)
const anyCase = fc.string({ unit: fc.constantFrom(...LETTERS, ...LETTERS.toUpperCase(), ' ', '1', '-') })
const small = fc.string({ unit: fc.constantFrom(...LETTERS, ' ', '1', '-') })

describe('old encodings', () => {
  it.each([
    ['viscii', (text: string) => byTable(text, VISCII), anyCase],
    ['windows-1258', toWindows1258, anyCase],
    ['tcvn3', toTcvn3, small],
    ['utf-8', (text: string) => new TextEncoder().encode(text), anyCase],
  ] as const)('decodes what was encoded in %s', (encoding, encode, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(decodeLegacy(latin(encode(text)), encoding)).toBe(text)
      }),
    )
  })

  it('decodes what was encoded in vni, whatever syllables stand side by side', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SYLLABLES)), fc.boolean(), (words, capitals) => {
        const text = capitals ? words.join(' ').toLocaleUpperCase('vi') : words.join(' ')
        expect(decodeLegacy(latin(toVni(text)), 'vni')).toBe(text)
      }),
    )
  })

  it('raises the capitals of VN3 where the letters without marks are capitals', () => {
    const text = 'Số: 12/QĐ-UBND\nKẾ HOẠCH TRIỂN KHAI Ở CƠ SỞ\nHà Nội, ngày 02 tháng 9 năm 2003'
    expect(decodeLegacy(latin(toTcvn3(text)), 'tcvn3')).toBe(text)
    expect(decodeRun(latin(toTcvn3('quyết định')), '.VnTimeH')).toBe('QUYẾT ĐỊNH')
    expect(decodeRun('Quyết định', '.VnTime')).toBe('Quyết định')
    expect(decodeRun('là', '.VnTime')).toBe('là')
    expect(decodeRun(latin(toVni('Thường trực')), 'VNI-Times')).toBe('Thường trực')
  })

  it.each([
    ['TCVN3', toTcvn3],
    ['VNI', toVni],
    ['VISCII', (text: string) => byTable(text, VISCII)],
    ['Windows-1258', toWindows1258],
  ])('recognises a file in %s from its bytes, and the same text pasted into a Unicode file', async (_, encode) => {
    const plan = SCHOOL_PLAN.normalize('NFC').replace(/[–“”…]/g, '-')
    const bytes = encode(plan)
    const expected = readText(plan).text
    // VN3 cannot say that a single accented first letter is a capital ("Ủy ban", "Đ" it can)
    const comparable = (text: string): string => (_ === 'TCVN3' ? text.toLocaleLowerCase('vi') : text)
    expect(comparable((await readFile(bytes, 'ke-hoach.txt')).text)).toBe(comparable(expected))
    const pasted = new TextEncoder().encode(latin(bytes))
    expect(comparable((await readFile(pasted, 'ke-hoach.txt')).text)).toBe(comparable(expected))
  })

  it('converts the annex in an old encoding and leaves the Unicode text before it', () => {
    const old = latin(toTcvn3('Danh sách các đơn vị được phân công thực hiện'))
    expect(mendLetters(`Kế hoạch năm 2026 của Trường\n${old}`)).toBe(
      'Kế hoạch năm 2026 của Trường\nDanh sách các đơn vị được phân công thực hiện',
    )
  })
})

describe('letters', () => {
  it('never touches a text that is good', () => {
    const word = fc.oneof(
      fc.constantFrom(...SYLLABLES),
      fc.constantFrom(
        '12/QĐ-UBND',
        'HĐND',
        '«lá»',
        '“Ngày hội”',
        '5°C',
        '§ 3',
        '±2 µm',
        'Müller',
        'café',
        '–',
        '100 m²',
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.array(word).map((words) => words.join(' '))), (lines) => {
        const text = lines.join('\n')
        expect(mendLetters(text)).toBe(text)
      }),
      { numRuns: 300 },
    )
    for (const text of ['François Müller, naïve façade', 'Guðrún Sigurðardóttir', 'Москва', 'Ελλάδα', '日本：東京'])
      expect(mendLetters(text)).toBe(text)
  })

  it.each([
    ['Số 12/QÐ-UBND; HÐND; ÐIỀU 1; ðồng chí', 'Số 12/QĐ-UBND; HĐND; ĐIỀU 1; đồng chí'],
    ['Кế hоạch, Mục ІІ', 'Kế hoạch, Mục II'],
    ['ΚẾ HOẠCH', 'KẾ HOẠCH'],
    ['ngày １２／０３／２０２６', 'ngày 12/03/2026'],
    ['triển\u00ad khai\u200b đối\u2060 ngo\u0323\u0061i', 'triển khai đối ngọai'],
    ['Số:\u00a012\u2003KH', 'Số: 12 KH'],
    ['công tác'.normalize('NFD'), 'công tác'],
    ['nửa \ud800 cặp', 'nửa \ufffd cặp'],
  ])('sets %j right', (from, to) => {
    expect(mendLetters(from)).toBe(to)
  })

  it('keeps the number of lines, gives NFC, and has nothing more to do the second time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', '')),
        (text) => {
          const once = mendLetters(text)
          expect(once.split('\n').length).toBe(text.split('\n').length)
          expect(once.normalize('NFC')).toBe(once)
          expect(mendLetters(once)).toBe(once)
        },
      ),
    )
  })
})
