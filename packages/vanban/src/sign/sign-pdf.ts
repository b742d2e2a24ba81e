import { createHash, webcrypto } from 'node:crypto'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  Attribute,
  type Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  GeneralName,
  GeneralNames,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { exact } from './certificates.ts'
import { CURVES, type UnfoldedKey } from './signing-key.ts'
import type { SignaturePicture, SignPdfOptions } from './types.ts'
import { UnusableKey } from './unusable-key.ts'

/** Room for the CMS object, in bytes: a chain of three certificates takes about 6 000. */
const ROOM = 16_384
/** Stands in the file until the true offsets are known; ten digits hold any file. */
const UNKNOWN = 9_999_999_999
/** Bit positions 3 and 8 of a widget's flags: printed, locked (ISO 32000-1, 12.5.3). */
const PRINTED_AND_LOCKED = 4 + 128
/** Signatures exist; the file may only grow (ISO 32000-1, 12.7.2). */
const SIGNATURES_EXIST_APPEND_ONLY = 3

/**
 * Signs a PDF with a key of the unit (PAdES baseline B-B, ETSI EN 319 142-1): the file is kept byte for byte, the
 * signature comes behind it, so that earlier signatures stay whole.
 * @throws {UnusableKey} where the certificate is not valid at `options.at`
 * @throws Error where the file is no PDF that can be added to
 */
export async function signPdf(bytes: Uint8Array, key: UnfoldedKey, options: SignPdfOptions): Promise<Uint8Array> {
  const { certificate } = key
  if (options.at < certificate.notBefore.value || options.at > certificate.notAfter.value)
    throw new UnusableKey('out-of-term')
  const prepared = Buffer.from(await withRoom(bytes, options))
  const gap = prepared.lastIndexOf(`<${'0'.repeat(64)}`)
  const end = gap + 2 * ROOM + 2
  placeRanges(prepared, [0, gap, end, prepared.length - end])
  const covered = Buffer.concat([prepared.subarray(0, gap), prepared.subarray(end)])
  const cms = Buffer.from(await signatureOver(covered, key)).toString('hex')
  if (cms.length > 2 * ROOM) throw new Error(`A signature of ${cms.length / 2} bytes does not fit in ${ROOM}`)
  prepared.write(cms, gap + 1, 'latin1')
  return new Uint8Array(prepared)
}

/** The file with an empty signature behind it. */
async function withRoom(bytes: Uint8Array, options: SignPdfOptions): Promise<Uint8Array> {
  const file = await PDFDocument.load(bytes, { forIncrementalUpdate: true, updateMetadata: false })
  const { context } = file
  const ranges = PDFArray.withContext(context)
  for (const number of [0, UNKNOWN, UNKNOWN, UNKNOWN]) ranges.push(PDFNumber.of(number))
  const text = (value: string) => PDFHexString.fromText(value)
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: ranges,
      Contents: PDFHexString.of('00'.repeat(ROOM)),
      M: PDFString.of(pdfDate(options.at)),
      ...(options.reason === undefined ? {} : { Reason: text(options.reason) }),
      ...(options.location === undefined ? {} : { Location: text(options.location) }),
    }),
  )
  const page = file.getPage((options.picture?.page ?? 1) - 1)
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: text(`Signature${await signaturesIn(bytes)}`),
      V: signature,
      P: page.ref,
      F: PRINTED_AND_LOCKED,
      ...(await shown(file, page, options.picture)),
    }),
  )
  addToPage(page, widget)
  addToForm(file, widget)
  return file.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}

async function signaturesIn(bytes: Uint8Array): Promise<number> {
  const { signatureDictionaries } = await import('./signature-dictionaries.ts')
  return signatureDictionaries(bytes).length + 1
}

