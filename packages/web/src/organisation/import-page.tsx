import { Button, Group, Progress, SegmentedControl, Switch, Table } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api, uploadFile } from '../api.ts'
import { useDeed } from '../deed.ts'
import type { paths } from '../generated/api.d.ts'
import { formatNumber } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Facts } from '../kit/facts.tsx'
import { FileDrop } from '../kit/file-drop.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { ProblemPage } from '../kit/problem-page.tsx'
import { OFFLINE, problemFrom } from '../problem.ts'
import { useCan, useSession } from '../session/session.ts'
import { useUrlSearch } from '../url.ts'
import classes from './organisation.module.css'

const KINDS = ['units', 'people', 'figures'] as const
type Kind = (typeof KINDS)[number]
type Preview = paths['/api/imports/{kind}/preview']['post']['responses'][200]['content']['application/json']
type Result = paths['/api/imports/{kind}']['post']['responses'][200]['content']['application/json']
type RowNote = Preview['errors'][number]

/** Template, file, preview with every fault by its cell, all or nothing, result: for units, people and figures. */
export function ImportPage() {
  const t = useT()
  const can = useCan()
  const [search, setSearch] = useUrlSearch()
  const kind = KINDS.find((one) => one === search.kind) ?? 'units'
  if (!can('unit.manage')) return <ProblemPage problem={problemFrom(403, undefined)} />
  return (
    <>
      <PageHead title={t('organisation.import.title')} back={{ to: '/units', label: t('organisation.title') }} />
      <SegmentedControl
        aria-label={t('organisation.import.what')}
        className={classes.kinds}
        value={kind}
        onChange={(next) => setSearch({ kind: next }, { replace: true })}
        data={KINDS.map((one) => ({ value: one, label: t(`organisation.import.${one}`) }))}
      />
      <Wizard key={kind} kind={kind} />
    </>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <section className={classes.step}>
      <h2>
        <span aria-hidden>{number}</span>
        {title}
      </h2>
      <div>{children}</div>
    </section>
  )
}

function Wizard({ kind }: { kind: Kind }) {
  const t = useT()
  const [preview, setPreview] = useState<Preview>()
  const [skipBadRows, setSkip] = useState(false)
  const [result, setResult] = useState<Result>()
  // A new file needs an empty place to drop it.
  const [round, setRound] = useState(0)
  const commit = useDeed({
    run: (body: { fileId: string; skipBadRows: boolean }, headers) =>
      answer(api.POST('/api/imports/{kind}', { params: { path: { kind } }, body, headers })),
    changes: ['unit', 'person'],
    onDone: setResult,
  })
  const again = () => {
    setPreview(undefined)
    setResult(undefined)
    setSkip(false)
    commit.clear()
    setRound((one) => one + 1)
  }
  if (result)
    return (
      <Step number={4} title={t('organisation.import.stepDone')}>
        <Done kind={kind} result={result} onAgain={again} />
      </Step>
    )
  const bad = preview ? preview.rows - preview.good : 0
  const count = skipBadRows ? (preview?.good ?? 0) : (preview?.rows ?? 0)
  const cannot = preview !== undefined && ((bad > 0 && !skipBadRows) || count === 0)
  return (
    <>
      <Step number={1} title={t('organisation.import.stepTemplate')}>
        <p>{t(`organisation.import.${kind}Text`)}</p>
        <Button
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
          renderRoot={(props) => <a href={`/api/imports/${kind}/template.xlsx`} download {...props} />}
        >
          {t('organisation.import.template')}
        </Button>
        <p className={classes.lead}>{t('organisation.import.templateText')}</p>
      </Step>
      <Step number={2} title={t('organisation.import.stepFile')}>
        <FileDrop
          key={round}
          label={t('organisation.import.drop')}
          kinds={['xlsx', 'csv']}
          multiple={false}
          upload={(file, onProgress) => uploadFile(`/api/imports/${kind}/preview`, file, {}, onProgress)}
          onDone={(_, body) => {
            setPreview(body as Preview)
            setSkip(false)
            commit.clear()
          }}
        />
      </Step>
      {preview && (
        <Step number={3} title={t('organisation.import.stepCheck')}>
          <div className={classes.stack} aria-live="polite">
            <Facts
              facts={[
                { label: t('organisation.import.rows'), value: formatNumber(preview.rows) },
                { label: t('organisation.import.good'), value: formatNumber(preview.good) },
                { label: t('organisation.import.bad'), value: formatNumber(bad) },
              ]}
            />
            {bad === 0 && preview.rows > 0 && <p className={classes.good}>{t('organisation.import.clean')}</p>}
            {preview.errorCount > 0 && (
              <Notes notes={preview.errors} count={preview.errorCount} title="faults" heading="fault" />
            )}
            {preview.warningCount > 0 && (
              <Notes notes={preview.warnings} count={preview.warningCount} title="warnings" heading="warning" />
            )}
            {bad > 0 && (
              <Switch
                label={t('organisation.import.skip')}
                description={t('organisation.import.skipHint', { good: preview.good })}
                checked={skipBadRows}
                disabled={preview.good === 0}
                onChange={(event) => setSkip(event.currentTarget.checked)}
              />
            )}
            {commit.problem && (
              <>
                <ProblemNotice problem={commit.problem} />
                <p className={classes.lead}>
                  {commit.problem.type === OFFLINE ? t('organisation.import.offline') : t('organisation.import.keep')}
                </p>
              </>
            )}
            {commit.running && (
              <div role="status">
                {t('organisation.import.running', { count })}
                <Progress value={100} animated aria-label={t('organisation.import.title')} mt={6} />
              </div>
            )}
            <div>
              <Button
                loading={commit.running}
                disabled={cannot}
                aria-describedby={cannot ? 'import-why' : undefined}
                onClick={() => commit.start({ fileId: preview.fileId, skipBadRows })}
              >
                {t('organisation.import.commit', { count })}
              </Button>
              {cannot && bad > 0 && (
                <p id="import-why" className={classes.lead}>
                  {t('organisation.import.allOrNone')}
                </p>
              )}
            </div>
            <Sample preview={preview} />
          </div>
        </Step>
      )}
    </>
  )
}

