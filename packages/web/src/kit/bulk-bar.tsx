import { Button, Group } from '@mantine/core'
import { useT } from '../i18n/index.ts'
import classes from './bulk-bar.module.css'
import type { Action } from './page-head.tsx'

interface BulkBarProps {
  /** How much is selected, in words. */
  selected: string
  actions: readonly Action[]
  onClear: () => void
}

/** What may be done with everything that is selected; stands at the foot of the list while something is. */
export function BulkBar({ selected, actions, onClear }: BulkBarProps) {
  const t = useT()
  return (
    <section className={classes.bar} aria-label={t('list.bulk')} data-floats="bulk">
      <b role="status">{selected}</b>
      <Group gap="xs">
        {actions.map((action) => (
          <Button
            key={action.label}
            size="compact-md"
            leftSection={action.icon ? <action.icon size={17} aria-hidden /> : undefined}
            loading={action.running}
            disabled={action.cannot !== undefined}
            title={action.cannot}
            onClick={action.onPress}
          >
            {action.label}
          </Button>
        ))}
        <Button variant="default" size="compact-md" onClick={onClear}>
          {t('list.clearSelection')}
        </Button>
      </Group>
    </section>
  )
}