async function shown(file: PDFDocument, page: PDFPage, picture: SignaturePicture | undefined) {
  if (!picture) return { Rect: [0, 0, 0, 0] }
  const { width, height } = page.getSize()
  const [left, top, right, bottom] = picture.box
  const [across, up] = [(right - left) * width, (bottom - top) * height]
  const image = await file.embedPng(picture.png)
  await image.embed()
  const appearance = file.context.register(
    file.context.stream(`q ${across} 0 0 ${up} 0 0 cm /Picture Do Q`, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, across, up],
      Resources: { XObject: { Picture: image.ref } },
    }),
  )
  return {
    Rect: [left * width, height - bottom * height, right * width, height - top * height],
    AP: { N: appearance },
  }
}

function addToPage(page: PDFPage, widget: PDFRef): void {
  const annotations = page.node.Annots() ?? PDFArray.withContext(page.node.context)
  annotations.push(widget)
  page.node.set(PDFName.of('Annots'), annotations)
}

function addToForm(file: PDFDocument, widget: PDFRef): void {
  const { context, catalog } = file
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict) ?? context.obj({})
  const fields = form.lookupMaybe(PDFName.of('Fields'), PDFArray) ?? PDFArray.withContext(context)
  fields.push(widget)
  form.set(PDFName.of('Fields'), fields)
  form.set(PDFName.of('SigFlags'), PDFNumber.of(SIGNATURES_EXIST_APPEND_ONLY))
  catalog.set(PDFName.of('AcroForm'), form)
}

/** Writes the true byte ranges over the numbers that held their room. */
function placeRanges(file: Buffer, ranges: [number, number, number, number]): void {
  const at = file.lastIndexOf('/ByteRange')
  const close = file.indexOf(']', at) + 1
  const text = `/ByteRange [ ${ranges.join(' ')} ]`
  file.write(text.padEnd(close - at, ' '), at, 'latin1')
}

function pdfDate(at: Date): string {
  const [day, time] = at.toISOString().split('T') as [string, string]
  return `D:${day.replaceAll('-', '')}${time.slice(0, 8).replaceAll(':', '')}Z`
}

const CURVE_DIGESTS: Record<string, string> = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' }

/** The CMS object over `covered`: content type, digest and the signing certificate are signed with it (CAdES, ETSI EN 319 122-1). */
async function signatureOver(covered: Uint8Array, { key, certificate, chain }: UnfoldedKey): Promise<ArrayBuffer> {
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? '']
  const digest = curve === undefined ? 'SHA-256' : CURVE_DIGESTS[curve]!
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const algorithm =
    curve === undefined
      ? { name: 'RSASSA-PKCS1-v1_5', hash: digest }
      : { name: 'ECDSA', namedCurve: curve, hash: digest }
  const signingKey = await webcrypto.subtle.importKey('pkcs8', exact(der), algorithm, false, ['sign'])
  const attribute = (type: string, value: object) => new Attribute({ type, values: [value] })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })),
            attribute(
              '1.2.840.113549.1.9.4',
              new OctetString({ valueHex: await webcrypto.subtle.digest(digest, exact(covered)) }),
            ),
            attribute('1.2.840.113549.1.9.16.2.47', signingCertificate(certificate)),
          ],
        }),
      }),
    ],
    certificates: [certificate, ...chain],
  })
  // the two declarations of the same key differ by a usage that no signature has
  await signed.sign(signingKey as Parameters<typeof signed.sign>[0], 0, digest, exact(covered))
  return new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) }).toSchema().toBER()
}

/** ESSCertIDv2 (RFC 5035): binds the signature to this very certificate. SHA-256 is its default algorithm. */
function signingCertificate(certificate: Certificate): Sequence {
  const hash = createHash('sha256').update(Buffer.from(certificate.toSchema().toBER())).digest()
  const issuer = new GeneralNames({ names: [new GeneralName({ type: 4, value: certificate.issuer })] })
  const identity = new Sequence({
    value: [
      new OctetString({ valueHex: exact(hash) }),
      new Sequence({
        value: [issuer.toSchema(), new Integer({ valueHex: certificate.serialNumber.valueBlock.valueHexView })],
      }),
    ],
  })
  return new Sequence({ value: [new Sequence({ value: [identity] })] })
}
