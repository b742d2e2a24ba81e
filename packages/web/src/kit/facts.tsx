import classes from './facts.module.css'

export interface Fact {
  label: string
  value: React.ReactNode
}

/** Letters of a value that stands beside another on a phone; a longer one has the width for itself. */
const MOST_BESIDE = 36

/** The line of facts of a record: labels above values, wrapping as the width allows. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div
          key={fact.label}
          data-long={(typeof fact.value === 'string' && fact.value.length > MOST_BESIDE) || undefined}
        >
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
