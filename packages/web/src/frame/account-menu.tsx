import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconHelp, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { initials } from '../collation.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { toast } from '../kit/toast.tsx'
import { problemOf } from '../problem.ts'
import { type Session, useSessionDeeds } from '../session/session.ts'
import classes from './frame.module.css'

function sayProblem(thrown: unknown): void {
  const problem = problemOf(thrown)
  toast({ tone: 'bad', text: problem.detail ?? problem.title })
}

export function AccountMenu({ session, onTour }: { session: Session; onTour: () => void }) {
  const t = useT()
  const locale = useLocale()
  const navigate = useNavigate()
  const scheme = useComputedColorScheme('light')
  const { setColorScheme } = useMantineColorScheme()
  const { signOut, rememberLocale } = useSessionDeeds()
  const other = locale === 'vi' ? 'en' : 'vi'

  const leave = async () => {
    try {
      await signOut()
      await navigate({ to: '/sign-in' })
    } catch (thrown) {
      sayProblem(thrown)
    }
  }
  return (
    <>
      <UnstyledButton
        className={classes.icon}
        style={{ fontWeight: 600, fontSize: '0.8125rem' }}
        onClick={() => rememberLocale(other).catch(sayProblem)}
      >
        {locale === 'vi' ? 'VI' : 'EN'}
        <span className="visually-hidden">: {t('frame.language')}</span>
      </UnstyledButton>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <UnstyledButton className={classes.icon} data-tour="account">
            <span className={classes.initials}>{initials(session.person.name)}</span>
            <span className="visually-hidden">{`${t('frame.account')}: ${session.person.name}`}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label c="var(--mantine-color-text)" fz="sm" fw={600}>
            {session.person.name}
          </Menu.Label>
          <Menu.Item
            leftSection={<IconUser size={18} aria-hidden />}
            renderRoot={(props) => <Link to="/account" {...props} />}
          >
            {t('account.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
            onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
          >
            {scheme === 'dark' ? t('frame.light') : t('frame.dark')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHelp size={18} aria-hidden />} onClick={onTour}>
            {t('frame.help')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={leave}>
            {t('frame.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
