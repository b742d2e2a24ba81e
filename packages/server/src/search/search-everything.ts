import { type Actor, can } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { findDocuments, findPeople, findPlans, findReports, findTasks, findUnits } from './queries.ts'

export interface Found {
  id: string
  title: string
  subtitle: string
  /** Page of the web app. */
  href: string
}

export interface FoundGroup {
  kind: 'document' | 'plan' | 'task' | 'report' | 'unit' | 'person'
  items: Found[]
}

const mostPerKind = 6

/** Everything the caller may read that bears these words, without accents, by kind; empty kinds are left out. */
export async function searchEverything(trx: Trx, actor: Actor, q: string): Promise<FoundGroup[]> {
  const documents = can(actor, 'document.read') ? await findDocuments(trx, q, mostPerKind).execute() : []
  const plans = await findPlans(trx, q, mostPerKind).execute()
  const tasks = await findTasks(trx, q, mostPerKind).execute()
  const reports = await findReports(trx, q, mostPerKind).execute()
  const units = await findUnits(trx, q, mostPerKind).execute()
  const people = await findPeople(trx, q, mostPerKind).execute()
  const groups: FoundGroup[] = [
    {
      kind: 'plan',
      items: plans.map((p) => ({
        id: p.id,
        title: named(p.number, p.title),
        subtitle: words(p.issuer, String(p.year)),
        href: `/plans/${p.id}`,
      })),
    },
    {
      kind: 'task',
      items: tasks.map((t) => ({
        id: t.id,
        title: shortened(t.text),
        subtitle: words(`${t.section}.${t.position}`, t.number, t.issuer),
        href: `/plans/${t.planId}?task=${t.id}`,
      })),
    },
    {
      kind: 'document',
      items: documents.map((d) => ({
        id: d.id,
        title: named(d.number, d.title ?? d.kind),
        subtitle: words(d.kind, d.issuer, d.issuedOn?.split('-').reverse().join('/')),
        href: `/documents/${d.id}`,
      })),
    },
    {
      kind: 'report',
      items: reports.map((r) => ({
        id: r.id,
        title: named(r.number, r.title),
        subtitle: words(r.issuer),
        href: `/reports/${r.id}`,
      })),
    },
    {
      kind: 'unit',
      items: units.map((u) => ({ id: String(u.id), title: u.name, subtitle: u.code, href: `/units/${u.id}` })),
    },
    {
      kind: 'person',
      items: people.map((p) => ({
        id: p.id,
        title: p.name,
        subtitle: p.unit,
        href: `/units/${p.unitId}?person=${p.id}`,
      })),
    },
  ]
  return groups.filter((group) => group.items.length > 0)
}

/** The beginning of a long task, cut between words. */
function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 120).replace(/\s+\S*$/, '')}…`
}

function named(number: string | null, title: string | null): string {
  return words(number, title)
}

function words(...parts: (string | null | undefined)[]): string {
  return parts.filter((part) => part != null && part !== '').join(' · ')
}
