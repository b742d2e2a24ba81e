import { describe, expect, test } from 'vitest'
import type { WrittenDocument } from '../document.ts'
import { parse, readText } from '../index.ts'
import { TEMPLATES, writeDocx, writePdf, writeText } from './index.ts'

describe.each(TEMPLATES.map((template) => [template.kind ?? 'Công văn', template] as const))(
  'the template of %s',
  (kind, template) => {
    const { code, ...body } = template
    const document: WrittenDocument = {
      ...body,
      number: code === null ? '12/THCS.GM-VP' : `12/${code}-THCS.GM`,
      superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
      issuerLines: ['Trường THCS Gió Mới'],
      place: 'Hạnh Thông',
      date: '2026-05-04',
      signer: { authority: [], position: 'Hiệu trưởng', name: 'Huỳnh Minh Triết' },
      draft: false,
    }

    test('prints in every format', async () => {
      expect((await writeDocx(document)).length).toBeGreaterThan(5000)
      expect((await writePdf(document)).length).toBeGreaterThan(5000)
    })

    test('is read as what it is', () => {
      const parsed = parse(readText(writeText(document)))
      expect(parsed).toMatchObject({ kind, number: document.number, issuer: 'TRƯỜNG THCS GIÓ MỚI', date: '2026-05-04' })
    })
  },
)
