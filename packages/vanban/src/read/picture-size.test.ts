import { describe, expect, it } from 'vitest'
import { openPicture } from './open-picture.ts'
import { closedPictureKind, pictureKind, pictureSize } from './picture-size.ts'

const bytes = (latin: string): Uint8Array => Uint8Array.from(latin, (letter) => letter.charCodeAt(0))
const u16 = (value: number): string => String.fromCharCode(value & 255, value >> 8)

/** A GIF whose screen is one dot, with frames as large as told. */
const gif = (...frames: readonly (readonly [width: number, height: number])[]): Uint8Array =>
  bytes(
    `GIF89a${u16(1)}${u16(1)}\x80\0\0${'\0'.repeat(6)}!\xf9\x04\0\0\0\0\0${frames
      .map(([width, height]) => `,\0\0\0\0${u16(width)}${u16(height)}\0\x02\x02\x4c\x01\0`)
      .join('')};`,
  )

describe('the size of a picture', () => {
  it('is that of the largest frame of a GIF, whatever its screen says, and too large is not opened', async () => {
    expect(pictureSize(gif([3, 2]), 'gif')).toEqual({ width: 3, height: 2 })
    expect(pictureSize(gif([1, 1], [900, 7]), 'gif')).toEqual({ width: 900, height: 7 })
    await expect(openPicture(gif([23_000, 23_000]))).rejects.toMatchObject({ code: 'too-large' })
    // cut off anywhere
    const whole = gif([3, 2], [4, 5])
    for (let length = 0; length < whole.length; length++)
      expect(() => pictureSize(whole.subarray(0, length), 'gif')).not.toThrow()
  })

  it('stands in a BMP whose rows run from the top, and in the oldest', () => {
    const long = `BM${'\0'.repeat(12)}\x28\0\0\0${u16(20)}\0\0\xf6\xff\xff\xff${'\0'.repeat(8)}`
    const old = `BM${'\0'.repeat(12)}\x0c\0\0\0${u16(20)}${u16(10)}${'\0'.repeat(8)}`
    for (const head of [long, old]) {
      expect(pictureKind(bytes(head))).toBe('bmp')
      expect(pictureSize(bytes(head), 'bmp')).toEqual({ width: 20, height: 10 })
    }
    expect(pictureKind(new TextEncoder().encode('BM 01: Biểu mẫu báo cáo kết quả'))).toBeNull()
  })
})

describe('a picture that nothing here opens', () => {
  it.each([
    ['HEIC', '\0\0\0\x18ftypMiHE\0\0\0\0MiHEmiaf'],
    ['HEIC', '\0\0\0\x18ftypnew1\0\0\0\0heicmiaf'],
    ['AVIF', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
    ['JPEG 2000', '\0\0\0\fjP  \r\n\x87\n'],
    ['JPEG XR', 'II\xbc\x01 \0\0\0'],
    ['DjVu', 'AT&TFORM\0\0\x10\0DJVM'],
    ['BigTIFF', 'II\x2b\0\x08\0\0\0'],
    ['PCX', '\x0a\x05\x01\x01\0\0\0\0'],
    ['Photoshop', '8BPS\0\x01\0\0'],
    ['WMF', '\xd7\xcd\xc6\x9a\0\0'],
    ['WMF', '\x01\0\x09\0\0\x03\x17\0'],
    ['EMF', `\x01\0\0\0\x6c\0\0\0${'\0'.repeat(32)} EMF`],
  ])('is known as %s by its first bytes', (kind, head) => {
    expect(closedPictureKind(bytes(head))).toBe(kind)
  })

  it.each([
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0isommp42'],
    ['a text', '8B Phường Gió Mới'],
    ['a file of boxes cut off', '\0\0\0\x18ftyp'],
    ['a TIFF', 'II*\0\x08\0\0\0'],
  ])('is not %s', (_, head) => {
    expect(closedPictureKind(bytes(head))).toBeNull()
  })
})
