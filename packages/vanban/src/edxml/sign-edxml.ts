import { createPrivateKey, createPublicKey, createSign, createVerify, X509Certificate } from 'node:crypto'
import { DOMParser } from '@xmldom/xmldom'
import type { Certificate } from 'pkijs'
import { type SignatureAlgorithm, SignedXml } from 'xml-crypto'
import { certificateFrom, factsOf, leadsToRoot } from '../sign/certificates.ts'
import { unfolded } from '../sign/signing-key.ts'
import type { SigningKey } from '../sign/types.ts'
import { NAMESPACE, type PackageSignature, UnreadablePackage } from './package.ts'
import { MAX_PACKAGE_CHARS } from './read-edxml.ts'

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'
const CANONICAL = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

/** ECDSA over P-256 as XML signatures carry it: both numbers, one after the other (RFC 4050). */
class EcdsaSha256 implements SignatureAlgorithm {
  getSignature = (signedInfo: string, key: string): string =>
    createSign('sha256')
      .update(signedInfo)
      .sign({ key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' }, 'base64')
  verifySignature = (signedInfo: string, key: string, value: string): boolean =>
    createVerify('sha256')
      .update(signedInfo)
      .verify({ key: createPublicKey(key), dsaEncoding: 'ieee-p1363' }, value, 'base64')
  getAlgorithmName = (): string => ECDSA_SHA256
}

/** Puts the unit's signature (XML-DSig over the whole package) into the header. */
export function signEdxml(xml: string, signing: SigningKey): string {
  const { key, certificate } = unfolded(signing)
  const withRoom = xml.replace(/<\/([\w]+:)?edXMLHeader>/, (end, prefix = '') => `<${prefix}DigitalSignature/>${end}`)
  if (withRoom === xml)
    throw new UnreadablePackage('Gói tin không có phần đầu edXML.', 'The package has no edXML header.')
  const signature = signer(pemOf(certificate))
  signature.privateKey = key.export({ type: 'pkcs8', format: 'pem' })
  signature.signatureAlgorithm = key.asymmetricKeyType === 'ec' ? ECDSA_SHA256 : RSA_SHA256
  signature.canonicalizationAlgorithm = CANONICAL
  signature.addReference({
    xpath: '/*',
    uri: '',
    isEmptyUri: true,
    transforms: [ENVELOPED, CANONICAL],
    digestAlgorithm: SHA256,
  })
  signature.computeSignature(withRoom, {
    location: { reference: "//*[local-name(.)='DigitalSignature']", action: 'append' },
  })
  return signature.getSignedXml()
}

/**
 * Verifies the signature of a package.
 * @returns null for a package that bears none
 */
export async function verifyEdxml(xml: string, roots: Uint8Array[] = []): Promise<PackageSignature | null> {
  // a document type declaration is where entities hide; a package has none
  if (xml.length > MAX_PACKAGE_CHARS || /<!DOCTYPE/i.test(xml)) return { signer: null, intact: false, trust: 'unknown' }
  const tree = new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'text/xml')
  const found = Array.from(tree?.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature') ?? [])
  if (found.length === 0) return null
  const certificates = Array.from(
    tree.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'X509Certificate'),
  ).flatMap((one) => certificateFrom(Buffer.from(one.textContent ?? '', 'base64')) ?? [])
  if (certificates.length === 0 || found.length > 1) return { signer: null, intact: false, trust: 'unknown' }
  const trusted = roots.flatMap((der) => certificateFrom(der) ?? [])
  // the chain lies beside the signer's own; his is the one whose key made the signature
  const own = certificates.find((one) => holds(xml, found[0]!, one))
  const certificate = own ?? certificates[0]!
  return {
    signer: factsOf(certificate),
    intact: own !== undefined,
    trust: (await leadsToRoot(certificate, certificates, trusted, new Date())) ? 'trusted' : 'unknown',
  }
}

/** The certificate in the package must verify it, and the one reference must be to the whole. */
function holds(xml: string, node: Node, certificate: Certificate): boolean {
  const signature = signer(pemOf(certificate))
  try {
    signature.loadSignature(node)
    if (!signature.checkSignature(xml)) return false
  } catch (error) {
    // xml-crypto throws where an algorithm is not one it knows, or the digest is another
    if (error instanceof Error) return false
    throw error
  }
  const [whole, ...more] = signature.getSignedReferences()
  return more.length === 0 && whole !== undefined && new RegExp(`^<(\\w+:)?edXML[^>]*${NAMESPACE}`).test(whole)
}

function signer(pem: string): SignedXml {
  const signature = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null })
  signature.SignatureAlgorithms = { ...signature.SignatureAlgorithms, [ECDSA_SHA256]: EcdsaSha256 }
  return signature
}

function pemOf(certificate: Certificate): string {
  return new X509Certificate(Buffer.from(certificate.toSchema().toBER())).toString()
}
