import { createHash } from 'node:crypto'
import { fromBER, type OctetString } from 'asn1js'
import { type Certificate, ContentInfo, SignedData, SignedDataVerifyError, TSTInfo } from 'pkijs'
import { onlySignaturesBetween } from './added-between.ts'
import { exact, factsOf, leadsToRoot } from './certificates.ts'
import { type SignatureDictionary, signatureDictionaries } from './signature-dictionaries.ts'
import type { PdfSignature, SignatureFault } from './types.ts'

const SIGNING_TIME = '1.2.840.113549.1.9.5'
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14'
const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const TIME_STAMP_INFO = '1.2.840.113549.1.9.16.1.4'
const STAMP_FILTER = 'ETSI.RFC3161'

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
  const additions: PdfSignature['addition'][] = []
  for (const [at, { end }] of results.entries())
    additions.push(endsHere(bytes, end) ? 'none' : await whatFollows(bytes, end, results.slice(at + 1)))
  return results.map(({ end: _, ...result }, at) => ({ ...result, addition: additions[at]! }))
}

/** Beyond a signature stand other signatures, the last to the end of the file, and nothing but what each brings along. */
async function whatFollows(
  bytes: Uint8Array,
  end: number,
  later: readonly { intact: boolean; end: number }[],
): Promise<'signed' | 'unsigned'> {
  const last = later.at(-1)
  if (!last || !endsHere(bytes, last.end) || !later.every(({ intact }) => intact)) return 'unsigned'
  return (await onlySignaturesBetween(bytes.subarray(0, end), bytes)) ? 'signed' : 'unsigned'
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
    kind: dictionary.subFilter === STAMP_FILTER ? ('timestamp' as const) : ('signature' as const),
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
  const found = await covers(signed, covered, dictionary.subFilter)
  if (found === 'unsupported') return failed('unsupported')
  const { intact, certificate } = found
  if (!certificate) return failed('no-certificate')

  const time = await timeOf(signed, roots)
  const signedAt = time?.at ?? dictionary.claimedAt
  return {
    ...claimed,
    signer: factsOf(certificate),
    signedAt,
    timeFrom: time?.from ?? claimed.timeFrom,
    trust: await trustOf(certificate, certificatesIn(signed), roots, signedAt),
    intact,
    fault: intact ? null : 'changed',
  }
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

interface Verified {
  intact: boolean
  /** The certificate whose key was tried, never merely one that lies in the bag. */
  certificate: Certificate | null
}

/**
 * Whether the signature is over exactly these bytes. What it signs must stand where its form puts it: content carried
 * along instead (ISO 32000-1, 12.8.3.3.1: “no data shall be encapsulated”) would let the signature of anything else,
 * a letter or a bought time stamp, pass for one of this file.
 */
async function covers(
  signed: SignedData,
  covered: Uint8Array,
  subFilter: string | null,
): Promise<Verified | 'unsupported'> {
  const inside = signed.encapContentInfo.eContent as OctetString | undefined
  if (subFilter === STAMP_FILTER) {
    return signed.encapContentInfo.eContentType === TIME_STAMP_INFO ? stampCovers(signed, covered) : 'unsupported'
  }
  if (subFilter === 'adbe.pkcs7.sha1') {
    if (!inside || signed.encapContentInfo.eContentType !== DATA) return 'unsupported'
    const digest = createHash('sha1').update(covered).digest()
    const tried = await verify(signed)
    return { ...tried, intact: tried.intact && digest.equals(bytesOf(inside)) }
  }
  return inside ? 'unsupported' : verify(signed, exact(covered))
}

async function verify(signed: SignedData, data?: ArrayBuffer): Promise<Verified> {
  try {
    const { signatureVerified, signerCertificate } = await signed.verify({
      signer: 0,
      checkChain: false,
      extendedMode: true,
      ...(data === undefined ? {} : { data }),
    })
    return { intact: signatureVerified === true, certificate: signerCertificate ?? null }
  } catch (error) {
    // pkijs throws its own error where a digest or an algorithm does not fit, with the certificate it had found
    if (error instanceof SignedDataVerifyError) return { intact: false, certificate: error.signerCertificate }
    throw error
  }
}

async function stampCovers(signed: SignedData, covered: Uint8Array): Promise<Verified> {
  const info = stampOf(signed)
  if (info === null) return { intact: false, certificate: null }
  const tried = await verify(signed, exact(covered))
  return { ...tried, intact: tried.intact && (await info.verify({ data: exact(covered) })) }
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

/**
 * The instant a time stamping body gives, if the stamp is over this very signature and the body leads to a root: anybody
 * can make stamps of their own. Otherwise the signer's own word.
 */
async function timeOf(
  signed: SignedData,
  roots: Certificate[],
): Promise<{ at: string; from: 'timestamp' | 'signer' } | null> {
  const signer = signed.signerInfos[0]!
  const own = stampOf(signed)
  if (own) {
    const { certificate } = await verify(signed)
    const from = await vouched(certificate, certificatesIn(signed), roots, own.genTime)
    return { at: own.genTime.toISOString(), from: from ? 'timestamp' : 'signer' }
  }
  const token = signer.unsignedAttrs?.attributes.find((one) => one.type === TIME_STAMP_TOKEN)?.values[0]
  if (token) {
    const stamp = signedDataOf(new Uint8Array(token.toBER()))
    const info = typeof stamp === 'string' ? null : stampOf(stamp)
    if (typeof stamp !== 'string' && info) {
      const { intact, certificate } = await stampCovers(stamp, bytesOf(signer.signature))
      if (intact && (await vouched(certificate, certificatesIn(stamp), roots, info.genTime)))
        return { at: info.genTime.toISOString(), from: 'timestamp' }
    }
  }
  const attribute = signer.signedAttrs?.attributes.find((one) => one.type === SIGNING_TIME)?.values[0]
  return attribute && typeof attribute.toDate === 'function'
    ? { at: (attribute.toDate() as Date).toISOString(), from: 'signer' }
    : null
}

async function vouched(
  certificate: Certificate | null,
  others: Certificate[],
  roots: Certificate[],
  at: Date,
): Promise<boolean> {
  return certificate !== null && (await leadsToRoot(certificate, others, roots, at))
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
