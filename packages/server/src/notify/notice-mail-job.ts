import type { Handler } from '../platform/jobs.ts'
import { openMailer } from '../platform/mail.ts'
import type { Services } from '../platform/services.ts'
import { noticeSentence } from './notice-words.ts'

/** Letters of notices: one sentence and the way to the page. What the record says stays in the system. */
export function noticeMailJob(services: Services): Handler<'mail'> {
  return async ({ personId, params }) => {
    const mailer = openMailer(services.config)
    if (!mailer) return
    const person = await services.database.asSystem('mail', (trx) =>
      trx
        .selectFrom('person')
        .select(['email', 'name', 'locale'])
        .where('id', '=', personId)
        .where('ended_at', 'is', null)
        .executeTakeFirst(),
    )
    if (!person?.email) return
    const locale = person.locale as 'vi' | 'en'
    const site = (services.config.publicUrl ?? `http://localhost:${services.config.port}`).replace(/\/$/, '')
    const sentence = noticeSentence(params.kind ?? '', params, locale)
    await mailer.send({
      to: person.email,
      subject: `Bang Giao: ${sentence}`.slice(0, 150),
      text:
        locale === 'en'
          ? `Dear ${person.name},\n\n${sentence}.\n\nOpen: ${site}/work\n\nYou can turn these letters off under My account.\n`
          : `Kính gửi ${person.name},\n\n${sentence}.\n\nMở: ${site}/work\n\nBạn có thể tắt thư báo ở mục Tài khoản của tôi.\n`,
    })
  }
}
