/**
 * A Vietnamese telephone number as it is kept: digits, national form (`0912345678` for `+84 912 345 678`);
 * a foreign number keeps its plus sign. Null where the text is no telephone number.
 */
export function normalisePhone(text: string): string | null {
  const digits = text.trim().replace(/[\s.\-()]/g, '')
  const national = digits.replace(/^(\+84|0084|84(?=\d{9,10}$))/, '0').replace(/^00/, '+')
  return /^(0\d{8,10}|\+[1-9]\d{7,14})$/.test(national) ? national : null
}

export interface Identifier {
  email: string | null
  phone: string | null
  staffCode: string | null
}

/** What a person typed to say who they are: e-mail, or telephone number, or staff code (a code of digits may be both). */
export function readIdentifier(text: string): Identifier {
  const value = text.normalize('NFC').trim()
  if (value.includes('@')) return { email: value.toLowerCase(), phone: null, staffCode: null }
  return { email: null, phone: normalisePhone(value), staffCode: value.toLowerCase() }
}
