import { sql } from 'kysely'
import { emit } from '../events.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'

/** better-auth wants an address for every account; ours is made up, and the mailer refuses it. */
export function accountAddress(personId: string): string {
  return `${personId}@khong-co-thu.invalid`
}

/** @throws Problem invalid where the password is too short, too long, or the person's own number or code */
export function mustBePassword(password: string, own: (string | null)[] = []): void {
  const length = [...password].length
  if (length < 8 || length > 128)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/password',
          message: { vi: 'Mật khẩu có từ 8 đến 128 ký tự', en: 'A password has 8 to 128 characters' },
        },
      ],
    })
  if (own.some((value) => value && value.toLowerCase() === password.toLowerCase()))
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/password',
          message: {
            vi: 'Mật khẩu không được là số điện thoại, mã hoặc thư điện tử của chính mình',
            en: 'The password must not be one’s own telephone number, code or e-mail',
          },
        },
      ],
    })
}

/** As better-auth checks it. Loaded at the first use, and that part alone: the whole of better-auth takes half a second. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto')
  return crypto.hashPassword(password)
}

/**
 * Gives accounts with one password hash to many people in two statements; people who have one keep theirs.
 * The account comes first and the mark on the person second: a crash between them leaves an account nobody can find,
 * which the next call completes.
 */
export async function createAccounts(
  services: Pick<Services, 'database' | 'auth'>,
  personIds: string[],
  passwordHash: string,
  options: { mustChangePassword: boolean },
): Promise<void> {
  await services.auth.pool.query(
    `insert into "user" (id, name, email, "emailVerified", "mustChangePassword")
       select id, '', id || '@khong-co-thu.invalid', false, $2 from unnest($1::text[]) id on conflict do nothing`,
    [personIds, options.mustChangePassword],
  )
  await services.auth.pool.query(
    `insert into account (id, "accountId", "providerId", "userId", password, "updatedAt")
       select id, id, 'credential', id, $2, now() from unnest($1::text[]) id on conflict do nothing`,
    [personIds, passwordHash],
  )
  await services.database.asSystem('create-accounts', (trx) =>
    trx
      .updateTable('person')
      .set({ user_id: sql<string>`id::text` })
      .where('id', '=', sql<string>`any (${personIds}::uuid[])`)
      .where('user_id', 'is', null)
      .execute(),
  )
}

/** The demonstration's accounts share one precomputed hash, so that 4,000 of them take under a second. */
export function createDemoAccounts(
  services: Pick<Services, 'database' | 'auth'>,
  personIds: string[],
  passwordHash: string,
): Promise<void> {
  return createAccounts(services, personIds, passwordHash, { mustChangePassword: false })
}

/** An account for a person who has none; whoever has one keeps it and its password. */
export async function createAccount(services: Services, personId: string, password: string): Promise<void> {
  mustBePassword(password)
  await createAccounts(services, [personId], await hashPassword(password), { mustChangePassword: false })
}

/**
 * A new password for a person, who is signed out everywhere (except `keepSessionId`). Makes the account where there is none.
 * @param mustChange the person chooses their own at the next sign-in
 */
export async function setPassword(
  services: Services,
  personId: string,
  password: string,
  { mustChange, keepSessionId }: { mustChange: boolean; keepSessionId?: string },
): Promise<void> {
  const hash = await hashPassword(password)
  await createAccounts(services, [personId], hash, { mustChangePassword: mustChange })
  const { internalAdapter } = await services.auth.context()
  await internalAdapter.updatePassword(personId, hash)
  await internalAdapter.updateUser(personId, { mustChangePassword: mustChange })
  await endSessions(services, personId, keepSessionId)
}

/** Ends the person's sessions everywhere, at once. */
export async function endSessions(services: Services, personId: string, keepSessionId?: string): Promise<void> {
  await services.auth.pool.query('delete from session where "userId" = $1 and id is distinct from $2', [
    personId,
    keepSessionId ?? null,
  ])
  await dropCached(services, personId)
}

/** Tells every process to forget what it holds of this person's sessions and rights. */
export async function dropCached(services: Services, personId: string): Promise<void> {
  services.auth.cache.drop(personId)
  await services.database.asSystem('drop-sessions', (trx) => emit(trx, { kind: 'rights', personId }))
}
