import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { createCanvas, GifDisposal, GifEncoder, GlobalFonts } from '@napi-rs/canvas'
import { Document, ImageRun, Packer, Paragraph } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { tinosFaces } from '../write/tinos.ts'

for (const face of tinosFaces()) GlobalFonts.register(face, 'Tinos')

const [WIDTH, HEIGHT] = [160, 60]

/** Dots an inch of `sheetOf`. */
export const SHEET_DPI = 96

function drawn(words: string, ink: string, { width, height, at } = { width: WIDTH, height: HEIGHT, at: 40 }) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.fillStyle = ink
  context.font = 'bold 17px Tinos'
  context.fillText(words, 20, at)
  return canvas
}

/** A scanned sheet of A5 that says nothing else than this, so far from its upper edge (0 to 1), as a JPEG. */
export function sheetOf(words: string, down: number): Uint8Array {
  const [width, height] = [559, 794]
  return drawn(words, '#111', { width, height, at: Math.round(height * down) }).toBuffer('image/jpeg', 90)
}

/** Words in print of 13 points as a small picture, at 96 dots an inch; red as a stamp is. */
export function pictureOf(words: string, ink = '#c8202c'): Promise<Uint8Array> {
  return drawn(words, ink).encode('png')
}

/** A GIF that shows one after another. */
export function gifOf(...words: string[]): Uint8Array {
  const encoder = new GifEncoder(WIDTH, HEIGHT)
  for (const said of words) {
    const { data } = drawn(said, '#111').getContext('2d').getImageData(0, 0, WIDTH, HEIGHT)
    encoder.addFrame(new Uint8Array(data), WIDTH, HEIGHT, { delay: 100, disposal: GifDisposal.Background })
  }
  return encoder.finish()
}

/** A .docx of a picture, with lines of text or without. */
export async function docxOf(png: Uint8Array, lines: readonly string[] = []): Promise<Uint8Array> {
  const picture = new ImageRun({ type: 'png', data: png, transformation: { width: WIDTH, height: HEIGHT } })
  const children = [new Paragraph({ children: [picture] }), ...lines.map((line) => new Paragraph(line))]
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

export function odtOf(png: Uint8Array): Uint8Array {
  const image = '<draw:frame svg:width="4cm"><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `<office:document-content><office:body><office:text><text:p>${image}</text:p></office:text></office:body></office:document-content>`,
    ),
    'Pictures/1.png': png,
  })
}

/** An .rtf of a picture as Word writes it: once for programs that know PNG, once as a metafile for those that do not. */
export function rtfOf(png: Uint8Array): Uint8Array {
  const hex = Buffer.from(png)
    .toString('hex')
    .replace(/.{128}/g, '$&\r\n')
  return strToU8(
    `{\\rtf1\\ansi\\pard {\\*\\shppict{\\pict\\picw160\\pngblip\r\n${hex}}}{\\nonshppict{\\pict\\wmetafile8 00}}\\par}`,
  )
}

/** A PDF with a line at the foot of its first page, as a signing program writes it upon a scan. */
export async function signedLineOn(pdf: Uint8Array): Promise<Uint8Array> {
  const file = await PDFDocument.load(pdf)
  const font = await file.embedFont(StandardFonts.Helvetica)
  file.getPage(0).drawText('Nguoi ky: Tran Thi Gio, ngay 09/03/2026 08:15:00', { x: 60, y: 24, size: 9, font })
  return file.save()
}

/** A PDF with pictures on its first page, each so far from its left and upper edge and so large, in points. */
export async function picturedPdf(
  pdf: Uint8Array,
  ...pictures: { png: Uint8Array; left: number; top: number; width: number; height: number }[]
): Promise<Uint8Array> {
  const file = await PDFDocument.load(pdf)
  const page = file.getPage(0)
  for (const { png, left, top, width, height } of pictures) {
    const y = page.getHeight() - top - height
    page.drawImage(await file.embedPng(png), { x: left, y, width, height })
  }
  return file.save()
}
