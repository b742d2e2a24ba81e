import { type Role, roleNames, roles } from '@banggiao/catalogue'
import { ActionIcon, Button, Group, Menu, Select, Textarea, UnstyledButton } from '@mantine/core'
import { IconDots, IconGripVertical } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { useAutosave } from '../kit/autosave.ts'
import { ConflictDialog } from '../kit/conflict-dialog.tsx'
import { DateField } from '../kit/fields.tsx'
import { filterChoices } from '../kit/filter-choices.ts'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import type { PlanTask, Staff } from './plan-queries.ts'
import classes from './plan-sheet.module.css'
import type { Saving } from './plan-sheet.tsx'
import { Runs } from './plan-text.tsx'

interface Written {
  text: string
  scope: 'in' | 'out'
  scopeReason: string | null
  ownerRole: string | null
  ownerPersonId: string | null
  ownerPartId: number | null
  dueOn: string | null
}

interface TaskLineProps {
  planId: string
  task: PlanTask
  /** As people name it: II.1.2 */
  place: string
  last: boolean
  /** Other sections it may be moved to. */
  sections: readonly { key: string; title: string }[]
  staff: Staff | undefined
  onMove: (section: string, position: number) => void
  onDropBefore: (taskId: string) => void
  onSaving: (saving: Saving) => void
  flushes: Map<string, () => Promise<boolean>>
}

const dragged = 'application/x-banggiao-task'

