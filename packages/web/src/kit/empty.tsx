import { Button } from '@mantine/core'
import { IconFolderOpen, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Action } from './page-head.tsx'
import classes from './problem-page.module.css'

/** An empty place that teaches: what belongs here, who can put it, one button. */
export function Empty({
  title,
  text,
  action,
  icon: Icon = IconFolderOpen,
}: {
  title: string
  text: string
  action?: Action
  icon?: TablerIcon
}) {
  const to = action?.to
  return (
    <div className={classes.page} style={{ marginBlock: 32 }}>
      <Icon size={48} stroke={1.25} aria-hidden />
      <h2>{title}</h2>
      <p>{text}</p>
      {action &&
        (to ? (
          <Button renderRoot={(props) => <Link to={to} {...props} />}>{action.label}</Button>
        ) : (
          <Button onClick={action.onPress} loading={action.running}>
            {action.label}
          </Button>
        ))}
    </div>
  )
}
