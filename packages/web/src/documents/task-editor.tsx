import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { DateField } from '../kit/fields.tsx'
import type { Task } from './document.ts'

/** A task that was read, set right in its place: words, who, by when. */
export function TaskEditor({
  task,
  onSave,
  onRemove,
  onLeave,
}: {
  task: Task
  onSave: (task: Task) => void
  onRemove: () => void
  onLeave: () => void
}) {
  const t = useT()
  const first = task.deadlines[0]
  const [text, setText] = useState(task.text)
  const [assignees, setAssignees] = useState(task.assignees.join('; '))
  const [due, setDue] = useState<string | null>(first?.date ?? null)
  const [unfit, setUnfit] = useState<string>()
  const save = () => {
    const others = task.deadlines.slice(1)
    const kept =
      due === null
        ? first?.recurring
          ? [first]
          : []
        : [{ ...(first ?? { text: due, at: { start: 0, end: 0 } }), date: due, recurring: null }]
    onSave({
      ...task,
      text,
      assignees: assignees
        .split(';')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      deadlines: [...kept, ...others],
    })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the editor from any of its boxes
    <div onKeyDown={(event) => event.key === 'Escape' && onLeave()}>
      <Stack gap="xs">
        <Textarea
          autoFocus
          autosize
          minRows={2}
          label={t('documents.taskText')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          label={t('documents.assignees')}
          value={assignees}
          onChange={(event) => setAssignees(event.currentTarget.value)}
        />
        <DateField
          id={`due-${task.at.start}`}
          name="due"
          label={t('documents.due')}
          value={due}
          onChange={setDue}
          error={undefined}
          onUnfit={setUnfit}
        />
        <Group gap={6}>
          <Button size="compact-sm" onClick={save} disabled={text.trim() === '' || unfit !== undefined}>
            {t('documents.save')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onLeave}>
            {t('documents.cancel')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={onRemove}>
            {t('documents.removeTask')}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
