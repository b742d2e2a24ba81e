import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import forge from 'node-forge'
import { beforeAll, describe, expect, test } from 'vitest'
import { certificatesFrom, openPkcs12, type SigningKey, signPdf, UnusableKey, verifyPdf } from './index.ts'
import { makeKey } from './make-key.testing.ts'

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../../../samples/${name}`, import.meta.url)))
const at = new Date('2026-03-11T02:30:00Z')
/** A transparent point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let plan: Uint8Array
let made: ReturnType<typeof makeKey>
let key: SigningKey
let signed: Uint8Array
beforeAll(async () => {
  plan = sample('secondary-school-plan-2026.pdf')
  made = makeKey()
  key = await openPkcs12(made.pkcs12, 'banggiao')
  signed = await signPdf(plan, key, { at, reason: 'Ký ban hành', location: 'Thành phố Hồ Chí Minh' })
}, 60_000)

/** A letter that the school did sign, with the letter inside, as an e-mail program makes it. */
function letterSignedBy(pkcs12: Uint8Array): Buffer {
  const file = forge.pkcs12.pkcs12FromAsn1(
    forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(pkcs12).toString('latin1'))),
    false,
    'banggiao',
  )
  const bags = file.safeContents.flatMap(({ safeBags }) => safeBags)
  const key = bags.find((bag) => bag.key)!.key!
  const certificate = bags.find((bag) => bag.cert?.subject.getField('CN')?.value.includes('Gi'))!.cert!
  const letter = forge.pkcs7.createSignedData()
  letter.content = forge.util.createBuffer('Kính gửi phụ huynh', 'utf8')
  letter.addCertificate(certificate)
  letter.addSigner({
    key: forge.pki.privateKeyToPem(key),
    certificate,
    digestAlgorithm: forge.pki.oids.sha256!,
    authenticatedAttributes: [
      { type: forge.pki.oids.contentType!, value: forge.pki.oids.data! },
      { type: forge.pki.oids.messageDigest! },
    ],
  })
  letter.sign()
  return Buffer.from(forge.asn1.toDer(letter.toAsn1()).getBytes(), 'latin1')
}

describe('a PDF signed with the unit’s key', () => {
  test('holds the paper byte for byte before the signature', () => {
    expect(Buffer.from(signed.subarray(0, plan.length)).equals(Buffer.from(plan))).toBe(true)
  })

  test('tells who signed, when and why, and that nothing was changed since', async () => {
    expect(await verifyPdf(signed)).toEqual([
      {
        kind: 'signature',
        signer: {
          name: 'Trường THCS Gió Mới',
          organisation: null,
          issuer: 'Tổ chức chứng thực minh hoạ',
          serial: '0A01',
          from: '2025-01-01T00:00:00.000Z',
          to: '2030-01-01T00:00:00.000Z',
        },
        signedAt: '2026-03-11T02:30:00.000Z',
        timeFrom: 'signer',
        reason: 'Ký ban hành',
        location: 'Thành phố Hồ Chí Minh',
        intact: true,
        addition: 'none',
        trust: 'unknown',
        fault: null,
      },
    ])
  })

  test('is trusted where its certificate leads to a body that is trusted, not where it leads to another of the same name', async () => {
    const [own] = await verifyPdf(signed, await certificatesFrom(made.root))
    expect(own?.trust).toBe('trusted')
    const [other] = await verifyPdf(signed, await certificatesFrom(makeKey().root))
    expect(other?.trust).toBe('unknown')
  })

  test('takes a second signature, and the first stays whole', async () => {
    const twice = await signPdf(signed, key, { at, picture: { png, page: 1, box: [0.5, 0.7, 0.9, 0.8] } })
    const both = await verifyPdf(twice)
    expect(both.map(({ intact, addition }) => [intact, addition])).toEqual([
      [true, 'signed'],
      [true, 'none'],
    ])
  })

  test('shows what was added to it after signing', async () => {
    const grown = Buffer.concat([signed, Buffer.from('\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')])
    expect(await verifyPdf(grown)).toMatchObject([{ intact: true, addition: 'unsigned' }])
  })

  test('shows what was drawn on its pages before a further hand signed', async () => {
    const { PDFDocument } = await import('@cantoo/pdf-lib')
    const file = await PDFDocument.load(signed, { forIncrementalUpdate: true, updateMetadata: false })
    file.getPage(0).drawText('Sua doi', { x: 100, y: 100 })
    const drawn = await file.save({ useObjectStreams: false, updateFieldAppearances: false })
    const other = await openPkcs12(makeKey({ name: 'Một người khác' }).pkcs12, 'banggiao')
    expect(await verifyPdf(await signPdf(drawn, other, { at }))).toMatchObject([
      { intact: true, addition: 'unsigned' },
      { intact: true, addition: 'none' },
    ])
  })

  test('is not the signature of something else put in its place', async () => {
    const cms = letterSignedBy(made.pkcs12)
    const gap = Buffer.from(signed).lastIndexOf('/Contents <') + '/Contents <'.length
    for (const subFilter of ['ETSI.CAdES.detached', 'ETSI.RFC3161     ', 'adbe.pkcs7.sha1    ']) {
      const forged = Buffer.from(signed)
      forged.fill('0', gap, gap + 32_000)
      forged.write(cms.toString('hex'), gap, 'latin1')
      forged.write(subFilter, forged.lastIndexOf('ETSI.CAdES.detached'), 'latin1')
      for (const signature of await verifyPdf(forged, await certificatesFrom(made.root)))
        expect(signature).toMatchObject({ intact: false })
    }
  })

  test('shows any change of any byte it covers', async () => {
    const gap = Buffer.from(signed).lastIndexOf('/Contents <')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: gap - 1 }), fc.integer({ min: 1, max: 255 }), async (place, by) => {
        const changed = Uint8Array.from(signed)
        changed[place] = changed[place]! ^ by
        const [first] = await verifyPdf(changed)
        expect(first?.intact ?? false).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  test('is read like any other', async () => {
    const { readFile } = await import('../read/read-file.ts')
    const [before, after] = [await readFile(plan, 'a.pdf'), await readFile(signed, 'a.pdf')]
    expect(after.text).toBe(before.text)
  })

  test('holds for another program too', ({ skip }) => {
    if (!existsSync('/usr/bin/pdfsig')) skip('pdfsig is not on this machine')
    const folder = mkdtempSync(join(tmpdir(), 'vanban-sign-'))
    try {
      const file = join(folder, 'signed.pdf')
      writeFileSync(file, signed)
      const said = execFileSync('/usr/bin/pdfsig', ['-nocert', file], { encoding: 'utf8' })
      expect(said).toContain('Signature is Valid.')
      expect(said).toContain('ETSI.CAdES.detached')
      expect(said).toContain('Total document signed')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('a key', () => {
  test('of an elliptic curve signs as well', async () => {
    const file = new Uint8Array(readFileSync(new URL('./fixtures/invented-school.p12', import.meta.url)))
    const curve = await openPkcs12(file, 'banggiao')
    const [signature] = await verifyPdf(await signPdf(plan, curve, { at: new Date(Date.parse('2030-01-01')) }))
    expect(signature).toMatchObject({ intact: true, signer: { name: 'Trường minh hoạ' } })
  })

  test('in the older encryption of PKCS#12 opens', async () => {
    const older = makeKey({ strong: false })
    expect((await openPkcs12(older.pkcs12, 'banggiao')).chain).toHaveLength(1)
  })

  test.each([
    ['a wrong password', () => openPkcs12(made.pkcs12, 'khac'), 'wrong-password'],
    ['a file of another kind', () => openPkcs12(plan, 'banggiao'), 'unreadable'],
    ['a cut file', () => openPkcs12(made.pkcs12.subarray(0, 700), 'banggiao'), 'unreadable'],
    ['a term that has ended', () => signPdf(plan, key, { at: new Date('2031-01-01') }), 'out-of-term'],
  ])('%s is told in a sentence', async (_name, attempt, code) => {
    const error = await attempt().then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(UnusableKey)
    expect(error).toMatchObject({ code })
  })
})

describe('a file without signatures', () => {
  test('has none', async () => {
    expect(await verifyPdf(plan)).toEqual([])
    expect(await verifyPdf(new Uint8Array())).toEqual([])
  })

  test('that only talks of one has none, whatever its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, der) => {
        const contents = der ? `3082${Buffer.from(noise).toString('hex')}` : Buffer.from(noise).toString('latin1')
        const head = '%PDF-1.7\n/ByteRange [0000000000 0000000000 0000000000 0000000000] /Contents '
        const from = head.length
        const to = from + contents.length + 2
        const text = head.replace(/\[.*\]/, `[${[0, from, to, 5].map((n) => String(n).padStart(10, '0')).join(' ')}]`)
        for (const signature of await verifyPdf(Buffer.from(`${text}<${contents}>%%EOF`, 'latin1')))
          expect(signature.intact).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})
