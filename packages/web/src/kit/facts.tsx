import classes from './facts.module.css'

export interface Fact {
  label: string
  value: React.ReactNode
}

/** The line of facts of a record: labels above values, wrapping as the width allows. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
