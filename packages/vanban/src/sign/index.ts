import type { PdfSignature, SigningKey, SignPdfOptions } from './types.ts'

export type * from './types.ts'
export { UnusableKey } from './unusable-key.ts'

/**
 * Verifies every signature of a PDF, see `verify-pdf.ts`. The libraries behind it are loaded on the first call, here and
 * below.
 * @param roots certificates (DER) of the bodies that are trusted, see `certificatesFrom`
 */
export async function verifyPdf(bytes: Uint8Array, roots: Uint8Array[] = []): Promise<PdfSignature[]> {
  const [{ verifyPdf: verify }, { certificateFrom }] = await Promise.all([
    import('./verify-pdf.ts'),
    import('./certificates.ts'),
  ])
  return verify(
    bytes,
    roots.flatMap((der) => certificateFrom(der) ?? []),
  )
}

/** See `sign-pdf.ts`. */
export async function signPdf(bytes: Uint8Array, key: SigningKey, options: SignPdfOptions): Promise<Uint8Array> {
  const [{ signPdf: sign }, { unfolded }] = await Promise.all([import('./sign-pdf.ts'), import('./signing-key.ts')])
  return sign(bytes, unfolded(key), options)
}

/** See `signing-key.ts`. */
export async function openPkcs12(file: Uint8Array, password: string): Promise<SigningKey> {
  return (await import('./signing-key.ts')).openPkcs12(file, password)
}

/** Certificates of a PEM or DER file, as DER, to be trusted by `verifyPdf`. */
export async function certificatesFrom(file: Uint8Array | string): Promise<Uint8Array[]> {
  return (await import('./certificates.ts')).certificatesFrom(file)
}
