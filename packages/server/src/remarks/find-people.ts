import { foldText } from '@banggiao/rules'
import type { Actor } from '../platform/actor.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import { type RecordRef, readDiscussed } from './discussed-record.ts'
import { type Mention, selectNamed, selectWriters } from './queries.ts'
import { type Audience, unitWhereSeen } from './who-sees.ts'

const mostFound = 8

export interface Mentionable extends Mention {
  unitName: string
  title: string
}

/**
 * Whom a remark on the record can name: people the caller knows by name (their own unit's, those below them, whoever has written
 * here) who see it themselves.
 * @throws Problem not-found
 */
export async function findPeople(
  services: Services,
  actor: Actor,
  ref: RecordRef,
  audience: Audience,
  words: string,
): Promise<Mentionable[]> {
  const known = await services.database.withActor(actor, async (trx) => {
    const record = await readDiscussed(actor, trx, ref)
    const units = audience === 'unit' ? [actor.unitId] : [...new Set([actor.unitId, record.unitId])]
    const named = await selectNamed(trx, units, words, mostFound * 2).execute()
    const writers = audience === 'unit' ? [] : await selectWriters(trx, ref).execute()
    const folded = foldText(words.trim())
    return [...named, ...writers.filter((w) => foldText(w.name).includes(folded)).map((w) => ({ ...w, title: '' }))]
  })
  const found: Mentionable[] = []
  for (const person of known) {
    if (found.length === mostFound) break
    if (person.id === actor.personId || found.some((one) => one.id === person.id)) continue
    if ((await unitWhereSeen(services, person.id, ref, audience, actor.unitId)) !== null) found.push(person)
  }
  return found
}

/**
 * The people named by id, with their names as the caller knows them; they must see the remark.
 * @throws Problem not-found (the record), invalid (somebody who does not see it, or does not exist)
 */
export async function whoIsNamed(
  services: Services,
  actor: Actor,
  ref: RecordRef,
  audience: Audience,
  ids: readonly string[],
): Promise<Mention[]> {
  const known = await services.database.withActor(actor, async (trx) => {
    await readDiscussed(actor, trx, ref)
    if (ids.length === 0) return []
    const people = await trx
      .selectFrom('person')
      .select(['id', 'name'])
      .where('id', 'in', [...ids])
      .execute()
    return [...people, ...(await selectWriters(trx, ref).execute())]
  })
  const named: Mention[] = []
  for (const id of new Set(ids)) {
    const person = known.find((one) => one.id === id)
    if (!person || (await unitWhereSeen(services, id, ref, audience, actor.unitId)) === null)
      throw new Problem('invalid', {
        vi: 'Có người được nhắc tên không xem được ý kiến này; bỏ tên người đó',
        en: 'Somebody named here cannot see this remark; leave the name out',
      })
    named.push({ id: person.id, name: person.name })
  }
  return named
}
