/** What may be done, named record.verb. A right is a verb plus a reach in the tree of units. */
export const verbs = [
  'unit.manage',
  'person.manage',
  'document.read',
  'document.register',
  'document.instruct',
  'document.issue',
  'plan.read',
  'plan.edit',
  'plan.approve',
  'plan.cascade',
  'plan.watch',
  'assignment.answer',
  'assignment.transfer',
  'assignment.decide',
  'assignment.remind',
  'report.read',
  'report.edit',
  'report.approve',
  'template.read',
  'template.edit',
  'letter.edit',
  'letter.approve',
  'audit.read',
  'system.watch',
] as const
export type Verb = (typeof verbs)[number]

/** `own`: rows that name the person · `unit`: the person's unit · `subtree`: everything under the unit's reach. */
export type Reach = 'own' | 'unit' | 'subtree'
export type Right = `${Verb}@${Reach}`

export const roles = [
  'head',
  'deputy',
  'officer',
  'clerk',
  'team-lead',
  'teacher',
  'administrator',
  'inspector',
] as const
export type Role = (typeof roles)[number]

const everyone: Right[] = [
  'document.read@unit',
  'plan.read@subtree',
  'assignment.answer@own',
  'assignment.transfer@own',
  'report.read@unit',
  'template.read@unit',
]
const drafts: Right[] = [
  'plan.edit@unit',
  'report.edit@unit',
  'letter.edit@unit',
  'assignment.answer@unit',
  'assignment.transfer@unit',
]
const watches: Right[] = ['plan.watch@subtree', 'report.read@subtree', 'assignment.remind@subtree']

export const roleRights = {
  head: [
    ...everyone,
    ...drafts,
    ...watches,
    'document.instruct@unit',
    'plan.approve@unit',
    'report.approve@unit',
    'letter.approve@unit',
    'template.edit@unit',
    'plan.cascade@subtree',
    'assignment.decide@subtree',
    'audit.read@unit',
  ],
  deputy: [
    ...everyone,
    ...drafts,
    ...watches,
    'template.edit@unit',
    'document.instruct@unit',
    'plan.cascade@subtree',
    'assignment.decide@subtree',
  ],
  officer: [...everyone, ...drafts, ...watches, 'plan.cascade@subtree', 'assignment.decide@subtree'],
  clerk: [...everyone, 'document.register@unit', 'document.issue@unit', 'letter.edit@unit', 'template.edit@unit'],
  'team-lead': [...everyone, 'plan.watch@subtree'],
  teacher: [...everyone],
  administrator: [
    ...everyone,
    'unit.manage@subtree',
    'person.manage@subtree',
    'audit.read@subtree',
    'system.watch@unit',
    'template.edit@unit',
  ],
  inspector: [...everyone, ...watches, 'audit.read@subtree'],
} satisfies Record<Role, readonly Right[]>

/** Vietnamese and English names of the roles, as screens and printed slips show them. */
export const roleNames = {
  head: { vi: 'Thủ trưởng', en: 'Head' },
  deputy: { vi: 'Phó thủ trưởng', en: 'Deputy head' },
  officer: { vi: 'Chuyên viên', en: 'Officer' },
  clerk: { vi: 'Văn thư', en: 'Records clerk' },
  'team-lead': { vi: 'Tổ trưởng', en: 'Team lead' },
  teacher: { vi: 'Giáo viên', en: 'Teacher' },
  administrator: { vi: 'Quản trị đơn vị', en: 'Administrator' },
  inspector: { vi: 'Người kiểm tra', en: 'Inspector' },
} satisfies Record<Role, { vi: string; en: string }>
