export { type CheckOptions, check } from './check/check.ts'
export {
  type Force,
  forceOf,
  KNOWN_DOCUMENTS,
  type KnownDocument,
  knownDocument,
  REGISTER_DATE,
} from './check/known-documents.ts'
export * from './compare/index.ts'
export type * from './document.ts'
export * from './edxml/index.ts'
export { isCountingWord } from './parse/counting-words.ts'
export { parse } from './parse/parse.ts'
export { plain } from './plain.ts'
export { findSecrecyMark, type SecrecyMark } from './read/find-secrecy-mark.ts'
export { lookWithin, type Within } from './read/look-within.ts'
export { mayDrawPictures } from './read/may-draw-pictures.ts'
export { closedPictureKind } from './read/picture-size.ts'
export { type PlaceOnPage, placesOnPages } from './read/places-on-pages.ts'
export { MAX_FILE_BYTES, type ReadOptions, readFile } from './read/read-file.ts'
export { readText } from './read/read-text.ts'
export type { Recognition } from './read/recognition.ts'
export { type RenderOptions, renderPage } from './read/render-page.ts'
export { type ScreenOptions, screenPapers, screenPdf, screenPictures, screenScan } from './read/screen-scan.ts'
export { type UnreadableCode, UnreadableFile } from './read/unreadable-file.ts'
export { openZip, type Zip } from './read/unzip.ts'
export * from './sign/index.ts'
export * from './write/index.ts'
