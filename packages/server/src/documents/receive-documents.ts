import type { FastifyRequest } from 'fastify'
import { mustBeAble } from '../platform/actor.ts'
import { runDeed } from '../platform/deed.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import type { Direction } from './document-state.ts'
import { readUpload } from './read-upload.ts'
import { receiveUploads, type Upload } from './receive-upload.ts'
import { registerDocument } from './register-document.ts'
import { isCalendarDay, storedReading } from './stored-reading.ts'

export interface ReceivedFile {
  name: string
  /** Null where nothing was kept. */
  id: string | null
  state: string | null
  /** The bar of the recognition of a scan. */
  progressId: string | null
  /** Why the file could not be read or was not taken: a problem object; null when it was read. */
  problem: Record<string, unknown> | null
}

interface Fields {
  direction: Direction
  arrivalNumber: number | null
  arrivalOn: string | null
}

/**
 * Takes files one at a time, each on its own: one that cannot be read is kept with the reason, one that is refused
 * leaves the others alone. Fields stand before the files they are for.
 * @throws Problem where a single file was refused, or a field is not right
 */
export async function receiveDocuments(services: Services, request: FastifyRequest): Promise<ReceivedFile[]> {
  const { actor } = request
  mustBeAble(actor, 'document.register', { unitId: actor.unitId, unitPath: actor.unitPath })
  const given = new Map<string, string>()
  const results: ReceivedFile[] = []
  let refusal: Problem | null = null
  for await (const part of receiveUploads(request)) {
    if ('field' in part) {
      given.set(...part.field)
      continue
    }
    const fields = readFields(given, services.clock.today())
    // of several files the first has the number that was given; the others get theirs when confirmed
    if (results.length > 0) fields.arrivalNumber = null
    try {
      results.push(await receiveOne(services, request, part.file, fields, results.length))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refusal = error
      results.push({ name: part.file.name, id: null, state: null, progressId: null, problem: error.body(actor.locale) })
    }
  }
  if (results.length === 0)
    throw new Problem('invalid', undefined, {
      errors: [{ path: '/file', message: { vi: 'Chọn ít nhất một tệp', en: 'Choose at least one file' } }],
    })
  if (results.length === 1 && refusal) throw refusal
  return results
}

function readFields(given: Map<string, string>, today: string): Fields {
  const direction = given.get('direction') || 'in'
  const number = given.get('arrivalNumber') || ''
  const arrivalOn = given.get('arrivalOn') || today
  const errors: FieldError[] = []
  if (direction !== 'in' && direction !== 'out' && direction !== 'internal')
    errors.push({
      path: '/direction',
      message: { vi: 'Chọn văn bản đến, đi hoặc nội bộ', en: 'Choose incoming, outgoing or internal' },
    })
  if (number !== '' && !/^[1-9]\d{0,6}$/.test(number))
    errors.push({
      path: '/arrivalNumber',
      message: { vi: 'Số đến là số nguyên', en: 'An arrival number is a whole number' },
    })
  if (!isCalendarDay(arrivalOn))
    errors.push({ path: '/arrivalOn', message: { vi: 'Không đúng ngày', en: 'Not a day of the calendar' } })
  else if (arrivalOn > today)
    errors.push({
      path: '/arrivalOn',
      message: { vi: 'Ngày đến không thể sau hôm nay', en: 'The day of arrival cannot be after today' },
    })
  if (errors.length > 0) throw new Problem('invalid', undefined, { errors })
  const arrives = direction === 'in'
  return {
    direction: direction as Direction,
    arrivalNumber: arrives && number !== '' ? Number(number) : null,
    arrivalOn: arrives ? arrivalOn : null,
  }
}

async function receiveOne(
  services: Services,
  request: FastifyRequest,
  file: Upload,
  fields: Fields,
  index: number,
): Promise<ReceivedFile> {
  const { actor } = request
  const reading = await readUpload(services, actor, file, true)
  const stored = storedReading(reading)
  const sha256 = await services.files.put(file.bytes)
  const key = request.headers['idempotency-key']
  const { body: made } = await runDeed(
    services,
    actor,
    'register-document',
    typeof key === 'string' ? { key: `${key}-${index}`.slice(-100), asked: sha256 } : null,
    (work) =>
      registerDocument(work, {
        ...fields,
        file: { sha256, size: file.bytes.length, name: file.name, mediaType: mediaTypeOf(file) },
        reading: stored,
      }),
  )
  return {
    name: file.name,
    ...made,
    state: stored.state,
    problem:
      reading.kind === 'unreadable' && stored.state !== 'reading'
        ? new Problem('unreadable-file', { vi: reading.vi, en: reading.en }, { extra: { reason: reading.code } }).body(
            actor.locale,
          )
        : null,
  }
}

const mediaTypes: Record<string, string> = {
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  rtf: 'application/rtf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  bmp: 'image/bmp',
  gif: 'image/gif',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
}

/**
 * By the file's ending: what the browser claims is not to be trusted with a reader's rights. A page (.html, .mht) has none of its
 * own here: it is downloaded, never opened under this site's address.
 */
export function mediaTypeOf(file: { name: string }): string {
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  return mediaTypes[ending] ?? 'application/octet-stream'
}
