import { Button } from '@mantine/core'
import {
  IconArrowMerge,
  IconArrowsExchange,
  IconFileImport,
  IconPencil,
  IconPlus,
  IconSitemap,
  IconUserPlus,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDate, today } from '../i18n/format.ts'
import { type Translate, useT } from '../i18n/index.ts'
import { Loaded } from '../kit/loaded.tsx'
import type { Action } from '../kit/page-head.tsx'
import { RecordPage } from '../kit/record-page.tsx'
import { recordPath } from '../record-path.ts'
import { useCan, useSession } from '../session/session.ts'
import { usePathPart, useUrlSearch } from '../url.ts'
import { LetterheadTab } from './letterhead-tab.tsx'
import { MergeUnitDialog, MoveUnitDialog } from './move-dialogs.tsx'
import classes from './organisation.module.css'
import { PartsTab } from './parts-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { AddPersonDialog } from './person-forms.tsx'
import { PersonPanel } from './person-panel.tsx'
import { holdsOn, kindKey, levelKey, type Relation, type Unit, unitQuery } from './unit.ts'
import { ChangeGuideDialog, EditUnitDialog, NewUnitDialog } from './unit-forms.tsx'
import { UnitLinks } from './unit-links.tsx'
import { Invented } from './unit-list.tsx'
import { YearsTable } from './years-table.tsx'

/** “từ 01/07/2025”, “01/01/2020 – 30/06/2025”. */
function span(t: Translate, from: string | null, to: string | null): string {
  const start = from && from > '1900-01-01' ? formatDate(from) : null
  if (to && start) return t('organisation.unit.fromTo', { from: start, to: formatDate(to) })
  if (to) return t('organisation.unit.until', { date: formatDate(to) })
  return start ? t('organisation.unit.since', { date: start }) : t('organisation.unit.always')
}

function RelationValue({ relation }: { relation: Relation | undefined }) {
  const t = useT()
  if (!relation) return <span className={classes.dim}>{t('organisation.unit.none')}</span>
  return (
    <>
      <Link to={recordPath('unit', relation.superiorId)}>{relation.superiorName}</Link>
      <small className={classes.dates}>{span(t, relation.from, relation.to)}</small>
    </>
  )
}

/** Other kinds have their place by what they are: a ministry, a province's committee, a commune's own division. */
function movable(unit: Unit): boolean {
  return ['school', 'centre', 'department', 'commune-committee'].includes(unit.kind)
}

function hasEnded(unit: Unit): boolean {
  return unit.validTo !== null && unit.validTo < today()
}

/** A unit: facts, letterheads by date, parts, people, figures. */
export function UnitPage() {
  const id = Number(usePathPart('unitId'))
  const unit = useQuery(unitQuery(id))
  return (
    <Loaded query={unit} lines={10}>
      {(known) => <KnownUnit key={known.id} unit={known} />}
    </Loaded>
  )
}

type Open = 'edit' | 'guide' | 'move' | 'merge' | 'below' | 'person'

