import type { Template, TemplateValues } from '@banggiao/vanban'
import { letterheadOn, relationsOn } from '../organisation/index.ts'
import type { Trx } from '../platform/database.ts'

/**
 * What the unit itself answers of a template's fields, from its letterhead on a day.
 * @param day YYYY-MM-DD
 * @throws Problem state-conflict where the unit has no letterhead on that day
 */
export async function standardValues(trx: Trx, unitId: number, day: string): Promise<TemplateValues> {
  const head = await letterheadOn(trx, unitId, day)
  const superior = (await relationsOn(trx, unitId, day)).find(({ kind }) => kind === 'affiliation')
  return {
    unit: head.name,
    superior: superior?.superiorName ?? '',
    superiorLines: head.superiorLines,
    issuerLines: head.issuerLines,
    place: head.place,
    symbol: head.symbol,
    year: day.slice(0, 4),
    head: inSentence(head.headTitle),
    // to anybody who is not known to be asked otherwise
    ask: 'đề nghị',
    authority: head.signAuthority,
    position: head.headTitle,
    signer: head.headName ?? '',
  }
}

/** "HIỆU TRƯỞNG", as it is set over a signature, within a sentence: "Hiệu trưởng". */
function inSentence(title: string): string {
  const small = title.toLocaleLowerCase('vi')
  return small.charAt(0).toLocaleUpperCase('vi') + small.slice(1)
}

const OFFICE = /(?:,\s*|-)\{office\}/gu

/** Whether a template asks for the symbol of the part that drafts. */
export function asksOffice(template: Template): boolean {
  return [template.number ?? '', ...template.recipients].some((text) => text.includes('{office}'))
}

/** A unit without parts prints "12/THCS.GM" and "Lưu: VT", not a gap where the part would stand. */
export function withoutOffice(template: Template): Template {
  return {
    ...template,
    number: template.number?.replace(OFFICE, '') ?? null,
    recipients: template.recipients.map((text) => text.replace(OFFICE, '')),
  }
}
