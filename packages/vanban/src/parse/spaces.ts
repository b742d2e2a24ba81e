/** What `\s` stands for. */
export function isWhite(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13)
  return /\s/.test(String.fromCharCode(code))
}

/** Past the white space at `at`, but for no more than so many characters of it. */
export function skipWhite(text: string, at: number, most: number = text.length): number {
  const end = Math.min(text.length, at + most)
  let i = at
  while (i < end && isWhite(text.charCodeAt(i))) i++
  return i
}
