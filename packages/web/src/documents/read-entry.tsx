import { Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { formatDate } from '../i18n/format.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { ReadItem } from '../kit/reading-page.tsx'
import classes from './document.module.css'
import type { Parsed, Task } from './document.ts'
import { type ReadEntry, whereToFix } from './passages.ts'
import type { ReadingDeeds } from './reading-deeds.ts'
import { TaskEditor } from './task-editor.tsx'

/** What looks wrong: passed over, mended as proposed, or led to where it is to be mended. */
export function FindingItem({
  entry,
  parsed,
  edit,
  settle,
}: {
  entry: Extract<ReadEntry, { type: 'finding' }>
  parsed: Parsed
} & Pick<ReadingDeeds, 'edit' | 'settle'>) {
  const t = useT()
  const locale = useLocale()
  const { finding } = entry
  const place = whereToFix(parsed, finding)
  const replacements = [...new Set((finding.parts ?? [finding]).flatMap(({ fix }) => (fix ? [fix] : [])))]
  const fixable = (finding.parts ?? [finding]).some(({ fix }) => fix !== undefined)
  return (
    <ReadItem id={entry.id} tone={finding.severity === 'error' ? 'bad' : 'wait'}>
      <div className={classes.itemRow}>
        <IconAlertTriangle size={18} aria-hidden />
        <div className={classes.itemWords}>
          {finding[locale]}
          {replacements.length > 0 && (
            <div className={classes.where}>{t('documents.suggestion', { words: replacements.join('; ') })}</div>
          )}
        </div>
        {settle && (
          <Group gap={4} wrap="nowrap">
            <Button size="compact-sm" variant="default" onClick={() => settle('dismiss', finding.id)}>
              {t('documents.dismiss')}
            </Button>
            {(fixable || place !== null) && (
              <Button
                size="compact-sm"
                variant="light"
                onClick={() =>
                  fixable ? settle('fix', finding.id) : place && edit?.({ ...place, finding: finding.id })
                }
              >
                {t('documents.fix')}
              </Button>
            )}
          </Group>
        )}
      </div>
    </ReadItem>
  )
}

/** A task that was read, with who and by when; set right in its place. */
export function TaskItem({
  id,
  task,
  editing,
  onEdit,
  onSave,
}: {
  id: string
  task: Task
  editing: boolean
  onEdit: ((editing: boolean) => void) | undefined
  onSave: (task: Task | null) => void
}) {
  const t = useT()
  const due = task.deadlines.map((deadline) => (deadline.date ? formatDate(deadline.date) : deadline.text))
  return (
    <ReadItem id={id} tone="good">
      {editing ? (
        <TaskEditor task={task} onSave={onSave} onRemove={() => onSave(null)} onLeave={() => onEdit?.(false)} />
      ) : (
        <div className={classes.itemRow}>
          <div className={classes.itemWords}>
            <div className={classes.where}>
              {t('documents.section', { section: task.section || '—', position: String(task.position) })}
              {task.assignees.length > 0 && ` · ${task.assignees.join('; ')}`}
              {due.length > 0 && (
                <>
                  {' · '}
                  <b>{due.join('; ')}</b>
                </>
              )}
            </div>
            <div className={classes.clamped}>{task.text}</div>
          </div>
          {onEdit && (
            <Button size="compact-sm" variant="subtle" onClick={() => onEdit(true)}>
              {t('documents.fix')}
            </Button>
          )}
        </div>
      )}
    </ReadItem>
  )
}
