import type { Trx } from '../database.ts'
import type { Services } from '../services.ts'
import { assignmentFold } from './assignment-fold.ts'
import { brokenPlaces } from './broken-places.ts'
import { missingFiles } from './missing-files.ts'
import { orphanAccounts } from './orphan-accounts.ts'
import { stalledMoves } from './stalled-moves.ts'
import { unguardedTables } from './unguarded-tables.ts'
import { unitsWithoutAdministrator } from './units-without-administrator.ts'
import { unitsWithoutLetterhead } from './units-without-letterhead.ts'

/** One thing that should hold of the data, how bad it is where it does not, and what to do. */
export interface HealthCheck {
  name: string
  severity: 'error' | 'warning'
  /** What should hold, told where it does. */
  holds: { vi: string; en: string }
  /** What was found, for `count` rows. */
  says: { vi: string; en: string }
  advice: { vi: string; en: string }
  find(trx: Trx, services: Pick<Services, 'files'>): Promise<{ count: number; examples: string[] }>
}

export const healthChecks: HealthCheck[] = [
  unguardedTables,
  assignmentFold,
  brokenPlaces,
  stalledMoves,
  missingFiles,
  orphanAccounts,
  unitsWithoutLetterhead,
  unitsWithoutAdministrator,
]
