/** Who a certificate was given to and by whom, as a person reads it. */
export interface CertificateFacts {
  /** Common name: the person or the body. */
  name: string | null
  organisation: string | null
  issuer: string | null
  /** Hexadecimal, upper case. */
  serial: string
  /** First and last instant of validity, ISO 8601. */
  from: string
  to: string
}

export interface SignPdfOptions {
  /** When the signature is put. */
  at: Date
  reason?: string
  location?: string
  /** A picture of the hand or seal (PNG, transparent) and where it stands; without it the signature is not seen on the page. */
  picture?: SignaturePicture
}

export interface SignaturePicture {
  png: Uint8Array
  /** 1-based. */
  page: number
  /** Left, top, right, bottom as parts of the page's width and height, 0 to 1. */
  box: [number, number, number, number]
}

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

/** A key out of a PKCS#12 file with its certificate and those above it: plain bytes, none of the libraries behind. */
export interface SigningKey {
  /** PKCS#8, DER. */
  key: Uint8Array
  /** X.509, DER. */
  certificate: Uint8Array
  chain: Uint8Array[]
}
