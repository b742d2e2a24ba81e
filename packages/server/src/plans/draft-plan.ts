import { type OwnerRow, ownerRows, type PlanTemplate, type Role, substitutionsFor } from '@banggiao/catalogue'
import { addDays, foldText, likeRecurring, limitFrom, substitute } from '@banggiao/rules'
import type { Asked } from '../organisation/index.ts'
import { addressedKinds } from './addressed-kinds.ts'
import { withoutLoweredMarks } from './find-lowered-marks.ts'
import { inPrintedOrder, type PlanContent, type PlanSection } from './plan-content.ts'

export interface SuperiorPlan {
  kind: string | null
  number: string | null
  issuedOn: string | null
  title: string
  /** Name of the issuing body as it stands in a sentence: "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh". */
  issuer: string
  issuerKind: string | null
  issuerShortName: string | null
  year: number
  reportDueOn: string | null
  reportDueRecurring: string | null
  content: PlanContent
  /** Numbers in its words that are marks of its foot notes and lost their raising. */
  loweredMarks: ReadonlySet<string>
}

export interface SuperiorTask {
  id: string
  section: string
  position: number
  /** Where it stands in the text of the superior's paper; null where the plan was composed here, section by section. */
  at: number | null
  text: string
  assignees: string[]
  dueOn: string | null
  dueRecurring: string | null
  /** The superior gave it to this very unit: no words in it mean another body. */
  given: boolean
}

export interface DraftingUnit {
  kind: string
  level: string | null
  name: string
  /** phường, xã or đặc khu the unit stands in or is. */
  area: string | null
  /** The body it belongs to, if that is not the superior itself. */
  affiliation: { kind: string; name: string; shortName: string | null } | null
  parts: { id: number; kind: string; name: string }[]
  staff: { id: string; name: string; role: string; partId: number | null }[]
  signAuthority: string[]
  headTitle: string
  /** How those under the unit are asked, by kind, after their own settings. */
  asks: readonly Asked[]
  /** The bodies this unit is to report to, the main receiver first; null where nothing names one. */
  reportsTo: readonly { name: string; shortName: string | null }[] | null
}

export interface DraftTask {
  section: string
  sectionTitle: string
  position: number
  text: string
  baseText: string | null
  superiorTaskId: string | null
  scope: 'in' | 'out'
  scopeReason: string | null
  ownerRole: Role | null
  ownerPersonId: string | null
  ownerPartId: number | null
  dueOn: string | null
}

export interface DraftPlan {
  title: string
  year: number
  content: PlanContent
  tasks: DraftTask[]
  reportDueOn: string | null
  /** As often as the superior's. */
  reportDueRecurring: string | null
}

/**
 * A unit's own plan made of its superior's: the superior plan as first legal basis, its tasks in the unit's own words, owners
 * proposed by role, dates before the superior's. Everything in it is a proposal that a person reads and changes.
 * @param daysBefore days between own dates and the superior's
 * @param today no date is proposed before it
 */
