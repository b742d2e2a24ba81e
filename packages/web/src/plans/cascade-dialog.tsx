import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconSitemap } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { type ChosenUnit, UnitsField } from '../kit/unit-field.tsx'
import { type Addressee, addresseeOf, kindsOf, reached, withoutTask } from './addressees.ts'
import styles from './cascade-dialog.module.css'
import { CascadeTasks } from './cascade-tasks.tsx'
import type { CarrierCount, Plan } from './plan-queries.ts'

const levels = ['MN', 'TH', 'THCS', 'THPT', 'GDTX'] as const
type Level = (typeof levels)[number]

/**
 * To whom the plan is given: people's committees, schools by level, units by name; and which of its tasks goes to which of them,
 * as the plan's words say until somebody changes it. All counts are seen before it is done.
 */
export function CascadeDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useT()
  const phone = useMediaQuery('(max-width: 36em)')
  const [communeCommittees, setCommittees] = useState(false)
  const [chosen, setLevels] = useState<Level[]>([])
  const [named, setNamed] = useState<ChosenUnit[]>([])
  // what was changed; a task not in it goes where the plan says
  const [changed, setChanged] = useState<ReadonlyMap<string, Addressee>>(new Map())
  const selection = { communeCommittees, levels: chosen, unitIds: named.map((u) => u.id) }
  const some = communeCommittees || chosen.length > 0 || named.length > 0
  const path = { path: { id: plan.id } }
  const count = useQuery({
    queryKey: ['plan', plan.id, 'count', selection],
    queryFn: () => answer(api.POST('/api/plans/{id}/carriers/count', { params: path, body: { selection } })),
    placeholderData: keepPreviousData,
    // a dialog opened again counts again: what was given meanwhile must show
    gcTime: 0,
  })
  const data = count.data
  const choiceOf = (task: CarrierCount['tasks'][number]) => changed.get(task.id) ?? addresseeOf(task.kinds)
  const given = (data?.tasks ?? []).filter((task) => choiceOf(task) !== 'none')
  const cascade = useDeed({
    run: (_: null, headers) =>
      answer(
        api.POST('/api/plans/{id}/cascade', {
          params: path,
          body: { selection, tasks: given.map((task) => ({ id: task.id, kinds: kindsFor(task) })) },
          headers,
        }),
      ),
    changes: ['plan'],
    said: (made) => t('plans.said.cascaded', { count: made.units }),
    undo: (made) =>
      answer(
        api.POST('/api/plans/{id}/cascade/{progressId}/undo', {
          params: { path: { id: plan.id, progressId: made.progressId } },
        }),
      ),
    onDone: (made) => {
      trackJob(made.progressId, t('plans.cascade.job', { number: plan.number ?? '' }), `/plans/${plan.id}/coverage`)
      onClose()
    },
  })
  /** What was not changed goes exactly where the plan says. */
  function kindsFor(task: CarrierCount['tasks'][number]) {
    const choice = changed.get(task.id)
    return choice === undefined ? task.kinds : kindsOf(choice)
  }

  return (
    <Dialog onClose={onClose} title={t('plans.cascade.title')} size="xl" fullScreen={phone}>
      <Stack gap="lg">
        {cascade.problem && <ProblemNotice problem={cascade.problem} />}
        <Checkbox
          label={t('plans.cascade.communes')}
          checked={communeCommittees}
          onChange={(event) => setCommittees(event.currentTarget.checked)}
        />
        <Checkbox.Group
          label={t('plans.cascade.schools')}
          value={chosen}
          onChange={(next) => setLevels(levels.filter((level) => next.includes(level)))}
        >
          <Group gap="md" mt="xs">
            {levels.map((level) => (
              <Checkbox key={level} value={level} label={t(`plans.cascade.level.${level}` as TextKey)} />
            ))}
          </Group>
        </Checkbox.Group>
        <UnitsField
          id="cascade-named"
          name="named"
          label={t('plans.cascade.named')}
          value={named}
          onChange={setNamed}
          error={undefined}
        />
        {data && (
          <CascadeTasks
            tasks={data.tasks}
            units={data.kinds}
            choiceOf={choiceOf}
            changed={changed.size > 0}
            onChange={setChanged}
          />
        )}
        <div className={styles.foot}>
          <div role="status" className={styles.counts}>
            {!some && t('plans.cascade.none')}
            {some && !data && t('plans.cascade.counting')}
            {some && data && <Counts data={data} given={given} choiceOf={choiceOf} />}
          </div>
          <Group gap="xs">
            <Button
              leftSection={<IconSitemap size={18} aria-hidden />}
              disabled={!some || !data || data.total === 0 || given.length === 0 || count.isPlaceholderData}
              loading={cascade.running}
              onClick={() => cascade.start(null)}
            >
              {t('plans.cascade.confirm', { count: some ? (data?.total ?? 0) : 0 })}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </Group>
        </div>
      </Stack>
    </Dialog>
  )
}

/** What pressing the button will do: how many units, how many tasks, how much of it is new. */
function Counts({
  data,
  given,
  choiceOf,
}: {
  data: CarrierCount
  given: CarrierCount['tasks']
  choiceOf: (task: CarrierCount['tasks'][number]) => Addressee
}) {
  const t = useT()
  const schools = Object.values(data.byLevel).reduce((n, k) => n + k, 0)
  const added = given.reduce((n, task) => n + reached(choiceOf(task), data.kinds, task.given).added, 0)
  const nothingNew = given.length > 0 && added === 0 && data.given === data.total
  const idle = withoutTask(given.map(choiceOf), data.kinds)
  return (
    <>
      <b style={{ fontSize: '1.25rem' }}>{t('plans.cascade.count', { count: data.total })}</b>
      <div>{t('plans.cascade.detail', { communes: data.communeCommittees, schools, other: data.other })}</div>
      {data.total > 0 && (
        <div>
          {given.length === 0
            ? t('plans.cascade.noTask')
            : nothingNew
              ? t('plans.cascade.nothingNew')
              : t('plans.cascade.added', { tasks: given.length, count: added })}
        </div>
      )}
      {given.length > 0 && idle > 0 && <div className={styles.warn}>{t('plans.cascade.idle', { count: idle })}</div>}
      {data.given > 0 && !nothingNew && (
        <div className={styles.dim}>{t('plans.cascade.given', { count: data.given })}</div>
      )}
    </>
  )
}
