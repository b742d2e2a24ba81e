import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { ChosenUnit } from '../kit/unit-field.tsx'
import { recordPath } from '../record-path.ts'

/** Units by name, each a way to its page. */
export function UnitLinks({ units }: { units: readonly ChosenUnit[] }) {
  return units.map(({ id, name }, n) => (
    <Fragment key={id}>
      {n > 0 && ', '}
      <Link to={recordPath('unit', id)}>{name}</Link>
    </Fragment>
  ))
}
