import { Group } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Matrix, type MatrixProps } from './matrix.tsx'
import { type Action, PageHead } from './page-head.tsx'

export interface CellAction extends Omit<Action, 'onPress' | 'to'> {
  onPress: (cells: { rowId: string; columnId: string }[]) => void
}

interface MatrixPageProps extends Omit<MatrixProps, 'label' | 'selected' | 'onSelect'> {
  title: string
  action?: Action
  secondary?: readonly Action[]
  back?: { to: string; label: string }
  /** Statuses that occur, explained over the grid. */
  legend: readonly Status[]
  /** Filters and switches between head and grid. */
  tools?: React.ReactNode
  /** What can be done with selected cells: remind. */
  bulk?: readonly CellAction[]
}

/** Coverage, progress, completeness: a matrix with its legend and a bar of what can be done with selected cells. */
export function MatrixPage({ title, action, secondary, back, legend, tools, bulk = [], ...matrix }: MatrixPageProps) {
  const t = useT()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const cells = () =>
    [...selected].map((key) => {
      const [rowId = '', columnId = ''] = key.split('\n')
      return { rowId, columnId }
    })
  return (
    <>
      <PageHead title={title} action={action} secondary={secondary} back={back} />
      <Group gap="xs" mb="sm">
        {tools}
        <Group gap={6} role="group" aria-label={t('matrix.legend')}>
          {legend.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </Group>
      </Group>
      <Matrix
        {...matrix}
        label={title}
        selected={bulk.length > 0 ? selected : undefined}
        onSelect={bulk.length > 0 ? setSelected : undefined}
      />
      {selected.size > 0 && (
        <BulkBar
          selected={t('matrix.selected', { count: selected.size })}
          actions={bulk.map((one) => ({ ...one, onPress: () => one.onPress(cells()) }))}
          onClear={() => setSelected(new Set())}
        />
      )}
    </>
  )
}
