// Writes packages/server/openapi.json from the routes themselves; needs no database: nothing is called.
import { writeFileSync } from 'node:fs'
import { rooms } from '../packages/server/src/assemble.ts'
import { buildApp } from '../packages/server/src/platform/http.ts'
import type { Services } from '../packages/server/src/platform/services.ts'

const app = await buildApp({ services: { log: console } as unknown as Services, authenticate: async () => null, rooms })
await app.ready()
writeFileSync(
  new URL('../packages/server/openapi.json', import.meta.url),
  `${JSON.stringify(app.swagger(), null, 2)}\n`,
)
