import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import forge from 'node-forge'
import type { Certificate } from 'pkijs'
import { bytesOf, certificateFrom } from './certificates.ts'
import type { SigningKey } from './types.ts'
import { UnusableKey } from './unusable-key.ts'

/** The curves that sign here, as OpenSSL names them and as the Web does. */
export const CURVES: Readonly<Record<string, 'P-256' | 'P-384' | 'P-521'>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}

/** A key with its certificate and those above it, as the libraries take them. */
export interface UnfoldedKey {
  key: KeyObject
  certificate: Certificate
  /** Certificates of the bodies above the signer's, as the file holds them. */
  chain: Certificate[]
}

/** @throws {UnusableKey} where the bytes are no key or no certificate */
export function unfolded({ key, certificate, chain }: SigningKey): UnfoldedKey {
  const own = certificateFrom(certificate)
  if (!own) throw new UnusableKey('unreadable')
  return {
    key: createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' }),
    certificate: own,
    chain: chain.flatMap((der) => certificateFrom(der) ?? []),
  }
}

/**
 * Opens a PKCS#12 file (.p12, .pfx) of an RSA or ECDSA key.
 * @throws {UnusableKey} for a wrong password, a damaged file, a file without a key, a kind of key that cannot sign
 */
export function openPkcs12(file: Uint8Array, password: string): SigningKey {
  const bags = bagsOf(file, password)
  const keyBag = bags.find(({ type }) => type === forge.pki.oids.keyBag || type === forge.pki.oids.pkcs8ShroudedKeyBag)
  if (!keyBag) throw new UnusableKey('no-key')
  const key = keyOf(keyBag)
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (type !== 'rsa' && !(type === 'ec' && details?.namedCurve !== undefined && details.namedCurve in CURVES))
    throw new UnusableKey('unsupported')
  const certificates = bags.flatMap((bag) => (bag.type === forge.pki.oids.certBag ? (certificateOf(bag) ?? []) : []))
  const certificate = certificates.find((one) => belongs(one, key))
  if (!certificate) throw new UnusableKey('no-key')
  return {
    key: new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })),
    certificate: bytesOf(certificate),
    chain: certificates.filter((one) => one !== certificate).map(bytesOf),
  }
}

function bagsOf(file: Uint8Array, password: string): forge.pkcs12.Bag[] {
  let asn1: forge.asn1.Asn1
  try {
    asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('latin1')))
  } catch (error) {
    throw new UnusableKey('unreadable', error)
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, password).safeContents.flatMap(({ safeBags }) => safeBags)
  } catch (error) {
    throw new UnusableKey(/password|MAC/i.test(String(error)) ? 'wrong-password' : 'unreadable', error)
  }
}

function keyOf(bag: forge.pkcs12.Bag): KeyObject {
  // an RSA key is unfolded by forge, any other is left as it stood
  const info = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1
  try {
    return createPrivateKey({ key: derOf(info), format: 'der', type: 'pkcs8' })
  } catch (error) {
    throw new UnusableKey('unsupported', error)
  }
}

function certificateOf(bag: forge.pkcs12.Bag): Certificate | null {
  return certificateFrom(derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1))
}

function derOf(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}

function belongs(certificate: Certificate, key: KeyObject): boolean {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return spki.equals(Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER()))
}
