export * from './compare/index.ts'
export * from './document.ts'
export * from './write/index.ts'
