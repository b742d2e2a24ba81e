import '../kit/paper-font.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { headedParts } from './headed-parts.ts'
import type { Plan, PlanTask } from './plan-queries.ts'
import classes from './plan-text.module.css'

/** Tracked wording: what was replaced struck through, what replaces it underlined. */
export function Runs({ runs }: { runs: NonNullable<PlanTask['runs']> }) {
  return runs.map((run, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity but their place
    if (run.change === 'del') return <del key={at}>{run.text}</del>
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity but their place
    if (run.change === 'ins') return <ins key={at}>{run.text}</ins>
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity but their place
    return <span key={at}>{run.text}</span>
  })
}

function Tracked({ runs, text }: { runs: PlanTask['runs'] | undefined; text: string }) {
  return runs ? <Runs runs={runs} /> : text
}

/** A plan as it reads: bases, sections with their tasks, recipients, signer. */
export function PlanText({ plan }: { plan: Plan }) {
  const { content, tasks } = plan
  const wording = new Map(plan.wording.map((w) => [w.key, w]))
  return (
    <article className={classes.paper} lang="vi">
      <p className={classes.kind}>{(plan.kind ?? 'Kế hoạch').toUpperCase()}</p>
      <h2 className={classes.title}>{plan.title}</h2>
      {content.bases.map((base) => (
        <p key={base} className={classes.base}>
          {`${base};`}
        </p>
      ))}
      {content.opening && <p className={classes.paragraph}>{content.opening}</p>}
      {headedParts(content.sections, tasks).map(({ heading, tasks: own }) => (
        <section key={heading?.key ?? ''}>
          {heading?.title && (
            <h3 className={heading.level === 1 ? classes.level1 : classes.level2}>
              {heading.label}. <Tracked runs={wording.get(heading.key)?.title} text={heading.title} />
            </h3>
          )}
          {heading &&
            (wording.get(heading.key)?.paragraphs ?? heading.paragraphs.map((text) => [{ text }])).map((runs) => (
              <p key={runs.map((run) => run.text).join('')} className={classes.paragraph}>
                - <Runs runs={runs} />
              </p>
            ))}
          {own.map(({ task, mark }) => (
            <TaskText key={task.id} task={task} mark={mark} />
          ))}
        </section>
      ))}
      {plan.annexReference && <p className={classes.paragraph}>{plan.annexReference}</p>}
      {content.closing && <p className={classes.paragraph}>{content.closing}./.</p>}
      <PlanFoot plan={plan} />
    </article>
  )
}

function TaskText({ task, mark }: { task: PlanTask; mark: string }) {
  const t = useT()
  const owner = task.ownerPersonName ?? task.ownerPartName
  return (
    <div className={`${classes.task} ${task.scope === 'out' ? classes.out : ''}`}>
      <p>
        {mark}
        {task.runs ? <Runs runs={task.runs} /> : task.text}
      </p>
      {(owner || task.dueOn || task.scope === 'out') && (
        <div className={classes.meta}>
          {task.scope === 'out' && (
            <span>
              {t('plans.document.out')}: {task.scopeReason}
            </span>
          )}
          {owner && (
            <span>
              {t('plans.document.owner')}: {owner}
            </span>
          )}
          {task.dueOn && (
            <span>
              {t('plans.document.due')}: {formatDate(task.dueOn)}
            </span>
          )}
        </div>
      )}
    </div>
  )
}

function PlanFoot({ plan }: { plan: Plan }) {
  const { recipients, signer } = plan.content
  if (recipients.length === 0 && !signer.name) return null
  return (
    <div className={classes.foot}>
      <div className={classes.recipients}>
        {recipients.length > 0 && <b>Nơi nhận:</b>}
        <ul>
          {recipients.map((line, at) => (
            <li key={line}>
              {line}
              {at === recipients.length - 1 ? '.' : ';'}
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.signer}>
        {signer.authority.map((line) => (
          <div key={line}>{line}</div>
        ))}
        <div>{signer.position}</div>
        <div>{signer.name}</div>
      </div>
    </div>
  )
}
