import { ActionIcon, Button, Group, Textarea, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { DateField } from '../kit/fields.tsx'
import classes from './document.module.css'

interface InlineFieldProps {
  label: string
  value: string | null
  kind?: 'line' | 'text' | 'day'
  /** Not given: the value is only shown. */
  onSave?: (value: string | null) => void
  editing: boolean
  onEdit: (editing: boolean) => void
}

/** One value that was read; pressing the pencil makes it a box, Enter or going on keeps it, Escape leaves it. */
export function InlineField({ label, value, kind = 'line', onSave, editing, onEdit }: InlineFieldProps) {
  const t = useT()
  return (
    // The pair stands in a row of the list that its caller draws: a <dl> allows one box around each pair, not two.
    <>
      <dt>{label}</dt>
      {editing && onSave ? (
        <Box
          label={label}
          value={value}
          kind={kind}
          onLeave={() => onEdit(false)}
          onSave={(next) => {
            onEdit(false)
            if (next !== value) onSave(next)
          }}
        />
      ) : (
        <dd className={classes.value}>
          <span className={value === null ? classes.missing : undefined}>
            {value === null ? t('documents.empty') : kind === 'day' ? formatDate(value) : value}
          </span>
          {onSave && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={t('documents.edit', { label })}
              onClick={() => onEdit(true)}
            >
              <IconPencil size={16} />
            </ActionIcon>
          )}
        </dd>
      )}
    </>
  )
}

function Box({
  label,
  value,
  kind,
  onSave,
  onLeave,
}: {
  label: string
  value: string | null
  kind: 'line' | 'text' | 'day'
  onSave: (value: string | null) => void
  onLeave: () => void
}) {
  const t = useT()
  const [typed, setTyped] = useState(value ?? '')
  // the box stays until the answer: going on meanwhile sends nothing a second time
  const sent = useRef<string>(undefined)
  const [unfit, setUnfit] = useState<string>()
  const [refused, setRefused] = useState(false)
  const save = () => {
    if (unfit !== undefined) return setRefused(true)
    if (sent.current === typed) return
    sent.current = typed
    onSave(typed.trim() === '' ? null : typed.trim())
  }
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') onLeave()
    if (event.key === 'Enter' && (kind !== 'text' || event.ctrlKey)) {
      event.preventDefault()
      save()
    }
  }
  const shared = {
    'aria-label': label,
    autoFocus: true,
    value: typed,
    onKeyDown: keys,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setTyped(event.currentTarget.value),
  }
  // what was typed is kept when one goes on without pressing anything; a date's calendar stands outside this box
  const leave = (event: React.FocusEvent<HTMLElement>) => {
    const stays = event.currentTarget.contains(event.relatedTarget) || !document.hasFocus()
    if (kind !== 'day' && !stays && typed.trim() !== (value ?? '')) save()
  }
  return (
    <dd onBlur={leave}>
      {kind === 'day' ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape hold for the date as for every other box
        <div onKeyDown={keys}>
          <DateField
            id={`inline-${label}`}
            name={label}
            label={label}
            hideLabel
            autoFocus
            value={typed || null}
            onChange={(day) => setTyped(day ?? '')}
            error={refused ? unfit : undefined}
            onUnfit={setUnfit}
          />
        </div>
      ) : kind === 'text' ? (
        <Textarea {...shared} autosize minRows={2} />
      ) : (
        <TextInput {...shared} />
      )}
      <Group gap={6} mt={6} onMouseDown={(event) => event.preventDefault()}>
        <Button size="compact-sm" onClick={save}>
          {t('documents.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </dd>
  )
}
