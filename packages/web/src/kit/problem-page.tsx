import { Button, Group } from '@mantine/core'
import { IconCloudOff, IconCompass, IconLock, IconMoodSad, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import { OFFLINE, type Problem, problemFrom } from '../problem.ts'
import classes from './problem-page.module.css'

function iconOf(problem: Problem): TablerIcon {
  if (problem.type === OFFLINE) return IconCloudOff
  if (problem.status === 404) return IconCompass
  if (problem.status === 403) return IconLock
  return IconMoodSad
}

/** A whole page for 404, 403, 500 and no connection. */
export function ProblemPage({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const t = useT()
  const Icon = iconOf(problem)
  return (
    <div className={classes.page} role="alert">
      <Icon size={56} stroke={1.25} aria-hidden />
      <h1>{problem.title}</h1>
      <p>{problem.detail}</p>
      <Group justify="center">
        {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
        <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
          {t('problem.home')}
        </Button>
      </Group>
    </div>
  )
}

export function NotFoundPage() {
  return <ProblemPage problem={problemFrom(404, undefined)} />
}
