import { Modal, SimpleGrid, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api, uploadFile } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { DateField, NumberField, SelectField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/file-drop.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import type { Problem } from '../problem.ts'
import { refreshKinds } from '../queries.ts'
import type { Direction } from './document.ts'

interface Received {
  rows: { name: string; id: string | null; problem: Problem | null }[]
}

/** Takes files in: one goes straight to its reading page, several wait in a list. */
export function ReceiveDialog({ direction: first, onClose }: { direction: Direction; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [direction, setDirection] = useState<Direction>(first)
  const [arrivalNumber, setArrivalNumber] = useState<number | null>(null)
  const [arrivalOn, setArrivalOn] = useState<string | null>(today())
  const [kept, setKept] = useState<{ name: string; id: string; problem: Problem | null }[]>([])
  const day = arrivalOn ?? today()
  const next = useQuery({
    queryKey: ['document', 'next-arrival', day],
    queryFn: () => answer(api.GET('/api/documents/next-arrival', { params: { query: { on: day } } })),
  })

  const done = (answered: unknown) => {
    void refreshKinds(queries, ['document'])
    setArrivalNumber(null)
    const [row] = (answered as Received).rows
    if (!row?.id) return
    const { id } = row
    if (kept.length === 0 && !row.problem) {
      onClose()
      void navigate({ to: `/documents/${id}` })
    } else setKept((all) => [...all, { name: row.name, id, problem: row.problem }])
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('documents.receiveTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: direction === 'in' ? 3 : 1 }}>
          <SelectField
            id="receive-direction"
            name="direction"
            label={t('documents.direction')}
            required
            value={direction}
            onChange={(value) => setDirection((value as Direction | null) ?? 'in')}
            error={undefined}
            choices={(['in', 'out', 'internal'] as const).map((value) => ({ value, label: t(`documents.${value}`) }))}
          />
          {direction === 'in' && (
            <>
              <NumberField
                id="receive-number"
                name="arrivalNumber"
                label={t('documents.arrivalNumber')}
                value={arrivalNumber}
                onChange={setArrivalNumber}
                error={undefined}
                min={1}
              />
              <DateField
                id="receive-on"
                name="arrivalOn"
                label={t('documents.arrivalOn')}
                value={arrivalOn}
                onChange={setArrivalOn}
                error={undefined}
                max={today()}
              />
            </>
          )}
        </SimpleGrid>
        {direction === 'in' && next.data && (
          <p style={{ margin: 0, fontSize: '0.875rem' }}>
            {t('documents.nextNumber', { number: String(next.data.arrivalNumber) })}
          </p>
        )}
        <FileDrop
          label={t('documents.dropHere')}
          upload={(file, onProgress) =>
            uploadFile(
              '/api/documents',
              file,
              {
                direction,
                ...(direction === 'in' ? { arrivalOn: day } : {}),
                ...(direction === 'in' && arrivalNumber !== null ? { arrivalNumber: String(arrivalNumber) } : {}),
              },
              onProgress,
            )
          }
          onDone={(_file, answered) => done(answered)}
        />
        {kept.map((row) => (
          <div key={row.id}>
            <Link to={`/documents/${row.id}`} onClick={onClose}>
              {t('documents.open')} {row.name}
            </Link>
            {row.problem && <ProblemNotice problem={{ ...row.problem, title: t('documents.notRead') }} />}
          </div>
        ))}
      </Stack>
    </Modal>
  )
}
