export * from './plan-owners.ts'
export * from './plan-templates.ts'
export * from './rights.ts'
export * from './substitutions.ts'
