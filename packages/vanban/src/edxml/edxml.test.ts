import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { certificatesFrom, openPkcs12, type SigningKey } from '../sign/index.ts'
import { makeKey } from '../sign/make-key.testing.ts'
import {
  documentIdOf,
  type EdxmlPackage,
  NEEDS_REASON,
  NEXT_STATUS,
  organIdScheme,
  readEdxml,
  readStatus,
  STATUS_NAMES,
  type StatusCode,
  type StatusMessage,
  signEdxml,
  UnreadablePackage,
  verifyEdxml,
  writeEdxml,
  writeStatus,
} from './index.ts'

const plan: EdxmlPackage = {
  from: { id: 'H29.001.02', name: 'Trường THCS Gió Mới', inCharge: 'UBND phường Minh Hoạ', email: 'vt@example.edu.vn' },
  to: [
    { id: 'H29.001', name: 'Sở Giáo dục và Đào tạo' },
    { id: '000.00.14.H20', name: 'Ủy ban nhân dân phường Minh Hoạ' },
  ],
  number: '86',
  notation: 'KH-THCS.GM',
  place: 'Thành phố Hồ Chí Minh',
  date: '2026-03-11',
  type: { code: '10', name: 'Kế hoạch' },
  subject: 'Hoạt động đối ngoại & hội nhập quốc tế năm 2026 <dữ liệu minh hoạ>',
  signer: { position: 'Hiệu trưởng', name: 'Nguyễn Thị Ánh' },
  dueOn: '2026-10-15',
  places: ['Như trên', 'Lưu: VT'],
  priority: 1,
  pages: 4,
  appendixes: ['Phụ lục I'],
  responseFor: [
    {
      organId: 'H29.001',
      number: '1876',
      notation: 'KH-SGDĐT',
      date: '2026-03-09',
      documentId: 'H29.001,2026/03/09,1876/KH-SGDĐT',
    },
  ],
  documentId: 'H29.001.02,2026/03/11,86/KH-THCS.GM',
  trace: [{ organId: 'H29.001.02', at: '2026-03-11 09:30:00' }],
  business: 'new',
  paper: false,
  replaces: [],
  attachments: [
    { id: 'a1', name: 'ke-hoach.pdf', contentType: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70, 0, 255]) },
  ],
}

const words = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) =>
  text
    .normalize('NFC')
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot carry
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, '')
    .trim(),
)
const named = words.map((text) => text || 'x')
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const bytes = fc.uint8Array({ maxLength: 60 })
const sent: fc.Arbitrary<EdxmlPackage> = fc
  .record({
    subject: words,
    number: named,
    notation: named,
    date: day,
    dueOn: day,
    priority: fc.constantFrom(0, 1, 2, 3),
    places: fc.array(named, { maxLength: 4 }),
    business: fc.constantFrom('new', 'recall', 'update', 'replace'),
    reason: named,
    paper: fc.boolean(),
    replaces: fc.array(named, { maxLength: 2 }),
    content: bytes,
    name: named.map((text) => `${text.replace(/[/\\]/g, '-').trim()}.pdf`),
    staff: fc.record({ department: named, name: named }),
  })
  .map(({ content, name, ...rest }) => ({
    ...plan,
    ...rest,
    attachments: [{ id: 'a1', name, contentType: 'application/pdf', bytes: new Uint8Array(content) }],
  }))

