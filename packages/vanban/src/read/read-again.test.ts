import type { Line } from 'tesseract.js'
import { describe, expect, it } from 'vitest'
import type { Region } from './find-columns.ts'
import { readAgain } from './read-again.ts'

/** A line of words, each 100 pixels from the one before: "MÂẦY:53" was read with 53 of 100. */
function line(text: string): Line {
  const words = text.split(' ').map((part, i) => {
    const at = part.lastIndexOf(':')
    const bbox = { x0: 50 + i * 100, y0: 20, x1: 130 + i * 100, y1: 60 }
    return { text: part.slice(0, at), confidence: Number(part.slice(at + 1)), bbox }
  })
  return { words, bbox: { x0: 50, y0: 20, x1: words.at(-1)!.bbox.x1, y1: 60 } } as unknown as Line
}

async function read(first: string, second: string): Promise<{ text: string; regions: Region[] }> {
  const regions: Region[] = []
  const [out] = await readAgain([line(first)], { width: 400, height: 100 }, async (region) => {
    regions.push(region)
    return [line(second)]
  })
  return { text: out!.words.map((word) => `${word.text}:${word.confidence}`).join(' '), regions }
}

describe('a line with a doubtful word', () => {
  it('is read once more, alone, and the surer word counts', async () => {
    expect(await read('NON:93 MÂẦY:53 TRẮNG:91', 'NÓN:96 MÂY:89 TRẮNG:91')).toEqual({
      text: 'NON:93 MÂY:89 TRẮNG:91',
      regions: [{ left: 36, top: 6, width: 308, height: 68 }],
    })
    expect((await read('Số::96 95KHUBND:40', 'Số::96 95/KH-UBND:80')).text).toBe('Số::96 95/KH-UBND:80')
  })

  it('stays as first read where the second reading is no surer, no word, or another line', async () => {
    for (const second of ['NON:93 MÂY:60 AN:91', 'NON:93 M&Y:90 AN:91', 'NON:93 MÂY:90'])
      expect((await read('NON:93 MÂẦY:53 AN:91', second)).text).toBe('NON:93 MÂẦY:53 AN:91')
  })

  it('is taken whole where it was seen badly all over', async () => {
    expect((await read('Irien:28 đọng:95 doi:88 ngoại:50', 'Triển:96 động:96 đối:96 ngoại:96')).text).toBe(
      'Triển:96 động:96 đối:96 ngoại:96',
    )
    expect((await read('Irien:60 đọng:95 doi:95 ngoại:96', 'Triển:96 động:96 đối:96 ngoại:96')).text).toBe(
      'Triển:96 đọng:95 doi:95 ngoại:96',
    )
  })

  it('is the only one that costs a second look', async () => {
    expect((await read('NON:93 MÂY:90', 'NON:93 MÂY:96')).regions).toEqual([])
  })
})
