/**
 * The encodings in which Vietnamese was typed before Unicode (TCVN 6909:2001) became obligatory for offices, and which
 * still arrive in old files and annexes. Every table gives what a byte from 0x80 up means; letters stand by themselves.
 */

/**
 * TCVN 5712:1993, VN3, the table of the ABC fonts (.VnTime): the standard's table for 8-bit text, as glibc's
 * `TCVN5712-1` has it, without the capitals that VN1 puts below 0xA1. VN3 has seven capitals with marks (Ă Â Ê Ô Ơ Ư Đ);
 * all others are the small letters set in a font of capitals (.VnTimeH).
 */
export const TCVN3: ReadonlyMap<number, string> = byteTable(
  0xa1,
  'ĂÂÊÔƠƯĐăâêôơưđ',
  0xb5,
  'àảãáạ',
  0xbb,
  'ằẳẵắ',
  0xc6,
  'ặầẩẫấậè',
  0xce,
  'ẻẽéẹềểễếệìỉ',
  0xdc,
  'ĩíịò',
  0xe1,
  'ỏõóọồổỗốộờởỡớợù',
  0xf1,
  'ủũúụừửữứựỳỷỹýỵ',
)

/**
 * VISCII 1.1, RFC 1456: all 134 letters, six of them in the places of control characters.
 */
export const VISCII: ReadonlyMap<number, string> = new Map([
  ...byteTable(0x02, 'Ẳ', 0x05, 'ẴẪ', 0x14, 'Ỷ', 0x19, 'Ỹ', 0x1e, 'Ỵ'),
  ...byteTable(0x80, 'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ'),
  ...byteTable(0xa0, 'ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ'),
  ...byteTable(0xc0, 'ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư'),
  ...byteTable(0xe0, 'àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ'),
])

/**
 * Windows-1258 (Microsoft's code page, WHATWG Encoding): letters of Windows-1252 with Ă Đ Ơ Ư ₫, and five tone marks
 * that follow their letter and combine with it.
 */
export const WINDOWS_1258: ReadonlyMap<number, string> = new Map([
  [0xc3, 'Ă'],
  [0xcc, '\u0300'],
  [0xd0, 'Đ'],
  [0xd2, '\u0309'],
  [0xd5, 'Ơ'],
  [0xdd, 'Ư'],
  [0xde, '\u0303'],
  [0xe3, 'ă'],
  [0xec, '\u0301'],
  [0xf0, 'đ'],
  [0xf2, '\u0323'],
  [0xf5, 'ơ'],
  [0xfd, 'ư'],
  [0xfe, '₫'],
])

/**
 * VNI for Windows (the VNI-Times fonts): the base letter and then a mark of its own, in the case of the letter. The
 * marks are those of the VNI Windows code page as the free keyboards print it (xvnkb, Unikey).
 */
export const VNI_MARKS: ReadonlyMap<string, string> = new Map([
  ['Ø', '\u0300'],
  ['Ù', '\u0301'],
  ['Û', '\u0309'],
  ['Õ', '\u0303'],
  ['Ï', '\u0323'],
  ['Â', '\u0302'],
  ['À', '\u0302\u0300'],
  ['Á', '\u0302\u0301'],
  ['Å', '\u0302\u0309'],
  ['Ã', '\u0302\u0303'],
  ['Ä', '\u0302\u0323'],
  ['Ê', '\u0306'],
  ['È', '\u0306\u0300'],
  ['É', '\u0306\u0301'],
  ['Ú', '\u0306\u0309'],
  ['Ü', '\u0306\u0303'],
  ['Ë', '\u0306\u0323'],
])

/** Letters that VNI for Windows has in one place of their own. */
export const VNI_LETTERS: ReadonlyMap<string, string> = new Map([
  ['Ì', 'Ì'],
  ['Í', 'Í'],
  ['Æ', 'Ỉ'],
  ['Ó', 'Ĩ'],
  ['Ò', 'Ị'],
  ['Ñ', 'Đ'],
  ['Î', 'Ỵ'],
  ['Ô', 'Ơ'],
  ['Ö', 'Ư'],
])

/** Windows-1252, 0x80 to 0x9F (WHATWG Encoding): what a byte became where it was taken for Western European text. */
export const WINDOWS_1252: ReadonlyMap<string, number> = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i))].map((char, i) => [
    char,
    0x80 + i,
  ]),
)

/** Runs of letters, each after the place of its first. */
function byteTable(...runs: (number | string)[]): Map<number, string> {
  const table = new Map<number, string>()
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const from = runs[i] as number
    ;[...(runs[i + 1] as string)].forEach((letter, place) => {
      table.set(from + place, letter)
    })
  }
  return table
}
