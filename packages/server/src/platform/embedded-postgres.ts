export { CannotStart } from './embedded-postgres/cannot-start.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.ts'
