import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { type Fact, Facts } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { paperQuery } from './document.ts'

interface ApproveDialogProps {
  documentId: string
  /** What is approved, as its room names it. */
  paper: 'plan' | 'report' | 'letter'
  facts: readonly Fact[]
  onClose: () => void
}

/** Asked of every paper alike: approval quotes the hash of exactly the content that is shown. */
export function ApproveDialog({ documentId, paper, facts, onClose }: ApproveDialogProps) {
  const t = useT()
  const content = useQuery(paperQuery(documentId))
  const approve = useDeed({
    run: (hash: string, headers) =>
      answer(
        api.POST('/api/documents/{id}/approve', { params: { path: { id: documentId } }, body: { hash }, headers }),
      ),
    changes: ['plan', 'report', 'document', 'work'],
    said: t('documents.approved'),
    onDone: onClose,
  })
  return (
    <Dialog onClose={onClose} title={t(`documents.approveTitle.${paper}`)} centered>
      <Loaded query={content} lines={3} part>
        {({ hash }) => (
          <Stack>
            {approve.problem && <ProblemNotice problem={approve.problem} />}
            <Facts facts={[...facts, { label: t('documents.hash'), value: <code>{hash.slice(0, 12)}</code> }]} />
            <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('documents.approveText')}</p>
            <Group gap="xs">
              <Button loading={approve.running} onClick={() => approve.start(hash)}>
                {t('documents.approve')}
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
