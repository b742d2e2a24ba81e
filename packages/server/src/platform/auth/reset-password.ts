import { createHash, randomBytes } from 'node:crypto'
import type { Handler } from '../jobs.ts'
import { openMailer } from '../mail.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { mustBePassword, setPassword } from './accounts.ts'
import { readIdentifier } from './identifier.ts'
import { countAttempt } from './limit-attempts.ts'
import { peopleNamed } from './sign-in.ts'

const validMinutes = 30

/**
 * Asks for a letter with a link to choose a new password. The answer tells nothing of who exists;
 * the link itself is made only when the letter is sent, so that no job carries it.
 * @throws Problem too-many-requests, or state-conflict where this installation sends no mail
 */
export async function askReset(services: Services, address: string, typed: string): Promise<void> {
  if (!services.config.smtpUrl)
    throw new Problem('state-conflict', {
      vi: 'Hệ thống này không gửi thư điện tử. Nhờ quản trị đơn vị cấp lại mật khẩu',
      en: 'This installation sends no mail. Ask your unit’s administrator for a new password',
    })
  await countAttempt(services, [
    { key: `reset ${typed.trim().toLowerCase()}`, most: 5 },
    { key: `reset from ${address}`, most: 30 },
  ])
  const [personId] = await peopleNamed(services, readIdentifier(typed))
  if (!personId) return
  await services.database.asSystem('ask-reset', (trx) =>
    services.jobs.send(trx, 'mail', { personId, template: 'reset-password' }),
  )
}

/** Sends the letters of queue `mail`. Sent twice, the second letter's link works as well as the first's. */
export function mailHandler(services: Services): Handler<'mail'> {
  return async ({ personId, template }) => {
    const mailer = openMailer(services.config)
    if (!mailer || template !== 'reset-password') return
    const person = await services.database.asSystem('mail', (trx) =>
      trx
        .selectFrom('person')
        .select(['email', 'name', 'locale'])
        .where('id', '=', personId)
        .where('ended_at', 'is', null)
        .executeTakeFirst(),
    )
    if (!person?.email) return
    const token = randomBytes(24).toString('base64url')
    const { internalAdapter } = await services.auth.context()
    await internalAdapter.createVerificationValue({
      identifier: nameOf(token),
      value: personId,
      // better-auth compares this with the machine's own time
      expiresAt: new Date(Date.now() + validMinutes * 60_000),
    })
    const site = services.config.publicUrl ?? `http://localhost:${services.config.port}`
    const link = `${site.replace(/\/$/, '')}/reset-password?token=${token}`
    await mailer.send({ to: person.email, ...letter(person.locale as 'vi' | 'en', person.name, link) })
  }
}

/** @throws Problem state-conflict where the link is old, used or not ours; invalid where the password is too weak */
export async function resetPassword(services: Services, token: string, password: string): Promise<string> {
  mustBePassword(password)
  const { internalAdapter } = await services.auth.context()
  const value = await internalAdapter.consumeVerificationValue(nameOf(token))
  if (!value || value.expiresAt.getTime() <= Date.now())
    throw new Problem('state-conflict', {
      vi: 'Đường dẫn này đã dùng hoặc đã hết hạn. Hãy yêu cầu gửi thư mới',
      en: 'This link was used or is too old. Ask for a new letter',
    })
  await setPassword(services, value.value, password, { mustChange: false })
  return value.value
}

// the table holds no link that works
function nameOf(token: string): string {
  return `reset-password:${createHash('sha256').update(token).digest('base64url')}`
}

function letter(locale: 'vi' | 'en', name: string, link: string): { subject: string; text: string } {
  return locale === 'en'
    ? {
        subject: 'Bang Giao: choose a new password',
        text: `Dear ${name},\n\nOpen this link within ${validMinutes} minutes to choose a new password:\n${link}\n\nIf you did not ask for it, nothing has changed and nothing needs doing.\n`,
      }
    : {
        subject: 'Bang Giao: đặt lại mật khẩu',
        text: `Kính gửi ${name},\n\nMở đường dẫn sau trong vòng ${validMinutes} phút để đặt mật khẩu mới:\n${link}\n\nNếu không phải bạn yêu cầu thì không có gì thay đổi và không cần làm gì.\n`,
      }
}
