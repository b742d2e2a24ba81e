/** One place where the signed copy says something else than what was approved, with the words around it. */
export interface SignedChange {
  approved: string
  signed: string
  before: string
  after: string
}

export interface SignedDiffers {
  compared: boolean
  notice: { vi: string; en: string } | null
  changes: SignedChange[]
}

/** A signed PDF whose bytes are stored and whose text was compared. */
export interface SignedCopy {
  sha256: string
  size: number
  name: string
  differs: SignedDiffers
}
