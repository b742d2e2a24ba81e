import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowLeft, IconDots, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useT } from '../i18n/index.ts'
import classes from './page-head.module.css'

/** Something a person may do. Give `to` for a page, `onPress` for a deed. */
export interface Action {
  label: string
  icon?: TablerIcon
  to?: string
  onPress?: () => void
  running?: boolean
  /** Why it cannot be done now: said beside it, never guessed. */
  cannot?: string
}

interface PageHeadProps {
  title: string
  /** What stands before the title of a record: its code. */
  code?: string
  status?: React.ReactNode
  /** One line on what the page is for; only while it is empty. */
  purpose?: string
  action?: Action
  secondary?: readonly Action[]
  back?: { to: string; label: string }
  /** Beside the actions: search of a reading page, quiet state of a sheet. */
  aside?: React.ReactNode
}

function MainButton({ action, describedBy }: { action: Action; describedBy?: string }) {
  const shared = {
    className: classes.main,
    'data-floats': 'action',
    leftSection: action.icon ? <action.icon size={18} aria-hidden /> : undefined,
    'aria-describedby': describedBy,
  }
  if (action.to && !action.cannot) {
    const to = action.to
    return (
      <Button {...shared} renderRoot={(props) => <Link to={to} {...props} />}>
        {action.label}
      </Button>
    )
  }
  return (
    <Button {...shared} loading={action.running} disabled={action.cannot !== undefined} onClick={action.onPress}>
      {action.label}
    </Button>
  )
}

/** The menu of everything that is not the one main action. */
export function SecondaryMenu({ actions, label }: { actions: readonly Action[]; label?: string }) {
  const t = useT()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={label ?? t('common.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown maw={340}>
        {actions.map((action) => {
          const to = action.cannot ? undefined : action.to
          return (
            <Menu.Item
              key={action.label}
              disabled={action.cannot !== undefined}
              leftSection={action.icon ? <action.icon size={18} aria-hidden /> : undefined}
              {...(to
                ? { renderRoot: (props: Record<string, unknown>) => <Link to={to} {...props} /> }
                : { onClick: action.onPress })}
            >
              {action.label}
              {action.cannot && <div className={classes.cannot}>{action.cannot}</div>}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Title, state, the one main action (floating on a phone) and a menu for the rest. The head of every page. */
export function PageHead({ title, code, status, purpose, action, secondary = [], back, aside }: PageHeadProps) {
  const t = useT()
  const reason = useId()
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        {back && (
          <Link to={back.to} className={classes.back}>
            <IconArrowLeft size={16} aria-hidden />
            {back.label}
          </Link>
        )}
        {(code || status) && (
          <div className={classes.line}>
            {code && <span className={classes.code}>{code}</span>}
            {status}
          </div>
        )}
        <h1 className={classes.title}>{title}</h1>
        {purpose && <p className={classes.purpose}>{purpose}</p>}
      </div>
      <div className={classes.actions}>
        {aside}
        {secondary.length > 0 && <SecondaryMenu actions={secondary} />}
        {action && <MainButton action={action} describedBy={action.cannot ? reason : undefined} />}
        {action?.cannot && (
          <p id={reason} className={classes.why}>
            {t('record.cannot', { why: action.cannot })}
          </p>
        )}
      </div>
    </header>
  )
}
