export {
  createAccount,
  createAccounts,
  createDemoAccounts,
  endSessions,
  hashPassword,
  setPassword,
} from './accounts.ts'
export { createAuthenticate } from './authenticate.ts'
export { normalisePhone } from './identifier.ts'
export { type Auth, openAuth } from './open-auth.ts'
export { mailHandler } from './reset-password.ts'
export { describeSession, Session, sessionRoutes } from './routes.ts'
export { startSession } from './sessions.ts'
