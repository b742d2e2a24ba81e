import { Button, Group, Stack } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useT } from '../i18n/index.ts'
import type { Problem } from '../problem.ts'
import { Dialog } from './dialog.tsx'
import { type Fact, Facts } from './facts.tsx'
import { ProblemNotice } from './problem-notice.tsx'

interface ConfirmOutgoingProps {
  opened: boolean
  onClose: () => void
  /** The deed as a question: “Gửi báo cáo này?” */
  title: string
  /** What leaves: number, title, hash of what was approved. */
  facts: readonly Fact[]
  /** Who gets it. */
  to: readonly string[]
  confirm: string
  onConfirm: () => void
  running?: boolean
  problem?: Problem
}

/** The only question the house asks: before something is sent, signed or published. Everything else is undone instead. */
export function ConfirmOutgoing(props: ConfirmOutgoingProps) {
  const t = useT()
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title} centered>
      <Stack>
        {props.problem && <ProblemNotice problem={props.problem} />}
        <Facts facts={[...props.facts, { label: t('outgoing.to'), value: props.to.join('; ') }]} />
        <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('outgoing.warning')}</p>
        <Group gap="xs">
          <Button leftSection={<IconSend size={17} aria-hidden />} loading={props.running} onClick={props.onConfirm}>
            {props.confirm}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
