/** Kinds of unit, from the ministry to the school; districts and their offices existed until 30 June 2025. */
export const unitKinds = [
  'ministry',
  'provincial-committee',
  'department',
  'district-committee',
  'district-office',
  'commune-committee',
  'culture-social-division',
  'school',
  'centre',
] as const
export type UnitKind = (typeof unitKinds)[number]
