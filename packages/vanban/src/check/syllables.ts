import dictionary from 'dictionary-vi'

/** Grave, acute, tilde, hook, dot below: the five tone marks, apart from the marks that make another vowel. */
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/

/** Vietnamese has some 7 000 syllables: each is worked out once. */
const CANONICAL = new Map<string, string>()

/**
 * One spelling for both tone placements (hòa, hoà) and for i and y at the end of an open syllable (lý, lí): two habits
 * of spelling that are both in use. The tone stands apart, at the end.
 */
export function canonical(syllable: string): string {
  let known = CANONICAL.get(syllable)
  if (known === undefined) {
    known = toCanonical(syllable)
    if (CANONICAL.size > 50_000) CANONICAL.clear()
    CANONICAL.set(syllable, known)
  }
  return known
}

function toCanonical(syllable: string): string {
  const decomposed = syllable.normalize('NFD')
  const tone = TONE.exec(decomposed)?.[0] ?? ''
  let bare = tone === '' ? syllable : decomposed.replace(tone, '').normalize('NFC')
  if (/^(?:[bcdđghklmnpqrstvx]|th|ph|kh|nh|tr|ch|gh|ng)y$/.test(bare)) bare = `${bare.slice(0, -1)}i`
  return bare + tone
}

const KNOWN = new Set<string>()
for (const line of new TextDecoder().decode(dictionary.dic).split('\n').slice(1)) {
  const word = line.split('/')[0]!.trim().normalize('NFC').toLowerCase()
  if (word !== '') KNOWN.add(canonical(word))
}

/** True for a syllable that the dictionary of Vietnamese syllables has, whatever its tone placement. */
export function isSyllable(word: string): boolean {
  return KNOWN.has(canonical(word.toLowerCase().normalize('NFC')))
}