export function draftPlan(
  superior: SuperiorPlan,
  tasks: readonly SuperiorTask[],
  unit: DraftingUnit,
  template: PlanTemplate,
  daysBefore: number,
  today: string,
): DraftPlan {
  const rows = substitutionsFor({
    kind: unit.kind,
    level: unit.level,
    superiorKind: superior.issuerKind,
    area: unit.area,
  })
  const title = ownTitle(superior.title)
  const asked = limitFrom(superior.reportDueOn, superior.reportDueRecurring, today)
  const reportDueOn = earlier(asked, daysBefore, today)
  const fill = (text: string) =>
    text
      .replaceAll('{unit}', unit.name)
      .replaceAll('{receiver}', unit.reportsTo?.[0]?.name ?? superior.issuer)
      .replaceAll('{plan}', shortReference(superior))
      .replaceAll('{title}', `Kế hoạch ${lowerFirst(title)}`)
      .replaceAll('{asks}', askedInWords(unit.asks))
      .replaceAll('{year}', String(superior.year))
      .replaceAll('{reportDate}', reportDueOn ? spokenDate(reportDueOn) : 'do cấp trên quy định')

  const sections: PlanSection[] = []
  const drafted: DraftTask[] = []
  for (const part of template.sections) {
    const top: PlanSection = { key: part.label, label: part.label, title: part.title, level: 1, paragraphs: [] }
    sections.push(top)
    if (part.from === 'aims') {
      const aims = aimsOf(superior.content.sections)
      if (aims.length === 0) top.paragraphs = (part.paragraphs ?? []).map(fill)
      else if (aims.length === 1) Object.assign(top, inOwnWords({ ...top, paragraphs: aims[0]!.paragraphs }))
      else {
        aims.forEach(({ title, paragraphs }, n) => {
          const key = `${part.label}.${n + 1}`
          sections.push(inOwnWords({ key, label: `${n + 1}`, title, level: 2, paragraphs }))
        })
      }
    } else if (part.from === 'tasks') {
      takeTasks(
        part,
        superior.content.sections,
        tasks.filter((t) => !organising(superior.content.sections, t.section)),
      )
    } else {
      for (const own of part.parts ?? []) {
        const key = `${part.label}.${own.label}`
        sections.push({ key, label: own.label, title: own.title, level: 2, paragraphs: [] })
        own.tasks.forEach((task, n) => {
          drafted.push({
            section: key,
            sectionTitle: own.title,
            position: n + 1,
            text: fill(task.text),
            baseText: null,
            superiorTaskId: null,
            scope: 'in',
            scopeReason: null,
            ...holders(task.role, undefined),
            dueOn: task.due === 'report' ? reportDueOn : null,
          })
        })
      }
      const n = (part.parts?.length ?? 0) + 1
      const title = `Nhiệm vụ được giao tại phần tổ chức thực hiện của ${shortReference(superior)}`
      const given: PlanSection = { key: `${part.label}.${n}`, label: `${n}`, title, level: 2, paragraphs: [] }
      for (const task of tasks.filter((t) => organising(superior.content.sections, t.section))) {
        // what it gives to somebody the unit has too stands with what the unit gives to the same
        const theirs = heading(superior.content.sections, task.section) ?? ''
        const same = sections.find((s) => s.key.startsWith(`${part.label}.`) && foldText(s.title) === foldText(theirs))
        if (!same && !sections.includes(given)) sections.push(given)
        take(task, same ?? given, theirs)
      }
    }
  }

  function takeTasks(
    part: { label: string; title: string },
    theirs: readonly PlanSection[],
    all: readonly SuperiorTask[],
  ): void {
    let n = 0
    const target = new Map<string, PlanSection>()
    for (const task of inPrintedOrder(all, theirs)) {
      const key = task.section
      // numbered sentences under one heading share it: their own section has no title
      const title = heading(theirs, key) ?? heading(theirs, key.split('.').slice(0, -1).join('.')) ?? ''
      let section = target.get(foldText(title))
      if (!section) {
        n++
        // what stands right under the superior's own "NỘI DUNG THỰC HIỆN" would have its heading twice
        const named = foldText(title) === foldText(part.title) ? 'Nhiệm vụ chung' : title
        section = inOwnWords({ key: `${part.label}.${n}`, label: `${n}`, title: named, level: 2, paragraphs: [] })
        target.set(foldText(title), section)
        sections.push(section)
      }
      take(task, section, title)
    }
  }

  /** The section in the unit's words, with the superior's kept beside them where they differ. */
  function inOwnWords(section: PlanSection): PlanSection {
    const own = {
      ...section,
      title: substitute(section.title, rows).text,
      paragraphs: section.paragraphs.map((p) => substitute(withoutNoteMarks(p, superior.loweredMarks), rows).text),
    }
    const same = own.title === section.title && own.paragraphs.every((p, n) => p === section.paragraphs[n])
    return same ? section : { ...own, base: { title: section.title, paragraphs: section.paragraphs } }
  }

  function take(task: SuperiorTask, section: PlanSection, sectionTitle: string): void {
    const otherBody = task.given ? null : forAnotherBody(task, sectionTitle, unit)
    drafted.push({
      section: section.key,
      sectionTitle: section.title,
      position: drafted.filter((d) => d.section === section.key).length + 1,
      text: substitute(withoutNoteMarks(task.text, superior.loweredMarks), rows).text,
      baseText: task.text,
      superiorTaskId: task.id,
      scope: otherBody ? 'out' : 'in',
      scopeReason: otherBody ? `Kế hoạch cấp trên giao cho: ${otherBody}` : null,
      ...proposeOwner(task, sectionTitle),
      dueOn: earlier(limitFrom(task.dueOn, task.dueRecurring, today), daysBefore, today),
    })
  }

  function proposeOwner(task: SuperiorTask, sectionTitle: string) {
    const words = {
      assignee: foldText(task.assignees.join('; ')),
      section: foldText(sectionTitle),
      // what it orders first; what is joined to that does not say whose work it is
      text: foldText(task.text.split(/[;.]\s/u)[0]!),
    }
    const row = ownerRows.find(
      (r) =>
        (r.unitKind === undefined || r.unitKind.includes(unit.kind)) &&
        r.in.some((where) => r.words.some((w) => words[where].includes(foldText(w)))),
    )
    return holders(row?.role ?? null, row)
  }

  /** The one person who holds the role, and the tổ the row names, where there is exactly one. */
  function holders(role: Role | null, row: OwnerRow | undefined) {
    const part = row?.part
      ? unit.parts.filter((p) => p.kind === 'team' && foldText(p.name).includes(foldText(row.part!)))
      : []
    const people = unit.staff.filter((s) => s.role === role && (part.length !== 1 || s.partId === part[0]!.id))
    const ids = [...new Set(people.map((p) => p.id))]
    return {
      ownerRole: role,
      ownerPersonId: ids.length === 1 ? ids[0]! : null,
      ownerPartId: part.length === 1 ? part[0]!.id : null,
    }
  }

  return {
    title,
    year: superior.year,
    reportDueOn,
    // where the first is too near and falls today, those that follow still come so many days before
    reportDueRecurring: likeRecurring(superior.reportDueRecurring, asked && addDays(asked, -daysBefore)),
    content: {
      bases: [`Căn cứ ${fullReference(superior)}`, ...template.bases.map(fill)],
      opening: fill(template.opening),
      sections,
      closing: fill(template.closing),
      recipients: recipientsOf(superior, unit, template),
      signer: {
        authority: unit.signAuthority,
        position: unit.headTitle,
        name: unit.staff.find((s) => s.role === 'head')?.name ?? '',
      },
      assignments: true,
    },
    tasks: drafted,
  }
}

