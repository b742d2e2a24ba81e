import { ActionIcon } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'

interface ToolProps {
  label: string
  icon: TablerIcon
  onPress: () => void
  disabled?: boolean
}

/** A button of a toolbar: its sign, with its name for who points at it or cannot see it. */
export function Tool({ label, icon: Icon, onPress, disabled = false }: ToolProps) {
  return (
    <ActionIcon variant="default" size={36} aria-label={label} title={label} disabled={disabled} onClick={onPress}>
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
}
