import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react'
import { useT } from '../i18n/index.ts'
import { OFFLINE, type Problem } from '../problem.ts'

interface ProblemNoticeProps {
  problem: Problem
  onRetry?: () => void
  /** What leads on from this problem: a link, a button. */
  action?: React.ReactNode
}

/** An error where it happened: what is wrong, what to do, and “Thử lại” when that can help. */
export function ProblemNotice({ problem, onRetry, action }: ProblemNoticeProps) {
  const t = useT()
  const Icon = problem.type === OFFLINE ? IconCloudOff : IconAlertTriangle
  return (
    <Alert
      role="alert"
      variant="outline"
      color="var(--tone-bad)"
      icon={<Icon size={20} aria-hidden />}
      title={problem.title}
      styles={{ root: { background: 'var(--surface)' }, message: { color: 'var(--mantine-color-text)' } }}
    >
      {/* a title that says all stands alone, not over an empty line */}
      {(problem.detail || problem.errors || onRetry || action) && (
        <>
          {problem.detail}
          {problem.errors && (
            <ul style={{ margin: '6px 0 0', paddingInlineStart: 20 }}>
              {problem.errors.map((error) => (
                <li key={`${error.path} ${error.message}`}>{error.message}</li>
              ))}
            </ul>
          )}
          {(onRetry || action) && (
            <Group mt={problem.detail || problem.errors ? 'sm' : 4}>
              {onRetry && (
                <Button variant="default" size="compact-md" onClick={onRetry}>
                  {t('common.retry')}
                </Button>
              )}
              {action}
            </Group>
          )}
        </>
      )}
    </Alert>
  )
}
