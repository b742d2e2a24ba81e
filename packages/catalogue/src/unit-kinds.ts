/** Kinds of unit, from the ministry to the school; a district's office existed until 30 June 2025. */
export const unitKinds = [
  'ministry',
  'provincial-committee',
  'department',
  'district-office',
  'commune-committee',
  'culture-social-division',
  'school',
  'centre',
] as const
export type UnitKind = (typeof unitKinds)[number]
