/** A browser and the machine it runs on, by the names people know; null where the text tells neither. */
export interface Device {
  /** null: a browser without a name of its own here. */
  browser: string | null
  system: string | 'android-phone' | 'android-tablet'
}

/** First match wins: every browser also claims to be the ones below it. */
const BROWSERS: readonly [RegExp, string][] = [
  [/coc_coc_browser/i, 'Cốc Cốc'],
  [/Zalo/i, 'Zalo'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android.*Mobile/, 'android-phone'],
  [/Android/, 'android-tablet'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
]

/** Reads a User-Agent header. */
export function deviceOf(userAgent: string): Device | null {
  const named = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
  const system = named(SYSTEMS)
  return system ? { browser: named(BROWSERS), system } : null
}
