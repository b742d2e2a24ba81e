import type { Handler } from '../platform/jobs.ts'
import { loadActor } from '../platform/load-actor.ts'
import { openMailer } from '../platform/mail.ts'
import type { Services } from '../platform/services.ts'
import { noticeSentence } from './notice-words.ts'
import { noticeValues, selectNotices } from './queries.ts'

/** Letters of notices: one sentence, read with the rights its reader has now, and the way to the page. */
export function noticeMailJob(services: Services): Handler<'mail'> {
  return async (letter) => {
    const mailer = openMailer(services.config)
    if (!mailer || letter.template !== 'notice') return
    const { personId, noticeId } = letter
    const [kept] = await services.database.readAsSystem((db) =>
      db
        .selectFrom('notice as n')
        .innerJoin('person as x', 'x.id', 'n.person_id')
        .select(['n.unit_id as unitId', 'x.email', 'x.name', 'x.locale'])
        .where('n.id', '=', noticeId)
        .where('n.person_id', '=', personId),
    )
    const actor = kept ? await loadActor(services.database, personId, kept.unitId) : null
    if (!kept?.email || !actor) return
    const [notice] = await services.database.readAs(actor, (db) =>
      selectNotices(db, personId, { id: noticeId, limit: 1 }),
    )
    if (!notice) return
    const locale = kept.locale as 'vi' | 'en'
    const site = (services.config.publicUrl ?? `http://localhost:${services.config.port}`).replace(/\/$/, '')
    const sentence = noticeSentence(notice.kind, { ...noticeValues(notice), title: notice.title ?? '' }, locale)
    await mailer.send({
      to: kept.email,
      subject: `Bang Giao: ${sentence}`.slice(0, 150),
      text:
        locale === 'en'
          ? `Dear ${kept.name},\n\n${sentence}.\n\nOpen: ${site}/work\n\nYou can turn these letters off under My account.\n`
          : `Kính gửi ${kept.name},\n\n${sentence}.\n\nMở: ${site}/work\n\nBạn có thể tắt thư báo ở mục Tài khoản của tôi.\n`,
    })
  }
}
