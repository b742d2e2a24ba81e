/** Initials and rhymes of Vietnamese, tones apart (Hoàng Phê, Từ điển chính tả): enough to tell a syllable from noise. */
const INITIALS = 'ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x'
const OPEN =
  'ia|iê|iêu|iu|oai|oao|oay|oeo|oa|oă|oe|oi|oo|oong|uâ|uây|ua|uao|uê|uêu|ui|uôi|uô|uơ|uy|uya|uyê|uyu|uu|ưa|ươi|ươu|ưi|ưu|ươ|yê|yêu|ai|ao|au|ay|âu|ây|eo|êu|ôi|ơi|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y'
const CLOSED = 'a|ă|â|e|ê|i|iê|o|oa|oă|oe|oo|ô|ơ|u|uâ|uê|uô|uơ|uy|uyê|ua|uă|ue|ư|ươ|y|yê'
const SHAPE = new RegExp(`^(?:(?:${INITIALS})?(?:${OPEN})|(?:${INITIALS})?(?:${CLOSED})(?:(ch|c|p|t)|ng|nh|m|n))$`)
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g
/** Vietnamese uses some 7 000 syllables; a file that brings more words than this has them worked out again. */
const MOST_KNOWN = 50_000
const known = new Map<string, boolean>()

/** True for a word with the shape of one Vietnamese syllable, its tone one that the rhyme can bear; any case, NFC. */
export function isVietnameseSyllable(word: string): boolean {
  let answer = known.get(word)
  if (answer === undefined) {
    answer = hasShape(word.toLowerCase())
    if (known.size > MOST_KNOWN) known.clear()
    known.set(word, answer)
  }
  return answer
}

function hasShape(word: string): boolean {
  if (word.length > 8) return false
  const apart = word.normalize('NFD')
  const tones = apart.match(TONE) ?? []
  if (tones.length > 1) return false
  const shape = SHAPE.exec(apart.replace(TONE, '').normalize('NFC'))
  if (!shape) return false
  // A syllable closed by a stop bears the acute tone or the dot below.
  return shape[1] === undefined || tones.length === 0 || tones[0] === '\u0301' || tones[0] === '\u0323'
}
