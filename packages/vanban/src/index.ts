<<<<<<< HEAD
export * from './compare/index.ts'
=======
export { type CheckOptions, check } from './check/check.ts'
>>>>>>> vanban
export type * from './document.ts'
export { parse } from './parse/parse.ts'
export { plain } from './plain.ts'
export { findSecrecyMark, type SecrecyMark } from './read/find-secrecy-mark.ts'
export { MAX_FILE_BYTES, readFile } from './read/read-file.ts'
export { readText } from './read/read-text.ts'
export { type UnreadableCode, UnreadableFile } from './read/unreadable-file.ts'
export * from './write/index.ts'
