import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { DateField, NumberField, SelectField } from '../kit/fields.tsx'
import classes from './document.module.css'
import type { Direction, DocumentRecord } from './document.ts'
import type { Arrival } from './reading-deeds.ts'

/** Which register the paper goes into, and its number and day there as they were typed. */
export function RegisterEntry({
  document,
  arrival,
  onArrival,
  onDirection,
  onUnfit,
}: {
  document: DocumentRecord
  arrival: Arrival | undefined
  onArrival: (arrival: Arrival) => void
  onDirection: (direction: Direction) => void
  /** What is wrong with the day as it was typed. */
  onUnfit: (sentence: string | undefined) => void
}) {
  const t = useT()
  const number = arrival ? arrival.number : (document.arrivalNumber ?? document.nextArrivalNumber)
  const on = arrival ? arrival.on : (document.arrivalOn ?? today())
  return (
    <div className={classes.register}>
      <SelectField
        id="entry-direction"
        name="direction"
        label={t('documents.direction')}
        required
        value={document.direction}
        onChange={(value) => onDirection((value as Direction | null) ?? 'in')}
        error={undefined}
        choices={(['in', 'out', 'internal'] as const).map((value) => ({ value, label: t(`documents.${value}`) }))}
      />
      {document.direction === 'in' && (
        <>
          <div style={{ width: 110 }}>
            <NumberField
              id="entry-number"
              name="arrivalNumber"
              label={t('documents.arrivalNumber')}
              value={number}
              onChange={(next) => onArrival({ number: next, on })}
              error={undefined}
              min={1}
            />
          </div>
          <div style={{ width: 160 }}>
            <DateField
              id="entry-on"
              name="arrivalOn"
              label={t('documents.arrivalOn')}
              value={on}
              onChange={(next) => onArrival({ number, on: next })}
              error={undefined}
              onUnfit={onUnfit}
              max={today()}
            />
          </div>
        </>
      )}
    </div>
  )
}
