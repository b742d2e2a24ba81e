export { type Province, type ProvinceOptions, readAdministrativeUnits, seedProvince } from './province.ts'
export { assignments, carriers, schoolsPerCommune, sizes } from './sizes.ts'
export { type SeedPerson, type SmallTree, seedSmallTree } from './small-tree.ts'
export { type NewPerson, type NewUnit, seedPerson, seedUnit } from './unit.ts'