interface NotesProps {
  notes: readonly RowNote[]
  count: number
  title: 'faults' | 'warnings' | 'stillSkipped'
  heading: 'fault' | 'warning'
}

/** What is said of cells: what stands in the way of a row, or what an import leaves as it is. */
function Notes({ notes, count, title, heading }: NotesProps) {
  const t = useT()
  return (
    <div>
      <b className={classes.warn}>{t(`organisation.import.${title}`, { count })}</b>
      {count > notes.length && ` ${t('organisation.import.shown', { count: notes.length })}`}
      <NoteTable notes={notes} heading={t(`organisation.import.${heading}`)} />
    </div>
  )
}

function NoteTable({ notes, heading }: { notes: readonly RowNote[]; heading: string }) {
  const t = useT()
  return (
    // a long list scrolls by itself, by keyboard too
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable (WCAG 2.1.1)
    <section className={classes.faults} tabIndex={0} aria-label={heading}>
      <Table verticalSpacing="xs" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80}>{t('organisation.import.cell')}</Table.Th>
            <Table.Th>{heading}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {notes.map((note, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one cell may have two notes of the same words
            <Table.Tr key={`${note.cell} ${at}`}>
              <Table.Td>
                <b className={classes.code}>{note.cell}</b>
              </Table.Td>
              <Table.Td>{note.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

/** The first rows as read, cells with a fault tinted. */
function Sample({ preview }: { preview: Preview }) {
  const t = useT()
  const wrong = new Set(preview.errors.map((error) => error.cell))
  const letters = (index: number) => {
    let text = ''
    for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text
    return text
  }
  if (preview.sample.length === 0) return null
  return (
    <div>
      <h3 className={classes.sub}>{t('organisation.import.sample')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable (WCAG 2.1.1) */}
      <section className={classes.sample} tabIndex={0} aria-label={t('organisation.import.sample')}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('organisation.import.row')}</Table.Th>
              {preview.headings.map((heading, at) => (
                <Table.Th key={`${letters(at)} ${heading}`}>
                  <small>{letters(at)}</small> {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.sample.map(({ row, cells }) => (
              <Table.Tr key={row}>
                <Table.Td>{row}</Table.Td>
                {preview.headings.map((heading, at) => (
                  <Table.Td
                    key={`${letters(at)} ${heading}`}
                    data-wrong={wrong.has(`${letters(at)}${row}`) || undefined}
                  >
                    {cells[at] ?? ''}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  )
}

function Done({ kind, result, onAgain }: { kind: Kind; result: Result; onAgain: () => void }) {
  const t = useT()
  const { unit } = useSession()
  return (
    <div className={classes.stack} role="status">
      <p className={classes.good}>{t('organisation.import.done')}</p>
      <Facts
        facts={[
          { label: t('organisation.import.added'), value: formatNumber(result.added) },
          { label: t('organisation.import.changed'), value: formatNumber(result.changed) },
          { label: t('organisation.import.skipped'), value: formatNumber(result.skipped) },
        ]}
      />
      {kind === 'people' && <p className={classes.lead}>{t('organisation.import.printSlips')}</p>}
      {result.errors.length > 0 && (
        <Notes notes={result.errors} count={result.errors.length} title="stillSkipped" heading="fault" />
      )}
      {result.warnings.length > 0 && (
        <Notes notes={result.warnings} count={result.warnings.length} title="warnings" heading="warning" />
      )}
      <Group gap="xs">
        {kind === 'people' ? (
          <Button
            renderRoot={(props) => <Link to={`/units/${unit.id}`} search={{ tab: 'people' } as never} {...props} />}
          >
            {t('organisation.import.toPeople')}
          </Button>
        ) : (
          <Button renderRoot={(props) => <Link to="/units" {...props} />}>{t('organisation.import.toUnits')}</Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('organisation.import.again')}
        </Button>
      </Group>
    </div>
  )
}
