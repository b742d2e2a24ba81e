import { Button, Checkbox, Combobox, Group, Modal, Pill, PillsInput, Stack, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSitemap } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import type { Plan } from './plan-queries.ts'

const levels = ['MN', 'TH', 'THCS', 'THPT', 'GDTX'] as const
type Level = (typeof levels)[number]
interface Named {
  id: number
  name: string
}

/** Whom the plan is given to: people's committees, schools by level, units by name; the count is seen before it is done. */
export function CascadeDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useT()
  const [communeCommittees, setCommittees] = useState(false)
  const [chosen, setLevels] = useState<Level[]>([])
  const [named, setNamed] = useState<Named[]>([])
  const selection = { communeCommittees, levels: chosen, unitIds: named.map((u) => u.id) }
  const some = communeCommittees || chosen.length > 0 || named.length > 0
  const path = { path: { id: plan.id } }
  const count = useQuery({
    queryKey: ['plan', plan.id, 'count', selection],
    queryFn: () => answer(api.POST('/api/plans/{id}/carriers/count', { params: path, body: { selection } })),
    enabled: some,
    placeholderData: keepPreviousData,
    // a dialog opened again counts again: what was given meanwhile must show
    gcTime: 0,
  })
  const cascade = useDeed({
    run: (_: null, headers) =>
      answer(api.POST('/api/plans/{id}/cascade', { params: path, body: { selection, taskIds: [] }, headers })),
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
  const data = some ? count.data : undefined
  const schools = data ? Object.values(data.byLevel).reduce((n, k) => n + k, 0) : 0
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('plans.cascade.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
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
        <UnitPicker chosen={named} onChange={setNamed} />
        <div role="status" style={{ minHeight: 74 }}>
          {!some && t('plans.cascade.none')}
          {some && !data && t('plans.cascade.counting')}
          {data && (
            <>
              <b style={{ fontSize: '1.25rem' }}>{t('plans.cascade.count', { count: data.total })}</b>
              <div>{t('plans.cascade.detail', { communes: data.communeCommittees, schools, other: data.other })}</div>
              {data.given > 0 && (
                <div style={{ color: 'var(--mantine-color-dimmed)' }}>
                  {t('plans.cascade.given', { count: data.given })}
                </div>
              )}
            </>
          )}
        </div>
        <Group gap="xs">
          <Button
            leftSection={<IconSitemap size={18} aria-hidden />}
            disabled={!data || data.total === 0 || count.isPlaceholderData}
            loading={cascade.running}
            onClick={() => cascade.start(null)}
          >
            {t('plans.cascade.confirm', { count: data?.total ?? 0 })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Units found by name without accents, kept as pills. */
function UnitPicker({ chosen, onChange }: { chosen: Named[]; onChange: (next: Named[]) => void }) {
  const t = useT()
  const box = useCombobox()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const found = useQuery({
    queryKey: ['unit', 'find', q],
    queryFn: () => answer(api.GET('/api/units', { params: { query: { q, limit: 12 } } })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })
  const rows = (q.length > 1 ? (found.data?.rows ?? []) : []).filter((u) => !chosen.some((c) => c.id === u.id))
  return (
    <Combobox
      store={box}
      onOptionSubmit={(value) => {
        const unit = rows.find((u) => String(u.id) === value)
        if (unit) onChange([...chosen, { id: unit.id, name: unit.shortName ?? unit.name }])
        setTyped('')
      }}
    >
      <Combobox.DropdownTarget>
        <PillsInput label={t('plans.cascade.named')}>
          <Pill.Group>
            {chosen.map((unit) => (
              <Pill
                key={unit.id}
                withRemoveButton
                removeButtonProps={{
                  'aria-label': `${t('common.remove')} ${unit.name}`,
                  tabIndex: 0,
                  'aria-hidden': false,
                }}
                onRemove={() => onChange(chosen.filter((c) => c.id !== unit.id))}
              >
                {unit.name}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label={t('plans.cascade.named')}
                placeholder={chosen.length === 0 ? t('plans.cascade.find') : undefined}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value)
                  box.openDropdown()
                }}
                onFocus={() => box.openDropdown()}
                onBlur={() => box.closeDropdown()}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={q.length < 2}>
        <Combobox.Options>
          {rows.map((unit) => (
            <Combobox.Option key={unit.id} value={String(unit.id)}>
              {unit.name}
            </Combobox.Option>
          ))}
          {rows.length === 0 && <Combobox.Empty>{t('plans.cascade.nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
