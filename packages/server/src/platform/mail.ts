import { createTransport } from 'nodemailer'
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
  if (!config.smtpUrl) return null
  const transport = createTransport(config.smtpUrl)
  return {
    async send({ to, subject, text }) {
      if (/\.invalid$/i.test(to.trim())) throw new RangeError('an address under .invalid is nobody’s')
      await transport.sendMail({ from: config.mailFrom, to, subject, text })
    },
  }
}
