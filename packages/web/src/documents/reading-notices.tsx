import { Alert, Button, Group, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import type { Problem } from '../problem.ts'
import { type DocumentRecord, firstEntered } from './document.ts'

/** Stands at the top of what was read, and comes into sight where that was scrolled away. */
export function Notice({ problem }: { problem: Problem }) {
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second refusal is shown as the first was
  useEffect(() => {
    // newer browsers answer with a promise, which is no clean-up
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [problem])
  return (
    <div style={{ marginBottom: 12 }} ref={place}>
      <ProblemNotice problem={problem} />
    </div>
  )
}

/** Two people corrected the same document: the second chooses. */
export function Conflict({ keepMine, takeTheirs }: { keepMine: () => void; takeTheirs: () => void }) {
  const t = useT()
  return (
    <Alert variant="outline" color="var(--tone-wait)" title={t('documents.conflict')} mb="sm" role="alert">
      {t('documents.conflictText')}
      <Group gap="xs" mt="xs">
        <Button size="compact-md" onClick={keepMine}>
          {t('documents.keepMine')}
        </Button>
        <Button size="compact-md" variant="default" onClick={takeTheirs}>
          {t('documents.takeTheirs')}
        </Button>
      </Group>
    </Alert>
  )
}

type Duplicate = DocumentRecord['duplicates'][number]

function HeldPaper({ other }: { other: Duplicate }) {
  const t = useT()
  return (
    <div>
      <Link to={`/documents/${other.id}`}>
        {[other.number, other.title].filter(Boolean).join(' · ') || t('documents.noTitle')}
      </Link>
      {other.arrivalNumber !== null && ` · ${t('documents.arrivalNumber')} ${other.arrivalNumber}`}
    </div>
  )
}

/** Papers that look like this one and are in the register already. */
export function Held({ duplicates }: Pick<DocumentRecord, 'duplicates'>) {
  const t = useT()
  if (duplicates.length === 0) return null
  return (
    <Alert variant="outline" color="var(--tone-wait)" title={t('documents.held')} mb="sm">
      {duplicates.map((other) => (
        <HeldPaper key={other.id} other={other} />
      ))}
    </Alert>
  )
}

/** Asked before a paper that seems to be held is entered once more: a number đến is never given back. */
export function HeldDialog({
  duplicates,
  onConfirm,
  onClose,
}: Pick<DocumentRecord, 'duplicates'> & { onConfirm: () => void; onClose: () => void }) {
  const t = useT()
  const first = firstEntered(duplicates)
  return (
    <Dialog onClose={onClose} title={t('documents.held')} centered>
      <Stack>
        <p style={{ margin: 0 }}>
          {first?.arrivalNumber == null
            ? t('documents.heldNotEntered')
            : t('documents.heldEntered', { number: String(first.arrivalNumber) })}
        </p>
        {duplicates.map((other) => (
          <HeldPaper key={other.id} other={other} />
        ))}
        <Group gap="xs">
          {first && (
            <Button renderRoot={(props) => <Link to={`/documents/${first.id}`} {...props} />}>
              {t('documents.openHeld')}
            </Button>
          )}
          <Button variant="default" onClick={onConfirm}>
            {t('documents.enterAgain')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
