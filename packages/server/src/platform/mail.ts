import type { Transporter } from 'nodemailer'
import type { Config } from './config.ts'

export interface Letter {
  to: string
  subject: string
  text: string
}

/** Sends letters through the SMTP server of the installation; null where none is set. */
export interface Mailer {
  send(letter: Letter): Promise<void>
}

/** @throws from `send`, where the address is one of ours that was made up, or the server refuses */
export function openMailer(config: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mailer | null {
  const { smtpUrl } = config
  if (!smtpUrl) return null
  // no start waits for the library; the first letter does
  let opened: Promise<Transporter> | undefined
  return {
    async send({ to, subject, text }) {
      if (/\.invalid$/i.test(to.trim())) throw new RangeError('an address under .invalid is nobody’s')
      opened ??= import('nodemailer').then(({ createTransport }) => createTransport(smtpUrl))
      opened.catch(() => (opened = undefined))
      await (await opened).sendMail({ from: config.mailFrom, to, subject, text })
    },
  }
}
