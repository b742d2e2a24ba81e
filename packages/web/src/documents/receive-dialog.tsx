import { SimpleGrid, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { answer, api } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, NumberField, SelectField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/file-drop.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { refreshKinds } from '../queries.ts'
import type { Direction } from './document.ts'
import { forgetReceived, kinds, type Received, receiveAs, receivedOf, receiving } from './receive-files.ts'

/** Takes files in: one goes straight to its reading page, several wait in a list. */
export function ReceiveDialog({ direction: first, onClose }: { direction: Direction; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [direction, setDirection] = useState<Direction>(first)
  const [arrivalNumber, setArrivalNumber] = useState<number | null>(null)
  const [arrivalOn, setArrivalOn] = useState<string | null>(today())
  const day = arrivalOn ?? today()
  const next = useQuery({
    queryKey: ['document', 'next-arrival', day],
    queryFn: () => answer(api.GET('/api/documents/next-arrival', { params: { query: { on: day } } })),
  })

  const done = (row: Received) => {
    void refreshKinds(queries, ['document'])
    setArrivalNumber(null)
    if (row.id === null || row.problem || receiving.now().length > 1) return
    forgetReceived()
    onClose()
    void navigate({ to: `/documents/${row.id}` })
  }
  useEffect(() => {
    receiveAs({ direction, arrivalNumber, arrivalOn: day }, done)
  })
  const close = () => {
    receiveAs({ direction, arrivalNumber: null, arrivalOn: day }, () => void refreshKinds(queries, ['document']))
    forgetReceived()
    onClose()
  }

  return (
    <Dialog onClose={close} title={t('documents.receiveTitle')} size="lg">
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
          kinds={kinds}
          queue={receiving}
          everywhere
          outcome={(answered) => <Outcome row={receivedOf(answered)} onLeave={close} />}
        />
      </Stack>
    </Dialog>
  )
}

/** What became of one file: read, to be recognised, or kept with the reason. */
function Outcome({ row, onLeave }: { row: Received | undefined; onLeave: () => void }) {
  const t = useT()
  if (!row?.id) return null
  return (
    <div>
      <Link to={`/documents/${row.id}`} onClick={onLeave} aria-label={`${t('documents.open')} ${row.name}`}>
        {t('documents.open')}
      </Link>{' '}
      {!row.problem &&
        t(
          row.state === 'reading'
            ? 'documents.isRecognised'
            : row.state === 'read'
              ? 'documents.isRead'
              : 'documents.isUnrecognised',
        )}
      {row.problem && <ProblemNotice problem={{ ...row.problem, title: t('documents.notRead') }} />}
    </div>
  )
}
