import type { Finding, Place, Severity } from '../document.ts'

/** One finding; `also` and `fix` only where there are any. */
export function finding(
  code: string,
  severity: Severity,
  at: Place | null,
  vi: string,
  en: string,
  more: { fix?: string; also?: readonly Place[] } = {},
): Finding {
  return {
    code,
    severity,
    at,
    vi,
    en,
    ...(more.fix === undefined ? {} : { fix: more.fix }),
    ...(more.also && more.also.length > 0 ? { also: [...more.also] } : {}),
  }
}