/** Those under a unit, as a plan's last sentence names them. */
const askedNames: readonly { kinds: readonly string[]; name: string }[] = [
  { kinds: ['department'], name: 'Sở Giáo dục và Đào tạo' },
  { kinds: ['commune-committee'], name: 'Ủy ban nhân dân các phường, xã, đặc khu' },
  { kinds: ['school', 'centre'], name: 'các cơ sở giáo dục' },
]

/** "đề nghị Ủy ban nhân dân các phường, xã, đặc khu và yêu cầu các cơ sở giáo dục" */
function askedInWords(asks: readonly Asked[]): string {
  const spoken = askedNames.flatMap(({ kinds, name }) => {
    const words = asks.filter(({ kind }) => kinds.includes(kind)).map(({ salutation }) => salutation)
    // one word for schools and centres together: the more polite of both
    return words.length === 0 ? [] : [{ salutation: words.includes('đề nghị') ? 'đề nghị' : 'yêu cầu', name }]
  })
  const phrases = ['đề nghị', 'yêu cầu'].flatMap((salutation) => {
    const names = spoken.filter((one) => one.salutation === salutation).map(({ name }) => name)
    return names.length === 0 ? [] : [`${salutation} ${names.join(', ')}`]
  })
  return phrases.join(' và ') || 'đề nghị các đơn vị'
}

/**
 * First mention of a document in full: type, number and symbol, date, issuing body, title (NĐ 30/2020, Phụ lục I, II.6).
 */
