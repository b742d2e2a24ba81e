import { Button, Group } from '@mantine/core'
import { IconCloudOff, IconCompass, IconLock, IconMoodSad, type TablerIcon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import { FAULT, OFFLINE, type Problem, problemFrom } from '../problem.ts'
import classes from './problem-page.module.css'

function iconOf(problem: Problem): TablerIcon {
  if (problem.type === OFFLINE) return IconCloudOff
  if (problem.status === 404) return IconCompass
  if (problem.status === 403) return IconLock
  return IconMoodSad
}

/** A whole page for 404, 403, 500, no connection and a fault of the page's own, which only loading it anew mends. */
export function ProblemPage({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const t = useT()
  const Icon = iconOf(problem)
  const isFault = problem.type === FAULT
  return (
    <div className={classes.page} role="alert">
      <Icon size={56} stroke={1.25} aria-hidden />
      <h1>{problem.title}</h1>
      <p>{problem.detail}</p>
      <Group justify="center">
        {isFault ? (
          <Button onClick={() => window.location.reload()}>{t('problem.reload')}</Button>
        ) : (
          onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>
        )}
        <Button variant="default" renderRoot={(props) => <Link to={isFault ? '/work' : '/'} {...props} />}>
          {t(isFault ? 'problem.toWork' : 'problem.home')}
        </Button>
      </Group>
    </div>
  )
}

export function NotFoundPage() {
  return <ProblemPage problem={problemFrom(404, undefined)} />
}
