import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'

/** A certification body and a school's key below it, invented for a test, as PKCS#12 and PEM. */
export function makeKey(
  options: { name?: string; from?: string; to?: string; password?: string; strong?: boolean } = {},
): { pkcs12: Uint8Array; root: string } {
  const authority = certificateFor('Tổ chức chứng thực minh hoạ', null, options)
  const school = certificateFor(options.name ?? 'Trường THCS Gió Mới', authority, options)
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    school.keys.privateKey,
    [school.certificate, authority.certificate],
    options.password ?? 'banggiao',
    { algorithm: options.strong === false ? '3des' : 'aes256' },
  )
  return {
    pkcs12: Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1'),
    root: forge.pki.certificateToPem(authority.certificate),
  }
}

interface Issued {
  keys: forge.pki.rsa.KeyPair
  certificate: forge.pki.Certificate
}

function certificateFor(name: string, issuer: Issued | null, { from = '2025-01-01', to = '2030-01-01' }): Issued {
  // made by the runtime: in JavaScript a pair takes seconds
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const keys = {
    publicKey: forge.pki.publicKeyFromPem(pair.publicKey) as forge.pki.rsa.PublicKey,
    privateKey: forge.pki.privateKeyFromPem(pair.privateKey) as forge.pki.rsa.PrivateKey,
  }
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = issuer ? '0a01' : '01'
  certificate.validity.notBefore = new Date(from)
  certificate.validity.notAfter = new Date(to)
  // names in UTF-8 as the certification bodies write them
  const subject = [{ name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 as never }]
  certificate.setSubject(subject)
  certificate.setIssuer(issuer ? issuer.certificate.subject.attributes : subject)
  certificate.setExtensions([{ name: 'basicConstraints', cA: issuer === null }])
  certificate.sign(issuer?.keys.privateKey ?? keys.privateKey, forge.md.sha256.create())
  return { keys, certificate }
}
