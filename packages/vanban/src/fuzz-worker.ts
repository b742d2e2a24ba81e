import { parentPort } from 'node:worker_threads'
import { parse, readFile, type Source, UnreadableFile } from './index.ts'

/** What came of one file: the code of `UnreadableFile`, "read", or what is wrong with the reader. */
async function tryToRead(bytes: Uint8Array, name: string): Promise<string> {
  let source: Source
  try {
    source = await readFile(bytes, name)
  } catch (error) {
    if (error instanceof UnreadableFile) return error.vi && error.en ? error.code : `${error.code} has no sentence`
    return `crash in read: ${error instanceof Error ? error.stack : String(error)}`
  }
  const fault = faultOf(source)
  if (fault !== null) return fault
  try {
    const parsed = parse(source)
    for (const { at } of [...parsed.citations, ...parsed.tasks, ...parsed.outline, ...parsed.deadlines])
      if (!(at.start >= 0 && at.start <= at.end && at.end <= source.text.length)) return 'a place outside the text'
  } catch (error) {
    return `crash in parse: ${error instanceof Error ? error.stack : String(error)}`
  }
  return 'read'
}

function faultOf({ text, lines }: Source): string | null {
  if (text.normalize('NFC') !== text) return 'not NFC'
  if (!text.isWellFormed()) return 'half a surrogate pair'
  if ([...'\r\f\v\0\u00ad\u200b\ufeff'].some((char) => text.includes(char))) return 'a character that is not printed'
  if (text.split('\n').length !== lines.length) return 'lines that are not those of the text'
  let at = 0
  for (const { start, end } of lines) {
    if (start !== at || end < start) return 'a line out of its place'
    at = end + 1
  }
  return at === text.length + 1 ? null : 'lines that do not reach the end'
}

parentPort!.on('message', async ({ bytes, name }: { bytes: Uint8Array; name: string }) => {
  parentPort!.postMessage(await tryToRead(bytes, name))
})
