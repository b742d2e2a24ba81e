import { fromBER } from 'asn1js'
import { Certificate, CertificateChainValidationEngine, type RelativeDistinguishedNames } from 'pkijs'
import type { CertificateFacts } from './types.ts'

const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'

export function factsOf(certificate: Certificate): CertificateFacts {
  return {
    name: attribute(certificate.subject, COMMON_NAME),
    organisation: attribute(certificate.subject, ORGANISATION),
    issuer: attribute(certificate.issuer, COMMON_NAME) ?? attribute(certificate.issuer, ORGANISATION),
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex').toUpperCase(),
    from: certificate.notBefore.value.toISOString(),
    to: certificate.notAfter.value.toISOString(),
  }
}

function attribute(name: RelativeDistinguishedNames, type: string): string | null {
  const found = name.typesAndValues.find((one) => one.type === type)
  const value: unknown = found?.value.valueBlock.value
  return typeof value === 'string' && value !== '' ? value.normalize('NFC') : null
}

/** Certificates of a PEM file (one or many), or of one DER file, as DER; what is no certificate is passed over. */
export function certificatesFrom(file: Uint8Array | string): Uint8Array[] {
  const text = typeof file === 'string' ? file : Buffer.from(file).toString('latin1')
  const pem = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)]
  const ders = pem.length > 0 ? pem.map((block) => Buffer.from(block[1]!, 'base64')) : [Buffer.from(text, 'latin1')]
  return ders.filter((der) => certificateFrom(der) !== null).map((der) => new Uint8Array(der))
}

export function bytesOf(certificate: Certificate): Uint8Array {
  return new Uint8Array(certificate.toSchema().toBER())
}

export function certificateFrom(der: Uint8Array): Certificate | null {
  const { result, offset } = fromBER(exact(der))
  if (offset === -1) return null
  try {
    return new Certificate({ schema: result })
  } catch (error) {
    // pkijs throws this, and nothing else, where the bytes are well formed but no certificate
    if (error instanceof Error && error.name.includes('Schema')) return null
    throw error
  }
}

/** Whether a certificate leads to one of `roots`, all of the way valid at `at`. Revocation is not asked: that needs a network. */
export async function leadsToRoot(
  certificate: Certificate,
  others: Certificate[],
  roots: Certificate[],
  at: Date,
): Promise<boolean> {
  if (roots.length === 0) return false
  const engine = new CertificateChainValidationEngine({
    trustedCerts: roots,
    // the engine takes the last of the list for the one in question
    certs: [...others.filter((other) => other !== certificate), certificate],
    checkDate: at,
  })
  return (await engine.verify()).result
}

/** The bytes alone: a view's buffer may hold more than the view. */
export function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
