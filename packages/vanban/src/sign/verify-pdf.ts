import { createHash } from 'node:crypto'
import { fromBER, type OctetString } from 'asn1js'
import { type Certificate, ContentInfo, SignedData, TSTInfo } from 'pkijs'
import { type CertificateFacts, exact, factsOf, leadsToRoot } from './certificates.ts'
import { type SignatureDictionary, signatureDictionaries } from './signature-dictionaries.ts'

/** What can be said of one signature in a PDF without asking anybody outside. */
export interface PdfSignature {
  /** A hand or seal, or a time stamp over the whole document. */
  kind: 'signature' | 'timestamp'
  /** The certificate of the signer; null where the file does not hold it. */
  signer: CertificateFacts | null
  /** ISO instant. */
  signedAt: string | null
  /** Who says so: a time stamping body, or the signer's own program. */
  timeFrom: 'timestamp' | 'signer' | null
  reason: string | null
  location: string | null
  /** True where the signature is the certificate's and the bytes it covers are as they were signed. */
  intact: boolean
  /** What the file holds beyond the bytes signed: nothing, more signatures only, or something nobody signed. */
  addition: 'none' | 'signed' | 'unsigned'
  /** Whether the certificate leads to one of the roots given, valid when signed. Revocation is not asked. */
  trust: 'trusted' | 'unknown' | 'out-of-term'
  /** Why `intact` is false. */
  fault: SignatureFault | null
}

export type SignatureFault = 'changed' | 'no-certificate' | 'unreadable' | 'unsupported' | 'partial'

const SIGNING_TIME = '1.2.840.113549.1.9.5'
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const TIME_STAMP_INFO = '1.2.840.113549.1.9.16.1.4'

/**
 * Verifies every signature of a PDF, in the order in which they were put (PAdES, ETSI EN 319 142-1; the older
 * `adbe.pkcs7.*` forms too). Works offline: trust is judged against `roots` alone.
 * @param roots certificates of the bodies that are trusted, see `certificatesFrom`
 * @returns an empty list for an unsigned file
 */
export async function verifyPdf(bytes: Uint8Array, roots: Certificate[] = []): Promise<PdfSignature[]> {
  const dictionaries = signatureDictionaries(bytes)
  const results: (Omit<PdfSignature, 'addition'> & { end: number })[] = []
  for (const dictionary of dictionaries) {
    const [, , second, length] = dictionary.ranges
    results.push({ ...(await verified(bytes, dictionary, roots)), end: second + length })
  }
  const last = results.at(-1)
  return results.map(({ end, ...result }) => ({
    ...result,
    addition: endsHere(bytes, end) ? 'none' : last?.intact && endsHere(bytes, last.end) ? 'signed' : 'unsigned',
  }))
}

/** A line end or two after the last byte signed is how some programs close a file. */
function endsHere(bytes: Uint8Array, end: number): boolean {
  return bytes.length - end <= 2 && bytes.subarray(end).every((byte) => byte === 0x0a || byte === 0x0d)
}

async function verified(
  bytes: Uint8Array,
  dictionary: SignatureDictionary,
  roots: Certificate[],
): Promise<Omit<PdfSignature, 'addition'>> {
  const [start, length, second, secondLength] = dictionary.ranges
  const claimed = {
    kind: dictionary.subFilter === 'ETSI.RFC3161' ? ('timestamp' as const) : ('signature' as const),
    signer: null,
    signedAt: dictionary.claimedAt,
    timeFrom: dictionary.claimedAt === null ? null : ('signer' as const),
    reason: dictionary.reason,
    location: dictionary.location,
    trust: 'unknown' as const,
  }
  const failed = (fault: SignatureFault) => ({ ...claimed, intact: false, fault })
  if (start !== 0) return failed('partial')
  const signed = signedDataOf(dictionary.contents)
  if (signed === 'unreadable' || signed === 'unsupported') return failed(signed)
  const covered = Buffer.concat([bytes.subarray(0, length), bytes.subarray(second, second + secondLength)])
  const certificates = certificatesIn(signed)
  const certificate = signerOf(signed, certificates)
  if (!certificate) return failed('no-certificate')

  const time = await timeOf(signed)
  const signedAt = time?.at ?? dictionary.claimedAt
  const known = {
    ...claimed,
    signer: factsOf(certificate),
    signedAt,
    timeFrom: time?.from ?? claimed.timeFrom,
    trust: await trustOf(certificate, certificates, roots, signedAt),
  }
  const intact = await coversExactly(signed, covered, dictionary.subFilter)
  return { ...known, intact, fault: intact ? null : 'changed' }
}

