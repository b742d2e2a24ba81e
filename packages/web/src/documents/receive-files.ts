import { uploadFile } from '../api.ts'
import { t } from '../i18n/index.ts'
import { dismissJob, noteJob } from '../jobs.ts'
import { openFileQueue, type QueuedFile } from '../kit/file-queue.ts'
import type { Problem } from '../problem.ts'
import type { Direction } from './document.ts'
import './texts.ts'

/** Endings of the files that are read (vanban: readFile). */
export const kinds = [
  'docx',
  'pdf',
  'doc',
  'odt',
  'rtf',
  'html',
  'htm',
  'mhtml',
  'mht',
  'txt',
  'md',
  'png',
  'jpg',
  'jpeg',
  'tif',
  'tiff',
  'webp',
  'bmp',
  'gif',
] as const

/** What the server made of one file. */
export interface Received {
  name: string
  id: string | null
  state: string | null
  progressId: string | null
  problem: Problem | null
}

export function receivedOf(answer: unknown): Received | undefined {
  return (answer as { rows: Received[] } | undefined)?.rows[0]
}

const isUnderWay = ({ state }: QueuedFile): boolean => state === 'waiting' || state === 'sending'

/** What became of the files is shown until the dialog is closed with nothing left to send. */
export function forgetReceived(): void {
  if (!receiving.now().some(isUnderWay)) receiving.clear()
}

interface Entry {
  direction: Direction
  /** Số đến of the next file; the others get theirs when they are confirmed. */
  arrivalNumber: number | null
  arrivalOn: string
}

let entry: Entry = { direction: 'in', arrivalNumber: null, arrivalOn: '' }
let onDone: ((row: Received) => void) | undefined

/** Says what the files that follow are entered as, and who hears of each; nobody hears once the dialog is closed. */
export function receiveAs(next: Entry, hear: ((row: Received) => void) | undefined): void {
  entry = next
  onDone = hear
}

/** The files being received: they go on arriving when the dialog is closed, under one bar. */
export const receiving = openFileQueue(() => ({
  upload: (file, onProgress) => {
    const { direction, arrivalNumber, arrivalOn } = entry
    entry = { ...entry, arrivalNumber: null }
    const many = receiving.now().length > 1
    return uploadFile(
      '/api/documents',
      file,
      {
        direction,
        ...(direction === 'in' ? { arrivalOn } : {}),
        ...(direction === 'in' && arrivalNumber !== null ? { arrivalNumber: String(arrivalNumber) } : {}),
      },
      onProgress,
      many ? keyOf(file, direction) : undefined,
    )
  },
  onDone: (_file, answer) => {
    const row = receivedOf(answer)
    if (row) onDone?.(row)
  },
  failed: (why) => `${why} ${t('file.failed')}`,
}))

/** The same file of a folder dropped again is the same request: nothing is entered twice. */
function keyOf(file: Pick<File, 'name' | 'size' | 'lastModified'>, direction: Direction): string {
  let hash = 0
  for (const letter of file.name.normalize('NFC')) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0
  return `tep-${direction}-${file.size}-${file.lastModified}-${(hash >>> 0).toString(36)}`
}

const BAR = 'receive-documents'

/** One bar for all files of a drop; a single file has its own in the dialog. */
receiving.subscribe(() => {
  const files = receiving.now().filter((file) => file.state !== 'refused' || file.part > 0)
  if (files.length < 2) return dismissJob(BAR)
  const left = files.filter(isUnderWay).length
  const unread = files.filter((file) => receivedOf(file.answer)?.problem).length
  const refused = files.filter((file) => file.state === 'refused' || file.state === 'failed').length
  noteJob({
    kind: 'job',
    id: BAR,
    label: [
      t('jobs.receive', { count: files.length }),
      ...(unread > 0 ? [t('documents.countUnread', { count: unread })] : []),
      ...(refused > 0 ? [t('documents.countRefused', { count: refused })] : []),
    ].join(' · '),
    done: files.length - left,
    total: files.length,
    state: left > 0 ? 'running' : 'done',
    href: '/documents',
    stays: unread + refused > 0,
  })
})

// closing the tab is the one thing that ends an upload
globalThis.addEventListener?.('beforeunload', (event) => {
  if (receiving.now().some(isUnderWay)) event.preventDefault()
})
