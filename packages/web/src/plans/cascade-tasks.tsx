import { Button, Checkbox, Group, NativeSelect } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { type Addressee, addresseeOf, addressees, reached } from './addressees.ts'
import styles from './cascade-dialog.module.css'
import type { CarrierCount } from './plan-queries.ts'

type Task = CarrierCount['tasks'][number]

interface CascadeTasksProps {
  tasks: Task[]
  /** Units chosen, by kind. */
  units: Record<string, number>
  choiceOf: (task: Task) => Addressee
  changed: boolean
  onChange: (set: (before: ReadonlyMap<string, Addressee>) => ReadonlyMap<string, Addressee>) => void
}

/**
 * Which task goes to whom, in groups by whom the plan's words address: each group says how many tasks and units; opened,
 * each task is chosen or left out and given to others.
 */
export function CascadeTasks({ tasks, units, choiceOf, changed, onChange }: CascadeTasksProps) {
  const t = useT()
  const set = (some: readonly Task[], choice: (task: Task) => Addressee) =>
    onChange((before) => {
      const next = new Map(before)
      for (const task of some) {
        // what is as the plan says again is no change
        if (choice(task) === addresseeOf(task.kinds)) next.delete(task.id)
        else next.set(task.id, choice(task))
      }
      return next
    })
  const groups = addressees
    .map((addressee) => ({ addressee, tasks: tasks.filter((task) => addresseeOf(task.kinds) === addressee) }))
    .filter((group) => group.tasks.length > 0)
  return (
    <section aria-label={t('plans.cascade.tasks')}>
      <Group justify="space-between" mb={6}>
        <b>{t('plans.cascade.tasks')}</b>
        {changed && (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(() => new Map())}>
            {t('plans.cascade.asPlanned')}
          </Button>
        )}
      </Group>
      {groups.map((group) => (
        <TaskGroup key={group.addressee} {...group} units={units} choiceOf={choiceOf} set={set} />
      ))}
    </section>
  )
}

function TaskGroup({
  addressee,
  tasks,
  units,
  choiceOf,
  set,
}: {
  addressee: Addressee
  tasks: Task[]
  units: Record<string, number>
  choiceOf: (task: Task) => Addressee
  set: (some: readonly Task[], choice: (task: Task) => Addressee) => void
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const taken = tasks.filter((task) => choiceOf(task) !== 'none')
  const name = t(`plans.cascade.to.${addressee}`)
  const same = tasks.every((task) => choiceOf(task) === choiceOf(tasks[0] as Task))
  return (
    <div className={styles.group}>
      <div className={styles.head}>
        <Checkbox
          label={
            <>
              <b>{name}</b>
              <br />
              {t('plans.cascade.groupCount', {
                taken: taken.length,
                count: tasks.length,
                units: reached(addressee, units, {}).units,
              })}
            </>
          }
          checked={taken.length === tasks.length}
          indeterminate={taken.length > 0 && taken.length < tasks.length}
          onChange={(event) => set(tasks, takenOr(event.currentTarget.checked))}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          aria-label={t(open ? 'plans.cascade.hideOf' : 'plans.cascade.showOf', { name })}
          rightSection={open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'plans.cascade.hide' : 'plans.cascade.show')}
        </Button>
      </div>
      {open && tasks.length > 1 && (
        <div className={styles.task}>
          <span>{t('plans.cascade.allOf')}</span>
          <Addressees
            label={t('plans.cascade.allOf')}
            value={same ? choiceOf(tasks[0] as Task) : null}
            onChange={(choice) => set(tasks, () => choice)}
          />
        </div>
      )}
      {open && (
        <ul className={styles.tasks}>
          {tasks.map((task) => {
            const code = `${task.section}.${task.position}`
            const choice = choiceOf(task)
            const { units: count, added } = reached(choice, units, task.given)
            return (
              <li key={task.id} className={styles.task}>
                <Checkbox
                  label={
                    <>
                      <b>{code}</b> <span className={styles.text}>{task.text}</span>
                    </>
                  }
                  checked={choice !== 'none'}
                  onChange={(event) => set([task], takenOr(event.currentTarget.checked))}
                />
                <div>
                  <Addressees
                    label={t('plans.cascade.addresseeOf', { code })}
                    value={choice}
                    onChange={(next) => set([task], () => next)}
                  />
                  {choice !== 'none' && (
                    <span className={styles.dim}>{t('plans.cascade.taskCount', { count, added })}</span>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** A task taken again goes where the plan says, or to all where the plan gives it to nobody below. */
function takenOr(checked: boolean): (task: Task) => Addressee {
  return (task) => {
    const planned = addresseeOf(task.kinds)
    return !checked ? 'none' : planned === 'none' ? 'all' : planned
  }
}

function Addressees({
  label,
  value,
  onChange,
}: {
  label: string
  /** Null where the tasks differ. */
  value: Addressee | null
  onChange: (choice: Addressee) => void
}) {
  const t = useT()
  return (
    <NativeSelect
      aria-label={label}
      size="sm"
      value={value ?? ''}
      data={[
        ...(value === null ? [{ value: '', label: t('plans.cascade.differ'), disabled: true }] : []),
        ...addressees.map((one) => ({ value: one, label: t(`plans.cascade.to.${one}`) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value as Addressee)}
    />
  )
}
