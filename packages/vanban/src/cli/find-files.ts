import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a folder is searched for; a file named by itself is taken whatever its name. */
const READABLE = /\.(?:docx?|odt|rtf|pdf|html?|mhtml?|md|markdown|txt|text|png|jpe?g|tiff?|webp|gif|bmp)$/iu

/**
 * The files named, and those of the folders named with all their subfolders, in the order of their names; hidden
 * ones and Word's lock files ("~$…") are left out. Links are not followed, so no folder is walked twice.
 * @throws the file system's error for a name that is not there
 */
export async function findFiles(paths: string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) found.push(...(await filesIn(path)))
    else found.push(path)
  }
  return found
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const shown = entries.filter(({ name }) => !name.startsWith('.') && !name.startsWith('~$') && name !== 'node_modules')
  const found: string[] = []
  for (const entry of shown.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesIn(path)))
    else if (entry.isFile() && READABLE.test(entry.name)) found.push(path)
  }
  return found
}
