import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Facts } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { RemarksDialog } from '../kit/remarks-dialog.tsx'
import type { Plan } from './plan-queries.ts'

/** Approval quotes the hash of exactly the content that is shown. */
export function ApproveDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useT()
  const path = { path: { id: plan.documentId } }
  const paper = useQuery({
    queryKey: ['document', plan.documentId, 'paper'],
    queryFn: () => answer(api.GET('/api/documents/{id}/paper', { params: path })),
    staleTime: 0,
  })
  const approve = useDeed({
    run: (hash: string, headers) =>
      answer(api.POST('/api/documents/{id}/approve', { params: path, body: { hash }, headers })),
    changes: ['plan', 'document', 'work'],
    said: t('plans.said.approved'),
    onDone: onClose,
  })
  return (
    <Dialog onClose={onClose} title={t('plans.approveTitle')} centered>
      <Loaded query={paper} lines={3} part>
        {({ hash }) => (
          <Stack>
            {approve.problem && <ProblemNotice problem={approve.problem} />}
            <Facts
              facts={[
                { label: t('plans.name'), value: plan.title ?? '' },
                { label: t('plans.facts.tasks'), value: t('plans.facts.tasksCount', { count: plan.tasks.length }) },
                { label: t('plans.approveHash'), value: <code>{hash.slice(0, 12)}</code> },
              ]}
            />
            <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('plans.approveText')}</p>
            <Group gap="xs">
              <Button loading={approve.running} onClick={() => approve.start(hash)}>
                {t('plans.act.approve')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Dialog>
  )
}

/** Returning and reopening say why. */
export function ReturnDialog({ plan, step, onClose }: { plan: Plan; step: 'return' | 'reopen'; onClose: () => void }) {
  const t = useT()
  const path = { path: { id: plan.documentId } }
  const deed = useDeed({
    run: (remarks: string, headers) =>
      step === 'return'
        ? answer(api.POST('/api/documents/{id}/return', { params: path, body: { remarks }, headers }))
        : answer(api.POST('/api/documents/{id}/reopen', { params: path, body: { remarks }, headers })),
    changes: ['plan', 'document', 'work'],
    said: t(step === 'return' ? 'plans.said.returned' : 'plans.said.reopened'),
  })
  return (
    <RemarksDialog
      title={t(step === 'return' ? 'plans.returnTitle' : 'plans.act.reopen')}
      submit={t(step === 'return' ? 'plans.act.return' : 'plans.act.reopen')}
      draftKey={`plan.${plan.id}.${step}`}
      onSend={deed.send}
      onClose={onClose}
    />
  )
}
