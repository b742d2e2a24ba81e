import { ActionIcon, Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { UnitsField } from '../kit/unit-field.tsx'
import type { Plan } from './plan-queries.ts'

type Through = NonNullable<Plan['carrierReceivers'][number]['through']>
const throughs: Through[] = ['commune', 'professional']

interface Receiver {
  unitId: number | null
  through: Through | null
  name: string
  role: 'main' | 'copy'
}

interface ReceiversDialogProps {
  plan: Plan
  /** Whose reports: the plan's own unit's, or those of the units that carry the plan. */
  of: 'own' | 'carriers'
  onClose: () => void
}

/** Nơi nhận báo cáo: one main receiver, any number of copies; of carriers also bodies that are another one for each unit. */
export function ReceiversDialog({ plan, of, onClose }: ReceiversDialogProps) {
  const t = useT()
  const phone = useMediaQuery('(max-width: 36em)')
  const nameOf = (r: { name: string | null; shortName: string | null; through?: Through | null }) =>
    r.through ? t(`plans.receivers.through.${r.through}`) : (r.shortName ?? r.name ?? '')
  const [list, setList] = useState<Receiver[]>(
    of === 'own'
      ? plan.receivers.map((r) => ({ unitId: r.unitId, through: null, role: r.role, name: nameOf(r) }))
      : plan.carrierReceivers.map((r) => ({ unitId: r.unitId, through: r.through, role: r.role, name: nameOf(r) })),
  )
  const params = { path: { id: plan.id } }
  const save = useDeed({
    run: (receivers: Receiver[], headers) =>
      of === 'own'
        ? answer(
            api.PUT('/api/plans/{id}/report-receivers', {
              params,
              body: {
                receivers: receivers.flatMap((r) => (r.unitId === null ? [] : [{ unitId: r.unitId, role: r.role }])),
              },
              headers,
            }),
          )
        : answer(
            api.PUT('/api/plans/{id}/carrier-receivers', {
              params,
              body: { receivers: receivers.map(({ name: _, ...r }) => r) },
              headers,
            }),
          ),
    changes: ['plan', 'report'],
    said: t('plans.receivers.saved'),
    onDone: onClose,
  })
  const add = (receiver: Omit<Receiver, 'role'>) =>
    setList((before) => [...before, { ...receiver, role: before.some((r) => r.role === 'main') ? 'copy' : 'main' }])
  const change = (at: number, role: Receiver['role']) =>
    setList((before) =>
      // one main receiver: naming another makes the one before a copy
      before.map((r, n) => (n === at ? { ...r, role } : role === 'main' ? { ...r, role: 'copy' } : r)),
    )
  return (
    <Dialog onClose={onClose} title={t(`plans.receivers.${of}`)} fullScreen={phone}>
      <Stack>
        {save.problem && <ProblemNotice problem={save.problem} />}
        {list.length === 0 && <p style={{ margin: 0 }}>{t(`plans.receivers.none.${of}`)}</p>}
        <Stack gap="xs" component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {list.map((receiver, at) => (
            <li key={`${receiver.unitId} ${receiver.through}`}>
              <b style={{ overflowWrap: 'anywhere' }}>{receiver.name}</b>
              <Group gap="xs" wrap="nowrap">
                <NativeSelect
                  flex={1}
                  aria-label={t('plans.receivers.roleOf', { name: receiver.name })}
                  value={receiver.role}
                  data={[
                    { value: 'main', label: t('plans.receivers.main') },
                    { value: 'copy', label: t('plans.receivers.copy') },
                  ]}
                  onChange={(event) => change(at, event.currentTarget.value === 'main' ? 'main' : 'copy')}
                />
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={`${t('common.remove')} ${receiver.name}`}
                  onClick={() => setList((before) => before.filter((_, n) => n !== at))}
                >
                  <IconX size={18} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </Stack>
        {of === 'carriers' && (
          <Group gap="xs">
            {throughs
              .filter((through) => !list.some((r) => r.through === through))
              .map((through) => (
                <Button
                  key={through}
                  variant="default"
                  size="compact-md"
                  style={{ height: 'auto', paddingBlock: 6 }}
                  styles={{ label: { whiteSpace: 'normal', lineHeight: 1.35, textAlign: 'start' } }}
                  leftSection={<IconPlus size={16} aria-hidden />}
                  aria-label={t('plans.receivers.add', { name: t(`plans.receivers.through.${through}`) })}
                  onClick={() => add({ unitId: null, through, name: t(`plans.receivers.through.${through}`) })}
                >
                  {t(`plans.receivers.through.${through}`)}
                </Button>
              ))}
          </Group>
        )}
        <UnitsField
          id="receiver-by-name"
          name="unit"
          label={t('plans.receivers.byName')}
          error={undefined}
          value={[]}
          onChange={([unit]) => {
            // no unit reports to itself; those that carry a plan report to its issuer
            const itself = of === 'own' && unit?.id === plan.unitId
            if (unit && !itself && !list.some((r) => r.unitId === unit.id))
              add({ unitId: unit.id, through: null, name: unit.name })
          }}
        />
        <Group gap="xs">
          <Button loading={save.running} onClick={() => save.start(list)}>
            {t('common.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
