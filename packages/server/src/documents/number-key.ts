/** A number and symbol without spaces and hyphens, lower case: the same form as the column `number_key`. */
export function numberKey(number: string): string {
  return number.replace(/[\s\-‐‑–—]/g, '').toLowerCase()
}