function signedDataOf(contents: Uint8Array): SignedData | 'unreadable' | 'unsupported' {
  const { result, offset } = fromBER(exact(contents))
  if (offset === -1) return 'unreadable'
  try {
    const info = new ContentInfo({ schema: result })
    if (info.contentType !== SIGNED_DATA) return 'unsupported'
    const signed = new SignedData({ schema: info.content })
    return signed.signerInfos.length === 1 ? signed : 'unsupported'
  } catch (error) {
    // what is well formed but no signature: told, not thrown on
    if (error instanceof Error) return 'unreadable'
    throw error
  }
}

function certificatesIn(signed: SignedData): Certificate[] {
  return (signed.certificates ?? []).filter((one): one is Certificate => 'subjectPublicKeyInfo' in one)
}

function signerOf(signed: SignedData, certificates: Certificate[]): Certificate | null {
  const { sid } = signed.signerInfos[0]!
  return (
    certificates.find((one) =>
      'serialNumber' in sid && 'issuer' in sid
        ? one.serialNumber.isEqual(sid.serialNumber) && one.issuer.isEqual(sid.issuer)
        : true,
    ) ?? null
  )
}

/** `adbe.pkcs7.sha1` signs the SHA-1 of the bytes, all others the bytes. */
async function coversExactly(signed: SignedData, covered: Uint8Array, subFilter: string | null): Promise<boolean> {
  const inside = signed.encapContentInfo.eContent as OctetString | undefined
  if (subFilter === 'adbe.pkcs7.sha1') {
    const digest = createHash('sha1').update(covered).digest()
    return inside !== undefined && digest.equals(bytesOf(inside)) && (await verifies(signed))
  }
  if (signed.encapContentInfo.eContentType === TIME_STAMP_INFO) return stampCovers(signed, covered)
  return verifies(signed, exact(covered))
}

async function verifies(signed: SignedData, data?: ArrayBuffer): Promise<boolean> {
  try {
    return await signed.verify({ signer: 0, checkChain: false, ...(data === undefined ? {} : { data }) })
  } catch (error) {
    // pkijs rejects with a record of its own where a digest or an algorithm does not fit
    if (error instanceof Error || (typeof error === 'object' && error !== null && 'code' in error)) return false
    throw error
  }
}

async function stampCovers(signed: SignedData, covered: Uint8Array): Promise<boolean> {
  const info = stampOf(signed)
  return info !== null && (await info.verify({ data: exact(covered) })) && (await verifies(signed, exact(covered)))
}

function stampOf(signed: SignedData): TSTInfo | null {
  const inside = signed.encapContentInfo.eContent as OctetString | undefined
  if (!inside || signed.encapContentInfo.eContentType !== TIME_STAMP_INFO) return null
  const { result, offset } = fromBER(exact(bytesOf(inside)))
  return offset === -1 ? null : new TSTInfo({ schema: result })
}

function bytesOf(octets: OctetString): Uint8Array {
  return new Uint8Array(octets.getValue())
}

/** The instant a time stamping body gives, if the stamp is over this very signature; otherwise the signer's own word. */
async function timeOf(signed: SignedData): Promise<{ at: string; from: 'timestamp' | 'signer' } | null> {
  const own = stampOf(signed)
  if (own) return { at: own.genTime.toISOString(), from: 'timestamp' }
  const signer = signed.signerInfos[0]!
  const token = signer.unsignedAttrs?.attributes.find((one) => one.type === TIME_STAMP_TOKEN)?.values[0]
  if (token) {
    const stamp = signedDataOf(new Uint8Array(token.toBER()))
    if (typeof stamp !== 'string' && (await stampCovers(stamp, bytesOf(signer.signature)))) {
      const info = stampOf(stamp)
      if (info) return { at: info.genTime.toISOString(), from: 'timestamp' }
    }
  }
  const attribute = signer.signedAttrs?.attributes.find((one) => one.type === SIGNING_TIME)?.values[0]
  return attribute && typeof attribute.toDate === 'function'
    ? { at: (attribute.toDate() as Date).toISOString(), from: 'signer' }
    : null
}

async function trustOf(
  certificate: Certificate,
  others: Certificate[],
  roots: Certificate[],
  signedAt: string | null,
): Promise<PdfSignature['trust']> {
  const at = signedAt === null ? new Date() : new Date(signedAt)
  if (at < certificate.notBefore.value || at > certificate.notAfter.value) return 'out-of-term'
  return (await leadsToRoot(certificate, others, roots, at)) ? 'trusted' : 'unknown'
}
