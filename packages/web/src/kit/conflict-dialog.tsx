import { Button, Group, Stack, Table } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { type Conflict, differences } from './autosave.ts'
import { Dialog } from './dialog.tsx'

interface ConflictDialogProps<T> {
  conflict: Conflict<T> | undefined
  onKeepMine: () => void
  onTakeTheirs: () => void
  /** The name people know a path of the value by: `tasks.3.due` → “Nhiệm vụ 4, hạn”. */
  nameOf: (path: string) => string
}

/** Two people edited at once: a choice, never a silent overwrite. It cannot be closed without choosing. */
export function ConflictDialog<T>({ conflict, onKeepMine, onTakeTheirs, nameOf }: ConflictDialogProps<T>) {
  const t = useT()
  const [compared, setCompared] = useState(false)
  return (
    <Dialog
      opened={conflict !== undefined}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('sheet.conflictTitle')}
      size={compared ? 'xl' : 'md'}
      centered
    >
      <Stack>
        <p style={{ margin: 0 }}>{t('sheet.conflictText')}</p>
        {compared && conflict && (
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('sheet.field')}</Table.Th>
                <Table.Th>{t('sheet.mine')}</Table.Th>
                <Table.Th>{t('sheet.theirs')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences(conflict.mine, conflict.theirs).map(({ path, mine, theirs }) => (
                <Table.Tr key={path}>
                  <Table.Td>{nameOf(path)}</Table.Td>
                  <Table.Td>{mine}</Table.Td>
                  <Table.Td>{theirs}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Group gap="xs">
          <Button onClick={onKeepMine}>{t('sheet.keepMine')}</Button>
          <Button variant="default" onClick={onTakeTheirs}>
            {t('sheet.takeTheirs')}
          </Button>
          {!compared && (
            <Button variant="subtle" onClick={() => setCompared(true)}>
              {t('sheet.difference')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}