/** One task of the sheet: its words with what changed in them, who does it, by when; moved by dragging or with the arrow keys. */
export function TaskLine({
  planId,
  task,
  place,
  last,
  sections,
  staff,
  onMove,
  onDropBefore,
  onSaving,
  flushes,
}: TaskLineProps) {
  const t = useT()
  const queries = useQueryClient()
  const path = { path: { id: planId, taskId: task.id } }
  const refresh = () => queries.invalidateQueries({ queryKey: ['plan', planId], exact: true })
  const line = useAutosave<Written>({
    key: `plan.${planId}.task.${task.id}`,
    value: {
      text: task.text,
      scope: task.scope,
      scopeReason: task.scopeReason,
      ownerRole: task.ownerRole,
      ownerPersonId: task.ownerPersonId,
      ownerPartId: task.ownerPartId,
      dueOn: task.dueOn,
    },
    version: task.version,
    save: async (value, version) => {
      const saved = await answer(
        api.PATCH('/api/plans/{id}/tasks/{taskId}', { params: path, body: { version, ...pick(value) } }),
      )
      void refresh()
      return saved
    },
  })
  const { value, state, savedAt, problem } = line
  const [writing, setWriting] = useState(false)
  const [reason, setReason] = useState<string>()
  const [over, setOver] = useState(false)
  const set = (change: Partial<Written>) => line.change({ ...value, ...change })

  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the saving changes, not when the parent does
  useEffect(() => {
    onSaving({ state, savedAt, problem })
  }, [state, savedAt, problem])
  useEffect(() => {
    flushes.set(task.id, line.flush)
    return () => void flushes.delete(task.id)
  })

  const end = useDeed({
    run: (_: null, headers) =>
      answer(
        api.POST('/api/plans/{id}/tasks/{taskId}/end', { params: path, body: { version: line.version }, headers }),
      ),
    changes: ['plan'],
    said: t('plans.sheet.ended'),
  })
  const step = (by: -1 | 1) => {
    if (by === -1 ? task.position > 1 : !last) onMove(task.section, task.position + by)
  }
  const isOut = value.scope === 'out'
  // the server's comparison holds for the words it has
  const runs = value.text === task.text ? task.runs : null

  return (
    <li
      className={`${classes.task} ${isOut ? classes.out : ''}`}
      data-field={`task.${task.id}`}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragged)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const taskId = event.dataTransfer.getData(dragged)
        if (taskId && taskId !== task.id) onDropBefore(taskId)
      }}
    >
      <UnstyledButton
        className={classes.grip}
        draggable
        aria-label={t('plans.sheet.drag', { place })}
        onDragStart={(event) => {
          event.dataTransfer.setData(dragged, task.id)
          event.dataTransfer.effectAllowed = 'move'
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
          event.preventDefault()
          step(event.key === 'ArrowUp' ? -1 : 1)
        }}
      >
        <IconGripVertical size={18} aria-hidden />
      </UnstyledButton>
      <div className={classes.write}>
        {writing ? (
          <Textarea
            autoFocus
            autosize
            aria-label={t('plans.sheet.taskText', { place })}
            value={value.text}
            onChange={(event) => set({ text: event.currentTarget.value })}
            onBlur={() => {
              setWriting(false)
              void line.flush()
            }}
          />
        ) : (
          <UnstyledButton className={classes.text} onClick={() => setWriting(true)}>
            {runs ? <Runs runs={runs} /> : value.text}
          </UnstyledButton>
        )}
        {isOut && (
          <div className={classes.reason}>
            {t('plans.sheet.out')}: {value.scopeReason}
          </div>
        )}
      </div>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('plans.sheet.moreFor', { place })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown maw="min(340px, calc(100vw - 24px))" mah="min(420px, 44dvh)" style={{ overflowY: 'auto' }}>
          <Menu.Item disabled={task.position === 1} onClick={() => step(-1)}>
            {t('plans.sheet.up')}
          </Menu.Item>
          <Menu.Item disabled={last} onClick={() => step(1)}>
            {t('plans.sheet.down')}
          </Menu.Item>
          {isOut ? (
            <Menu.Item onClick={() => set({ scope: 'in', scopeReason: null })}>{t('plans.sheet.in')}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => setReason('')}>{t('plans.sheet.out')}</Menu.Item>
          )}
          {task.baseText !== null && value.text !== task.baseText && (
            <Menu.Item onClick={() => set({ text: task.baseText ?? value.text })}>{t('plans.sheet.restore')}</Menu.Item>
          )}
          {task.superiorTaskId === null && (
            <Menu.Item onClick={() => end.start(null)}>{t('plans.sheet.end')}</Menu.Item>
          )}
          {sections.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t('plans.sheet.moveTo')}</Menu.Label>
            </>
          )}
          {sections.map((section) => (
            <Menu.Item key={section.key} onClick={() => onMove(section.key, 10_000)}>
              {section.key}. {section.title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span />
      <div>
        {end.problem && <ProblemNotice problem={end.problem} />}
        {reason !== undefined && (
          <form
            className={classes.reason}
            onSubmit={(event) => {
              event.preventDefault()
              if (!reason.trim()) return
              set({ scope: 'out', scopeReason: reason.trim() })
              setReason(undefined)
            }}
          >
            <Textarea
              autoFocus
              autosize
              label={t('plans.sheet.outReason')}
              description={t('plans.sheet.outNeeds')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Group gap="xs" mt={6}>
              <Button type="submit" size="compact-sm" disabled={!reason.trim()}>
                {t('plans.sheet.outConfirm')}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => setReason(undefined)}>
                {t('common.cancel')}
              </Button>
            </Group>
          </form>
        )}
        {!isOut && (
          <div className={classes.meta}>
            <OwnerPicker value={value} staff={staff} place={place} onChange={set} />
            <DateField
              id={`due-${task.id}`}
              name="dueOn"
              label={`${t('plans.sheet.due')} ${place}`}
              hideLabel
              error={undefined}
              value={value.dueOn}
              onChange={(dueOn) => set({ dueOn })}
            />
          </div>
        )}
      </div>
      <ConflictDialog
        conflict={
          line.conflict && { ...line.conflict, mine: pick(line.conflict.mine), theirs: pick(line.conflict.theirs) }
        }
        onKeepMine={() => void line.keepMine()}
        onTakeTheirs={() => {
          line.takeTheirs()
          void refresh()
        }}
        nameOf={(name) => fieldName(name, t)}
      />
    </li>
  )
}

/** The server's row holds more than one may write. */
function pick(value: Written): Written {
  const { text, scope, scopeReason, ownerRole, ownerPersonId, ownerPartId, dueOn } = value
  return { text, scope, scopeReason, ownerRole, ownerPersonId, ownerPartId, dueOn }
}

function fieldName(name: string, t: ReturnType<typeof useT>): string {
  if (name === 'dueOn') return t('plans.sheet.due')
  if (name.startsWith('owner')) return t('plans.sheet.owner')
  if (name.startsWith('scope')) return t('plans.sheet.out')
  return t('plans.sheet.newTask')
}

/** A person, a tổ, or a role that a person takes up later. */
function OwnerPicker({
  value,
  staff,
  place,
  onChange,
}: {
  value: Written
  staff: Staff | undefined
  place: string
  onChange: (change: Partial<Written>) => void
}) {
  const t = useT()
  const locale = useLocale()
  const chosen = value.ownerPersonId
    ? `p:${value.ownerPersonId}`
    : value.ownerPartId
      ? `t:${value.ownerPartId}`
      : value.ownerRole
        ? `r:${value.ownerRole}`
        : null
  const people = new Map((staff?.people ?? []).map((p) => [p.id, p]))
  const named = (p: { name: string; title: string | null }) => (p.title ? `${p.name} (${p.title})` : p.name)
  const owner = value.ownerPersonId === null ? undefined : people.get(value.ownerPersonId)
  return (
    <Select
      aria-label={`${t('plans.sheet.owner')} ${place}`}
      // a long title of office is cut by the box
      title={owner && named(owner)}
      styles={{ input: { fontSize: '0.8125rem' } }}
      placeholder={t('plans.sheet.nobody')}
      searchable
      filter={filterChoices}
      clearable
      allowDeselect={false}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      value={chosen}
      nothingFoundMessage={t('list.nothingFits')}
      data={[
        {
          group: t('plans.sheet.people'),
          items: [...people.values()].map((p) => ({
            value: `p:${p.id}`,
            label: named(p),
          })),
        },
        {
          group: t('plans.sheet.parts'),
          items: (staff?.parts ?? [])
            .filter((p) => p.kind === 'team')
            .map((p) => ({ value: `t:${p.id}`, label: p.name })),
        },
        {
          group: t('plans.sheet.roles'),
          items: roles.map((role: Role) => ({ value: `r:${role}`, label: roleNames[role][locale] })),
        },
      ]}
      onChange={(next) => {
        const [kind, id = ''] = next?.split(':') ?? []
        const person = people.get(id)
        onChange({
          ownerPersonId: kind === 'p' ? id : null,
          ownerPartId: kind === 't' ? Number(id) : null,
          ownerRole: kind === 'r' ? id : kind === 'p' ? (person?.role ?? null) : kind === 't' ? 'team-lead' : null,
        })
      }}
    />
  )
}
