import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { RemarksDialog } from '../kit/remarks-dialog.tsx'
import type { Plan } from './plan-queries.ts'

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
