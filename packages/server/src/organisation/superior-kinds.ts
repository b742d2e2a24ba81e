/**
 * Under whom a unit may stand (trực thuộc), by kind (design.md §5). A former school or office belongs to what was there in its time:
 * districts stood between province and commune until 30 June 2025.
 */
export const superiorKinds: Record<string, readonly string[] | undefined> = {
  school: ['commune-committee', 'department', 'provincial-committee', 'district-committee'],
  centre: ['commune-committee', 'department', 'provincial-committee', 'district-committee'],
  department: ['provincial-committee'],
  'commune-committee': ['provincial-committee', 'district-committee'],
  'culture-social-division': ['commune-committee'],
  'district-committee': ['provincial-committee'],
  'district-office': ['district-committee'],
}
