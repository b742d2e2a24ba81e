import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { DECISION, LETTER, NEWS, PLAN_IN_ORDER, SCHOOL_PLAN } from '../parse/sample-documents.ts'
import { readText } from '../read/read-text.ts'
import { check } from './check.ts'
import { numberFault } from './check-citations.ts'
import { canonical, isSyllable } from './syllables.ts'

const findingsOf = (text: string, expand = true): (Finding & { shown: string })[] => {
  const source = readText(text)
  return check(source, parse(source), { expand }).map((f) => ({
    ...f,
    shown: f.at ? source.text.slice(f.at.start, f.at.end).replace(/\s+/g, ' ') : '',
  }))
}
const codes = (text: string): string[] => findingsOf(text).map((f) => f.code)
const one = (text: string, code: string) => findingsOf(text).find((f) => f.code === code)
const plan = (from: string, to: string): string => {
  expect(SCHOOL_PLAN).toContain(from)
  return SCHOOL_PLAN.replace(from, to)
}

describe('a document in order', () => {
  it('has no error and no warning', () => {
    for (const text of [PLAN_IN_ORDER, DECISION, LETTER])
      expect(
        findingsOf(text)
          .filter((f) => f.severity !== 'question')
          .map((f) => `${f.code} ${f.vi}`),
      ).toEqual([])
  })
})

describe('numbering', () => {
  it('finds a gap and a repeat, at the label', () => {
    expect(one(plan('2. Đoàn ra', '3. Đoàn ra'), 'numbering-gap')).toMatchObject({ severity: 'error', shown: '3.' })
    expect(one(plan('III. TỔ CHỨC', 'II. TỔ CHỨC'), 'numbering-repeat')).toMatchObject({
      severity: 'error',
      shown: 'II.',
    })
  })

  it('takes điểm in the Vietnamese and in the Latin alphabet', () => {
    const list = (letters: string): string =>
      DECISION.replace(
        /a\) Giám[\s\S]*?Đào tạo\.\n/,
        letters
          .split('')
          .map((l) => `${l}) Giám đốc sở;\n`)
          .join(''),
      )
    expect(codes(list('abcdđe'))).not.toContain('numbering-gap')
    expect(codes(list('abcdef'))).not.toContain('numbering-gap')
    expect(codes(list('abce'))).toContain('numbering-gap')
  })
})

describe('dates', () => {
  it('asks about a final report before the interim one, with the reading that makes it right', () => {
    const text = plan(
      '- Báo cáo kết quả tiếp đoàn',
      '- Báo cáo sơ kết trước ngày 10/12/2026, báo cáo tổng kết trước ngày 20/6/2026.\n- Báo cáo kết quả tiếp đoàn',
    )
    expect(one(text, 'deadline-order')).toMatchObject({ severity: 'question' })
    expect(one(text, 'deadline-order')!.vi).toContain('năm học')
    expect(codes(text.replace('10/12/2026', '10/5/2026'))).not.toContain('deadline-order')
  })

  it('finds a day that no calendar has, and a term that was past', () => {
    expect(one(plan('20/4/2026', '31/4/2026'), 'date-impossible')).toMatchObject({ shown: '31/4/2026' })
    expect(one(plan('20/4/2026', '20/2/2026'), 'deadline-past')).toMatchObject({ severity: 'question' })
  })
})

