import { Paper, UnstyledButton } from '@mantine/core'
import { setLocale, useLocale } from '../i18n/index.ts'
import classes from './entrance.module.css'

/** The plain page before anybody is signed in. */
export function Entrance({ title, lead, children }: { title: string; lead: string; children: React.ReactNode }) {
  const locale = useLocale()
  return (
    <main className={classes.page}>
      <div className={classes.brand}>
        <img src="/icon.svg" alt="" width={44} height={44} />
        <span>Bang Giao</span>
        <UnstyledButton
          className={classes.language}
          lang={locale === 'vi' ? 'en' : 'vi'}
          onClick={() => setLocale(locale === 'vi' ? 'en' : 'vi')}
        >
          {locale === 'vi' ? 'English' : 'Tiếng Việt'}
        </UnstyledButton>
      </div>
      <Paper withBorder radius="lg" className={classes.card}>
        <h1>{title}</h1>
        <p className={classes.lead}>{lead}</p>
        {children}
      </Paper>
    </main>
  )
}