export function fullReference(plan: Pick<SuperiorPlan, 'kind' | 'number' | 'issuedOn' | 'title' | 'issuer'>): string {
  return [
    plan.kind ?? 'Kế hoạch',
    plan.number ? `số ${plan.number}` : '',
    plan.issuedOn ? `ngày ${spokenDate(plan.issuedOn)}` : '',
    plan.issuer ? `của ${plan.issuer}` : '',
    // a title that says its own type again ("Kế hoạch công tác …") says it once
    plan.title ? `về ${lowerFirst(plan.title.replace(/^(?:về\s+việc|về|v\/v|kế hoạch)\s+/iu, ''))}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The superior's footnotes stay in the superior's paper: a mark without its note says nothing. */
function withoutNoteMarks(text: string, lowered: ReadonlySet<string>): string {
  return withoutLoweredMarks(text.replace(/[⁰¹²³⁴-⁹]+/gu, ''), lowered)
}

/** Later mentions: type and number only (NĐ 30/2020, Phụ lục I, II.6). */
function shortReference(plan: SuperiorPlan): string {
  return plan.number ? `${plan.kind ?? 'Kế hoạch'} số ${plan.number}` : `Kế hoạch của ${plan.issuer}`
}

/** "09 tháng 3 năm 2026": days below 10 and the months 1 and 2 take a leading 0 (NĐ 30/2020, Phụ lục I, II.4). */
function spokenDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${String(day).padStart(2, '0')} tháng ${month < 3 ? `0${month}` : month} năm ${year}`
}

/** "Triển khai thực hiện Kế hoạch …" once, however many levels the plan has come down. */
function ownTitle(title: string): string {
  if (/^(?:triển khai|thực hiện)/iu.test(title.trim())) return title.trim()
  const rest = title.trim().replace(/^(?:về\s+việc|về|v\/v)\s+/iu, '')
  return `Triển khai thực hiện Kế hoạch ${lowerFirst(rest.replace(/^kế hoạch\s+/iu, ''))}`
}

function lowerFirst(text: string): string {
  // an abbreviation keeps its capitals
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** So many days before the superior's date; not before today where that one is still to come. */
function earlier(date: string | null, days: number, today: string): string | null {
  if (date === null) return null
  const own = addDays(date, -days)
  return own < today && date >= today ? today : own
}

/** The section on aims and demands, its parts apart: the first headed section, if its title says so. */
function aimsOf(sections: readonly PlanSection[]): PlanSection[] {
  const top = sections.find((s) => s.level === 1 && /muc dich/u.test(foldText(s.title)))
  if (!top) return []
  const under = sections.filter((s) => s.key.startsWith(`${top.key}.`) && s.paragraphs.length > 0)
  return under.length > 0 ? under : top.paragraphs.length > 0 ? [top] : []
}

function heading(sections: readonly PlanSection[], key: string): string | null {
  const found = sections.find((s) => s.key === key)
  return found && found.title !== '' ? found.title : null
}

/** Whether a section stands under "Tổ chức thực hiện", where a plan gives work to bodies by name. */
function organising(sections: readonly PlanSection[], key: string): boolean {
  const top = sections.find((s) => s.level === 1 && (key === s.key || key.startsWith(`${s.key}.`)))
  return top !== undefined && /to chuc thuc hien/u.test(foldText(top.title))
}

/** The bodies a task names when none of them can be this unit; null when it may be meant. */
function forAnotherBody(task: SuperiorTask, sectionTitle: string, unit: DraftingUnit): string | null {
  const kinds = addressedKinds(task.assignees, sectionTitle)
  if (kinds === null || kinds.some((kind) => kind === unit.kind)) return null
  return task.assignees.length > 0 ? task.assignees.join(', ') : sectionTitle
}

function recipientsOf(superior: SuperiorPlan, unit: DraftingUnit, template: PlanTemplate): string[] {
  return [
    ...(unit.reportsTo?.map((r) => r.shortName ?? r.name) ?? bodiesAbove(superior, unit)).map(
      (name) => `${name} (để báo cáo)`,
    ),
    ...template.recipients.flatMap((r) => (r === '{parts}' ? unit.parts.map((p) => p.name) : [r])),
    'Lưu: VT',
  ]
}

/** Where the superior's plan is silent, its issuer and the body the unit belongs to: a proposal. */
function bodiesAbove(superior: SuperiorPlan, unit: DraftingUnit): string[] {
  const above = [superior.issuerShortName ?? superior.issuer]
  if (
    unit.affiliation &&
    unit.affiliation.name !== superior.issuer &&
    /commune-committee|department/u.test(unit.affiliation.kind)
  )
    above.push(unit.affiliation.shortName ?? unit.affiliation.name)
  return above
}