function KnownUnit({ unit }: { unit: Unit }) {
  const t = useT()
  const can = useCan()
  const [search, setSearch] = useUrlSearch()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open | null>(null)
  const shut = () => setOpen(null)
  const day = today()
  // an ended unit shows the relations it ended with
  const now = (kind: string) => {
    const of = unit.relations.filter((relation) => relation.kind === kind)
    return of.find((relation) => holdsOn(relation, day)) ?? (unit.validTo ? of[0] : undefined)
  }
  const setting = unit.settings.find((one) => holdsOn(one, day)) ?? unit.settings[0]
  const ended = hasEnded(unit)
  const personId = typeof search.person === 'string' ? search.person : undefined

  const secondary: Action[] = unit.can.manage
    ? [
        { label: t('organisation.unit.edit'), icon: IconPencil, onPress: () => setOpen('edit') },
        ...(ended
          ? []
          : [{ label: t('organisation.unit.changeGuide'), icon: IconArrowsExchange, onPress: () => setOpen('guide') }]),
        ...(movable(unit) && !ended
          ? [
              { label: t('organisation.move.title'), icon: IconSitemap, onPress: () => setOpen('move') },
              { label: t('organisation.merge.title'), icon: IconArrowMerge, onPress: () => setOpen('merge') },
            ]
          : []),
        ...(ended
          ? []
          : [
              { label: t('organisation.unit.addBelow'), icon: IconPlus, onPress: () => setOpen('below') },
              {
                label: t('organisation.list.importPeople'),
                icon: IconFileImport,
                onPress: () => void navigate({ href: '/units/import?kind=people' }),
              },
            ]),
      ]
    : []
  return (
    <>
      <RecordPage
        code={unit.code}
        title={unit.name}
        status={ended ? 'ended' : 'active'}
        back={{ to: '/units', label: t('organisation.title') }}
        {...(unit.can.managePeople && !ended
          ? { action: { label: t('organisation.people.add'), icon: IconUserPlus, onPress: () => setOpen('person') } }
          : {})}
        secondary={secondary}
        facts={[
          {
            label: t('organisation.unit.kind'),
            value: (
              <>
                {t(kindKey(unit.kind))}
                {unit.level && ` · ${t(levelKey(unit.level))}`}
                {unit.invented && <Invented />}
              </>
            ),
          },
          { label: t('organisation.unit.affiliation'), value: <RelationValue relation={now('affiliation')} /> },
          { label: t('organisation.unit.professional'), value: <RelationValue relation={now('professional')} /> },
          ...(setting ? [{ label: t('organisation.unit.symbol'), value: setting.symbol }] : []),
          ...(unit.unitsBelow > 0
            ? [
                {
                  label: t('organisation.unit.below'),
                  value: (
                    <Link to="/units" search={{ under: unit.path } as never}>
                      {t('organisation.unit.seeBelow', { count: unit.unitsBelow })}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
        notice={
          ended || unit.successors.length > 0 ? (
            <p className={classes.notice}>
              {unit.validTo && t('organisation.unit.endedNotice', { date: formatDate(unit.validTo) })}{' '}
              {unit.successors.length > 0 && (
                <>
                  {t('organisation.unit.takenOver')} <UnitLinks units={unit.successors} />
                </>
              )}
            </p>
          ) : undefined
        }
        tabs={[
          {
            id: 'overview',
            label: t('organisation.unit.overview'),
            content: () => <Overview unit={unit} onGuide={() => setOpen('guide')} />,
          },
          {
            id: 'letterhead',
            label: t('organisation.unit.letterhead'),
            content: () => <LetterheadTab unit={unit} />,
          },
          ...(unit.can.seePeople
            ? [
                {
                  id: 'parts',
                  label: t('organisation.unit.parts'),
                  count: unit.parts.length,
                  content: () => <PartsTab unit={unit} />,
                },
                {
                  id: 'people',
                  label: t('organisation.unit.people'),
                  content: () => <PeopleTab unit={unit} onAdd={() => setOpen('person')} />,
                },
              ]
            : []),
        ]}
      />
      {personId && <PersonPanel unit={unit} personId={personId} onClose={() => setSearch({ person: undefined })} />}
      {can('unit.manage') && (
        <>
          <EditUnitDialog unit={unit} opened={open === 'edit'} onClose={shut} />
          <ChangeGuideDialog unit={unit} opened={open === 'guide'} onClose={shut} />
          <MoveUnitDialog unit={unit} opened={open === 'move'} onClose={shut} />
          <MergeUnitDialog unit={unit} opened={open === 'merge'} onClose={shut} />
          <NewUnitDialog opened={open === 'below'} onClose={shut} under={{ id: unit.id, name: unit.name }} />
        </>
      )}
      {unit.can.managePeople && <AddPersonDialog unit={unit} opened={open === 'person'} onClose={shut} />}
    </>
  )
}

function Overview({ unit, onGuide }: { unit: Unit; onGuide: () => void }) {
  const t = useT()
  const { unit: own } = useSession()
  const named: [string, Relation[]][] = [
    [t('organisation.unit.affiliation'), unit.relations.filter((one) => one.kind === 'affiliation')],
    [t('organisation.unit.professional'), unit.relations.filter((one) => one.kind === 'professional')],
  ]
  return (
    <div className={classes.columns}>
      <section className={classes.panel}>
        <h2>{t('organisation.unit.relations')}</h2>
        <p className={classes.lead}>{t('organisation.unit.relationsText')}</p>
        <dl className={classes.relations}>
          {named.map(([label, relations]) => (
            <div key={label}>
              <dt>{label}</dt>
              {relations.length === 0 && <dd className={classes.dim}>{t('organisation.unit.none')}</dd>}
              {relations.map((relation) => (
                <dd key={relation.id}>
                  <RelationValue relation={relation} />
                </dd>
              ))}
            </div>
          ))}
          <div>
            <dt>{t('organisation.unit.reporting')}</dt>
            <dd>{t('organisation.unit.reportingText')}</dd>
          </div>
        </dl>
        {unit.can.manage && !hasEnded(unit) && (
          <Button variant="default" size="compact-md" onClick={onGuide}>
            {t('organisation.unit.changeGuide')}
          </Button>
        )}
        <dl className={classes.relations}>
          <div>
            <dt>{t('organisation.unit.code')}</dt>
            <dd>
              <span className={classes.code}>{unit.code}</span>{' '}
              <small className={classes.dim}>
                {unit.codeScheme === 'gso' || unit.codeScheme === 'banggiao'
                  ? t(`organisation.scheme.${unit.codeScheme}`)
                  : unit.codeScheme}
              </small>
            </dd>
          </div>
          {unit.validFrom > '1900-01-01' && (
            <div>
              <dt>{t('organisation.unit.founded')}</dt>
              <dd>{formatDate(unit.validFrom)}</dd>
            </div>
          )}
        </dl>
      </section>
      {(unit.can.seePeople || own.id === unit.id) &&
        (unit.kind === 'school' || unit.kind === 'centre' || unit.years.length > 0) && (
          <section className={classes.panel}>
            <h2>{t('organisation.unit.figures')}</h2>
            <YearsTable unit={unit} />
          </section>
        )}
    </div>
  )
}