describe('citations', () => {
  it.each([
    ['17-CTr-TU', null, '17-CTr/TU'],
    ['31-NQ/CP', '2014-05-13', '31/NQ-CP'],
    ['06/QĐ-TTg', '2020-02-21', '06/2020/QĐ-TTg'],
    ['59/NQ-TW', null, '59-NQ/TW'],
    ['86/NĐ-CP', '2018-06-06', '86/2018/NĐ-CP'],
    ['12/TT-BGDĐT', '2021-01-01', '12/2021/TT-BGDĐT'],
  ])('puts %s right', (number, date, fix) => {
    expect(numberFault(number, date)!.fix).toBe(fix)
  })

  it.each([
    '59-NQ/TW',
    '153/NQ-CP',
    '1600/QĐ-TTg',
    '86/2018/NĐ-CP',
    '05-HD/BĐNTW',
    '12-CTr/BCĐ',
    '374-KH/TU',
    '14/2022/QĐ-UBND',
    '43/2019/QH14',
    '86/KH-THCS.NVT',
    '01/VBHN-BGDĐT',
  ])('leaves %s alone', (number) => {
    expect(numberFault(number, '2020-02-20')).toBeNull()
  })

  it('finds a number whose year is not that of its date, and one document with two dates', () => {
    const text = plan(
      '59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị.',
      '59-NQ/TW ngày 24/01/2025; Nghị định số 86/2018/NĐ-CP ngày 06/6/2018, Nghị định số 86/2018/NĐ-CP ngày 16/6/2018 và Thông tư số 50/2020/TT-BGDĐT ngày 31/12/2021.',
    )
    expect(one(text, 'citation-date-differs')!.vi).toContain('86/2018/NĐ-CP')
    expect(one(text, 'citation-date')).toMatchObject({ shown: '50/2020/TT-BGDĐT' })
  })

  it('asks for “số” once for all places', () => {
    const text = plan(
      'Nghị quyết số 59-NQ/TW ngày',
      'Kế hoạch 149/KH-UBND ngày 25/9/2018, Thông tư 50/2020/TT-BGDĐT ngày 31/12/2020, Nghị quyết số 59-NQ/TW ngày',
    )
    expect(one(text, 'citation-without-so')).toMatchObject({ fix: 'số 149/KH-UBND', shown: '149/KH-UBND' })
    expect(one(text, 'citation-without-so')!.also).toHaveLength(1)
  })

  it('knows what was replaced by the date of the document', () => {
    const text = plan('59-NQ/TW ngày', '59-NQ/TW, Nghị định số 80/2020/NĐ-CP ngày 08/7/2020, ngày')
    expect(one(text, 'citation-replaced')!.vi).toContain('313/2025/NĐ-CP')
    expect(codes(text.replace('12 tháng 3 năm 2026', '12 tháng 3 năm 2025'))).not.toContain('citation-replaced')
  })
})

describe('bodies', () => {
  const text = plan('- Sở GDĐT (để b/c);', '- Phòng GD&ĐT (để b/c);\n- UBND huyện (để b/c);')

  it('are judged by the date of the document', () => {
    expect(one(text, 'body-abolished')).toMatchObject({ severity: 'error', shown: 'Phòng GD&ĐT' })
    expect(codes(text.replace('12 tháng 3 năm 2026', '12 tháng 3 năm 2024'))).not.toContain('body-abolished')
  })

  it('are right in the citation of an older document', () => {
    expect(
      codes(plan('59-NQ/TW ngày', '59-NQ/TW, Kế hoạch số 155/KH-UBND ngày 02/5/2023 của UBND huyện An Hà, ngày')),
    ).not.toContain('body-abolished')
  })
})

describe('spelling', () => {
  it.each([
    ['ứng phó với biến đôi khí hậu', 'biến đôi khí hậu', 'biến đổi khí hậu'],
    ['đăng trên công thông tin điện tử', 'công thông tin điện tử', 'cổng thông tin điện tử'],
    ['đẩy mạnh chuyên đổi số', 'chuyên đổi số', 'chuyển đổi số'],
    ['quản lý thông nhất các hoạt động', 'quản lý thông nhất', 'quản lý thống nhất'],
    ['Tồ chức thực hiện', 'Tồ chức thực hiện', 'Tổ chức thực hiện'],
    ['trong hệ thống quốc dân', 'hệ thống quốc dân', 'hệ thống giáo dục quốc dân'],
  ])('finds the slip in “%s”', (sentence, slip, fix) => {
    expect(one(plan('Nâng cao nhận thức của cán bộ', sentence), 'spelling')).toMatchObject({ shown: slip, fix })
  })

  it('finds “Noti nhận”, a doubled word, a language without capital, a syllable that is none', () => {
    expect(one(plan('Nơi nhận:', 'Noti nhận:'), 'spelling')).toMatchObject({ shown: 'Noti nhận', fix: 'Nơi nhận' })
    expect(one(plan('Nâng cao nhận thức của', 'Nâng cao nhận thức của của'), 'doubled-word')).toMatchObject({
      shown: 'của của',
      fix: 'của',
    })
    expect(one(plan('Nâng cao nhận thức', 'học tiếng anh'), 'spelling-capital')).toMatchObject({ fix: 'tiếng Anh' })
    expect(one(plan('Nâng cao nhận thức', 'trẻ 4 tuồi'), 'spelling-syllable')).toMatchObject({ shown: 'tuồi' })
  })

  it('accepts both tone placements and leaves names, symbols and true pairs alone', () => {
    expect([
      canonical('hòa') === canonical('hoà'),
      canonical('lý') === canonical('lí'),
      canonical('quý') === canonical('quỳ'),
    ]).toEqual([true, true, false])
    expect(['hòa', 'hoà', 'thủy', 'thuỷ', 'khỏe', 'kĩ', 'kỹ'].every(isSyllable)).toBe(true)
    const text = plan(
      'Nâng cao nhận thức',
      'Trên cơ sở kết quả, Sở Thông tin và Truyền thông phân công công tác; phương pháp Montessori, STEM, email; văn hoá, văn hóa',
    )
    expect(findingsOf(text).filter((f) => /spell|double/.test(f.code))).toEqual([])
  })
})

