export * from './assignment.ts'
export * from './deadline.ts'
export * from './fold-text.ts'
export * from './paper.ts'