describe('an edXML package', () => {
  test('carries the document, its addressees, what it answers and the file itself', () => {
    expect(readEdxml(writeEdxml(plan))).toEqual(plan)
  })

  test('written and read back is the same package', () => {
    fc.assert(
      fc.property(sent, (message) => {
        expect(readEdxml(writeEdxml(message))).toEqual(message)
      }),
      { numRuns: 150 },
    )
  })

  test('is well-formed XML of the standard’s name space', ({ skip }) => {
    if (!existsSync('/usr/bin/xmllint')) skip('xmllint is not on this machine')
    execFileSync('/usr/bin/xmllint', ['--noout', '-'], { input: writeEdxml(plan) })
    expect(writeEdxml(plan)).toContain('<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"')
    expect(writeEdxml(plan)).toContain('<edXML:BussinessDocType>0</edXML:BussinessDocType>')
  })

  test('is read without the prefix too, and with days the other way round', () => {
    const plain = writeEdxml(plan).replaceAll('edXML:', '').replaceAll('2026/03/11<', '11/03/2026<')
    expect(readEdxml(plain)).toMatchObject({ number: '86', date: '2026-03-11' })
  })

  test('an attachment cannot name a folder', () => {
    const evil = { ...plan, attachments: [{ ...plan.attachments[0]!, name: '../../etc/passwd' }] }
    expect(readEdxml(writeEdxml(evil)).attachments[0]?.name).toBe('passwd')
    const up = { ...plan, attachments: [{ ...plan.attachments[0]!, name: 'a/..' }] }
    expect(readEdxml(writeEdxml(up)).attachments[0]?.name).toBe('')
  })

  test.each([
    ['no XML', 'Kính gửi'],
    ['XML of another kind', '<a/>'],
    ['a package without its number', writeEdxml(plan).replace(/<edXML:CodeNumber>.*?<\/edXML:CodeNumber>/, '')],
    ['a cut package', writeEdxml(plan).slice(0, 900)],
    ['entities', `<!DOCTYPE edXML [<!ENTITY a "x">]>${writeEdxml(plan).replace('86', '&a;')}`],
    ['a day that no calendar has', writeEdxml({ ...plan, date: '2026-02-31' })],
    ['a business that is none', writeEdxml(plan).replace('DocType>0<', 'DocType>7<')],
    ['two packages in one', `${writeEdxml(plan)}<edXML/>`],
    ['a nest', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`],
  ])('%s is refused in a sentence', (_name, xml) => {
    expect(() => readEdxml(xml)).toThrow(UnreadablePackage)
  })

  test('never does anything but read or refuse, whatever is cut, doubled or changed in it', () => {
    const xml = writeEdxml(plan)
    fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(xml.length), fc.string({ maxLength: 5 }), (from, to, put) => {
        try {
          readEdxml(xml.slice(0, Math.min(from, to)) + put + xml.slice(Math.max(from, to)))
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadablePackage)
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('the signature of a package', () => {
  let key: SigningKey
  let root: string
  let signed: string
  beforeAll(async () => {
    const made = makeKey()
    key = await openPkcs12(made.pkcs12, 'banggiao')
    root = made.root
    signed = await signEdxml(writeEdxml(plan), key)
  }, 60_000)

  test('leaves what it says as it was', () => {
    expect(readEdxml(signed)).toEqual(plan)
  })

  test('is the unit’s, over the whole', async () => {
    expect(await verifyEdxml(signed, await certificatesFrom(root))).toMatchObject({
      signer: { name: 'Trường THCS Gió Mới' },
      intact: true,
      trust: 'trusted',
    })
    expect(await verifyEdxml(writeEdxml(plan))).toBeNull()
  })

  test('is broken by any other word, place or file', async () => {
    const changed = [
      signed.replace('Kế hoạch', 'Quyết định'),
      signed.replace('<ContentTransferEncoded>', '<ContentTransferEncoded>AAAA'),
      signed.replace('</edXML>', '<more/></edXML>'),
    ]
    for (const xml of changed) expect(await verifyEdxml(xml)).toMatchObject({ intact: false })
  })

  test('cannot be taken from another package', async () => {
    const other = await signEdxml(writeEdxml({ ...plan, number: '87' }), key)
    const signature = /<edXML:DigitalSignature>.*<\/edXML:DigitalSignature>/s
    const moved = signed.replace(signature, signature.exec(other)![0].replaceAll('$', '$$$$'))
    expect(await verifyEdxml(moved)).toMatchObject({ intact: false })
  })

  test('holds for another program too', ({ skip }) => {
    if (!existsSync('/usr/bin/xmlsec1')) skip('xmlsec1 is not on this machine')
    const folder = mkdtempSync(join(tmpdir(), 'vanban-edxml-'))
    try {
      writeFileSync(join(folder, 'root.pem'), root)
      writeFileSync(join(folder, 'signed.xml'), signed)
      execFileSync(
        '/usr/bin/xmlsec1',
        ['--verify', '--trusted-pem', join(folder, 'root.pem'), join(folder, 'signed.xml')],
        {
          stdio: 'pipe',
        },
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('of an elliptic curve holds as well', async () => {
    const file = readFileSync(new URL('../sign/fixtures/invented-school.p12', import.meta.url))
    const curve = await openPkcs12(file, 'banggiao')
    expect(await verifyEdxml(await signEdxml(writeEdxml(plan), curve))).toMatchObject({ intact: true })
  })
})

describe('a status message', () => {
  const accepted: StatusMessage = {
    from: plan.to[0]!,
    responseFor: plan.responseFor[0]!,
    code: '03',
    description: 'Đã tiếp nhận',
    at: '2026-03-11 10:00:00',
    staff: { department: 'Văn phòng', name: 'Lê Văn Thư' },
  }

  test('written and read back is the same message, for every state', () => {
    for (const code of Object.keys(STATUS_NAMES) as StatusCode[])
      expect(readStatus(writeStatus({ ...accepted, code }))).toEqual({ ...accepted, code })
  })

  test('of no known state is refused', () => {
    expect(() => readStatus(writeStatus(accepted).replace('>03<', '>99<'))).toThrow(UnreadablePackage)
  })

  test('a refusal and a recall say why; nothing follows an end', () => {
    expect(NEEDS_REASON).toEqual(['02', '13', '16'])
    for (const end of ['02', '06', '15'] as const) expect(NEXT_STATUS[end]).toEqual([])
    expect(NEXT_STATUS['01']).toEqual(expect.arrayContaining(['02', '03']))
  })
})

describe('identifiers', () => {
  test.each([
    ['H37.02.02', 'QD20-2020'],
    ['000.00.14.H20', 'QCVN2016'],
    ['Z010123456789', 'other'],
    ['Sở GDĐT', null],
  ])('%s is of the form %s', (id, scheme) => expect(organIdScheme(id)).toBe(scheme))

  test('a document’s own is made of its body, day and number', () => {
    expect(documentIdOf({ organId: 'H29', number: '86', notation: 'KH-THCS', date: '2026-03-11' })).toBe(
      'H29,2026/03/11,86/KH-THCS',
    )
  })
})