describe('form and plan', () => {
  it('lists missing components in one line', () => {
    const text = SCHOOL_PLAN.slice(SCHOOL_PLAN.indexOf('KẾ HOẠCH'))
    const found = findingsOf(text).filter((f) => f.code === 'component-missing')
    expect(found).toHaveLength(1)
    expect(found[0]!.vi).toMatch(/Quốc hiệu.*số, ký hiệu.*địa danh.*thời gian/)
  })

  it('sums tasks without owner or term up in one line', () => {
    expect(
      findingsOf(SCHOOL_PLAN)
        .filter((f) => f.code === 'task-summary')
        .map((f) => f.vi),
    ).toEqual(['2/6 nhiệm vụ chưa nêu người thực hiện, 1/6 chưa nêu thời hạn.'])
  })

  it('asks about a task that stands twice', () => {
    const line = '- Tổ Ngoại ngữ lập danh sách học sinh đón đoàn, hoàn thành trước ngày 20/4/2026.'
    expect(one(plan('2. Tổ Ngoại ngữ\n', `2. Tổ Ngoại ngữ\n${line}\n`), 'task-duplicate')!.vi).toContain(
      'II.2 và III.2',
    )
  })

  it('looks only at spelling and punctuation of a text that is no document', () => {
    expect(codes(NEWS)).toEqual([])
    expect(codes(NEWS.replace('đoàn.', 'đoàn....'))).toEqual(['punctuation-dots'])
  })
})

/** Defects of the annotated seeds: a code that names each, in the order of the annotation. */
const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')
const DEFECTS: Record<string, string[]> = {
  'plan-1-thcs-nguyen-van-troi-2026': [
    'component-missing',
    'spelling',
    'layout-note-in-text',
    'layout-bare-note-mark',
    'layout-glued-page-number',
    'layout-broken-sentence',
    'layout-broken-sentence',
    'spacing-dash',
    'task-duplicate',
    'scope-of-superior',
  ],
  'plan-2-mn-sao-mai-2023': [
    'deadline-order',
    'component-missing',
    'doubled-word',
    'spelling',
    'spelling-capital',
    'citation-without-so',
    'spelling',
    'punctuation-quote',
    'punctuation-dots',
    'punctuation-item-end',
    'structure-bullet-after-numbers',
    'structure-uneven',
    'task-duplicate',
    'consistency-abbreviation',
    'layout-leftover',
  ],
  'plan-3-phong-gddt-dam-ha-2024': [
    'numbering-gap',
    'numbering-repeat',
    'component-missing',
    'layout-note-in-text',
    'layout-note-cut',
    'name-variant',
    'missing-word',
    'spelling',
    'spelling',
    'citation-pattern',
    'citation-pattern',
    'citation-pattern',
    'citation-issuer-differs',
    'scope-of-superior',
    'task-duplicate',
    'layout-heading-depth',
    'task-summary',
  ],
  'plan-4-thcs-xuan-son-2023': [
    'spelling',
    'spelling',
    'number-symbol',
    'component-missing',
    'citation-without-so',
    'spelling',
    'layout-broken-sentence',
    'layout-broken-sentence',
    'structure-bullet-after-numbers',
    'punctuation-dots',
    'task-duplicate',
    'consistency-abbreviation',
    'structure-no-verb',
    'task-summary',
  ],
  'article-sggp-2026-03-12': ['layout-leftover', 'punctuation-underscore', 'punctuation-dots'],
}

describe('the annotated seeds', () => {
  for (const [name, expected] of Object.entries(existsSync(CORPUS) ? DEFECTS : {}))
    it(`${name}: every defect is found, and a reader sees at most 15 findings`, () => {
      const text = readFileSync(join(CORPUS, `${name}.txt`), 'utf8')
      const gold = JSON.parse(readFileSync(join(CORPUS, `${name}.gold.json`), 'utf8')) as { defects: unknown[] }
      expect(expected).toHaveLength(gold.defects.length)
      const found = findingsOf(text)
      const count = (list: readonly string[], code: string): number => list.filter((c) => c === code).length
      const places = found.flatMap((f) => Array.from({ length: 1 + (f.also?.length ?? 0) }, () => f.code))
      for (const code of new Set(expected))
        expect(`${code} ${count(places, code)}`).toSatisfy(
          (s: string) => Number(s.split(' ')[1]) >= count(expected, code),
        )
      expect(findingsOf(text, false).length).toBeLessThanOrEqual(15)
    })

  it('are looked for beside the repository', () => {
    expect(Object.keys(DEFECTS)).toHaveLength(5)
  })
})
