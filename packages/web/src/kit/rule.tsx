import { Button, Popover } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useT } from '../i18n/index.ts'

/** *Quy định*: the clause behind a field or a limit, with its source, where the question arises. */
export function Rule({ clause, source, href }: { clause: string; source: string; href?: string }) {
  const t = useT()
  return (
    <Popover width={340} position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<IconScale size={16} aria-hidden />}>
          {t('common.rule')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <blockquote style={{ margin: 0, fontSize: '0.875rem' }}>{clause}</blockquote>
        <p style={{ margin: '6px 0 0', color: 'var(--mantine-color-dimmed)', fontSize: '0.8125rem' }}>
          {href ? <a href={href}>{source}</a> : source}
        </p>
      </Popover.Dropdown>
    </Popover>
  )
}
