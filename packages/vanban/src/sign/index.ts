import type { Certificate } from 'pkijs'
import type { SignPdfOptions } from './sign-pdf.ts'
import type { SigningKey } from './signing-key.ts'
import type { PdfSignature } from './verify-pdf.ts'

export type { CertificateFacts } from './certificates.ts'
export type { SignaturePicture, SignPdfOptions } from './sign-pdf.ts'
export type { SigningKey } from './signing-key.ts'
export { UnusableKey } from './unusable-key.ts'
export type { PdfSignature, SignatureFault } from './verify-pdf.ts'

/** See `verify-pdf.ts`. The libraries behind it are loaded on the first call, here and below. */
export async function verifyPdf(bytes: Uint8Array, roots: Certificate[] = []): Promise<PdfSignature[]> {
  return (await import('./verify-pdf.ts')).verifyPdf(bytes, roots)
}

/** See `sign-pdf.ts`. */
export async function signPdf(bytes: Uint8Array, key: SigningKey, options: SignPdfOptions): Promise<Uint8Array> {
  return (await import('./sign-pdf.ts')).signPdf(bytes, key, options)
}

/** See `signing-key.ts`. */
export async function openPkcs12(file: Uint8Array, password: string): Promise<SigningKey> {
  return (await import('./signing-key.ts')).openPkcs12(file, password)
}

/** Certificates of a PEM or DER file, to be trusted by `verifyPdf`. */
export async function certificatesFrom(file: Uint8Array | string): Promise<Certificate[]> {
  return (await import('./certificates.ts')).certificatesFrom(file)
}
