import { Button, Progress } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { type Problem, problemOf } from '../problem.ts'
import classes from './slips.module.css'

type Slip = paths['/api/password-slips']['post']['responses'][200]['content']['application/json']['rows'][number]

/** As many as the server gives passwords to at once. */
const AT_ONCE = 50
/** Two columns of five on an A4 page: the height of a slip in slips.module.css. */
const PER_PAGE = 10

interface SlipsDialogProps {
  people: readonly { id: string; name: string }[]
  onClose: () => void
}

/** Gives passwords and shows them once, for printing: kept in this component alone, gone with it. */
export function SlipsDialog({ people, onClose }: SlipsDialogProps) {
  const t = useT()
  const queries = useQueryClient()
  const [slips, setSlips] = useState<readonly Slip[]>([])
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const made = slips.length > 0

  const give = async () => {
    setRunning(true)
    setProblem(undefined)
    try {
      // those who have their slip already keep it when a later batch failed
      const given = new Set(slips.map((slip) => slip.personId))
      const left = people.filter((person) => !given.has(person.id)).map((person) => person.id)
      for (let at = 0; at < left.length; at += AT_ONCE) {
        const { rows } = await answer(
          api.POST('/api/password-slips', { body: { personIds: left.slice(at, at + AT_ONCE) } }),
        )
        setSlips((before) => [...before, ...rows])
      }
    } catch (thrown) {
      setProblem(problemOf(thrown))
    } finally {
      setRunning(false)
      void queries.invalidateQueries({ queryKey: ['person'] })
    }
  }
  return (
    <Dialog
      onClose={onClose}
      title={t('organisation.slips.title')}
      size="xl"
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
    >
      <div className={classes.stack}>
        {problem && <ProblemNotice problem={problem} />}
        {!made && (
          <>
            <p>{t('organisation.people.slipText')}</p>
            <ul className={classes.names}>
              {people.slice(0, 12).map((person) => (
                <li key={person.id}>{person.name}</li>
              ))}
              {people.length > 12 && <li>+ {people.length - 12}</li>}
            </ul>
          </>
        )}
        {running && (
          <div role="status">
            {t('organisation.slips.making', { done: slips.length, total: people.length })}
            <Progress
              value={(slips.length / people.length) * 100}
              animated
              aria-label={t('organisation.slips.title')}
            />
          </div>
        )}
        {(!made || (problem && !running)) && (
          <Button onClick={() => void give()} loading={running}>
            {t('organisation.people.slipsOf', { count: people.length - slips.length })}
          </Button>
        )}
        {made && (
          <>
            <p>{t('organisation.slips.text')}</p>
            <div className={classes.actions}>
              <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
                {t('organisation.slips.print')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('organisation.slips.sure')}
              </Button>
              <span>
                {t('organisation.slips.pages', { count: slips.length, pages: Math.ceil(slips.length / PER_PAGE) })}
              </span>
            </div>
            <div className={classes.preview}>
              <Sheet slips={slips} />
            </div>
          </>
        )}
      </div>
      {made &&
        createPortal(
          <div className={classes.print} aria-hidden>
            <Sheet slips={slips} />
          </div>,
          document.body,
        )}
    </Dialog>
  )
}

function Sheet({ slips }: { slips: readonly Slip[] }) {
  const t = useT()
  return (
    <div className={classes.sheet}>
      {slips.map((slip) => (
        <article key={slip.personId} className={classes.slip}>
          <div className={classes.heading}>{t('organisation.slips.heading')}</div>
          <div className={classes.unit}>{slip.unitName}</div>
          <div className={classes.person}>{slip.name}</div>
          <dl>
            <dt>{t('organisation.slips.address')}</dt>
            <dd>{window.location.origin}</dd>
            <dt>{t('organisation.slips.identifier')}</dt>
            <dd>{slip.identifiers.join(` ${t('organisation.slips.or')} `)}</dd>
            <dt>{t('organisation.slips.password')}</dt>
            <dd className={classes.password}>{slip.password}</dd>
          </dl>
          <p>{t('organisation.slips.advice')}</p>
        </article>
      ))}
    </div>
  )
}
