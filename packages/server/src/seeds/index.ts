export { type NewPlan, seedIssuedPlan } from './plan.ts'
export { type SeedPerson, type SmallTree, seedSmallTree } from './small-tree.ts'
export { type NewPerson, type NewUnit, seedPerson, seedUnit } from './unit.ts'
