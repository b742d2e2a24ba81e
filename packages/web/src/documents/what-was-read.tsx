import { Button } from '@mantine/core'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { ReadItem } from '../kit/reading-page.tsx'
import classes from './document.module.css'
import type { Finding, Parsed } from './document.ts'
import { InlineField } from './inline-field.tsx'
import { entriesOf, type ReadEntry } from './passages.ts'
import { FindingItem, TaskItem } from './read-entry.tsx'
import type { Change, ReadingDeeds } from './reading-deeds.ts'

const headerFields = ['kind', 'number', 'date', 'title', 'issuer', 'superior', 'place'] as const

interface WhatWasReadProps extends Pick<ReadingDeeds, 'editing' | 'edit' | 'send' | 'settle'> {
  parsed: Parsed
  findings: readonly Finding[]
}

/** Header, legal bases, tasks with findings between them, outline and citations, each set right in its place. */
export function WhatWasRead({ parsed, findings, editing, edit, send, settle }: WhatWasReadProps) {
  const t = useT()
  const { head, body } = entriesOf(parsed, findings)
  const field = (name: string) => editing !== null && 'field' in editing && editing.field === name
  const inline = (
    name: string,
    label: string,
    value: string | null,
    kind: 'line' | 'text' | 'day',
    toChange: (value: string | null) => Change,
  ) => (
    <ReadItem key={name} id={`header-${name}`} className={classes.field}>
      <InlineField
        label={label}
        value={value}
        kind={kind}
        editing={field(name)}
        onEdit={(on) => edit?.(on ? { field: name } : null)}
        {...(send ? { onSave: (next: string | null) => send(toChange(next)) } : {})}
      />
    </ReadItem>
  )
  const labels = {
    kind: t('documents.kind'),
    number: t('documents.number'),
    date: t('documents.date'),
    title: t('documents.subject'),
    issuer: t('documents.issuer'),
    superior: t('documents.superior'),
    place: t('documents.place'),
  }
  const list = (value: string | null) =>
    value === null
      ? null
      : value
          .split(/\n|;/)
          .map((line) => line.trim())
          .filter((line) => line !== '')
  const signer = parsed.signer ?? { authority: null, position: null, name: null }
  const row = (entry: ReadEntry) =>
    entry.type === 'finding' ? (
      <FindingItem key={entry.id} entry={entry} parsed={parsed} edit={edit} settle={settle} />
    ) : (
      <TaskItem
        key={entry.id}
        id={entry.id}
        task={parsed.tasks[entry.index]!}
        editing={editing !== null && 'task' in editing && editing.task === entry.index}
        onEdit={edit ? (on) => edit(on ? { task: entry.index } : null) : undefined}
        onSave={(task) =>
          send?.({ fields: { tasks: parsed.tasks.flatMap((one, at) => (at === entry.index ? (task ?? []) : one)) } })
        }
      />
    )

  return (
    <>
      {head.map(row)}
      <dl className={classes.fields}>
        {headerFields.map((name) =>
          inline(
            name,
            labels[name],
            parsed[name],
            name === 'date' ? 'day' : name === 'title' ? 'text' : 'line',
            (next) => ({ fields: { [name]: next } }),
          ),
        )}
        {inline('signer', t('documents.signerName'), signer.name, 'line', (name) => ({
          fields: { signer: { ...signer, name } },
        }))}
        {inline('signerPosition', t('documents.signerPosition'), signer.position, 'line', (position) => ({
          fields: { signer: { ...signer, position } },
        }))}
        {inline('addressees', t('documents.addressees'), parsed.addressees?.join('; ') ?? null, 'text', (next) => ({
          fields: { addressees: list(next) },
        }))}
        {inline('recipients', t('documents.recipients'), parsed.recipients?.join('; ') ?? null, 'text', (next) => ({
          fields: { recipients: list(next) },
        }))}
      </dl>
      <details className={classes.section} open={parsed.legalBases.length <= 4}>
        <summary>{t('documents.bases', { count: parsed.legalBases.length })}</summary>
        {parsed.legalBases.map((basis, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bases are named by their place
          <ReadItem key={at} id={`basis-${at}`} tone="info">
            <div className={classes.itemRow}>
              <div className={classes.itemWords}>
                <b>{[basis.kind, basis.number].filter(Boolean).join(' ')}</b>
                {basis.date && ` · ${formatDate(basis.date)}`}
                {basis.issuer && ` · ${basis.issuer}`}
                {basis.subject && <div className={classes.where}>{basis.subject}</div>}
              </div>
              {send && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => send({ fields: { legalBases: parsed.legalBases.filter((_, other) => other !== at) } })}
                >
                  {t('common.remove')}
                </Button>
              )}
            </div>
          </ReadItem>
        ))}
      </details>
      <details className={classes.section} open>
        <summary>{t('documents.tasks', { count: parsed.tasks.length })}</summary>
        {body.map(row)}
      </details>
      <details className={classes.section}>
        <summary>{t('documents.outline', { count: parsed.outline.length })}</summary>
        {parsed.outline.map((entry) => (
          <div key={`${entry.at.start}`} style={{ paddingInlineStart: (entry.level - 1) * 16 }}>
            {entry.label} {entry.title}
          </div>
        ))}
      </details>
      <details className={classes.section}>
        <summary>{t('documents.citations', { count: parsed.citations.length })}</summary>
        {parsed.citations.map((citation, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: citations are named by their place
          <ReadItem key={at} id={`citation-${at}`} tone="info">
            {[citation.kind, citation.number].filter(Boolean).join(' ')}
            {citation.date && ` · ${formatDate(citation.date)}`}
            {citation.issuer && ` · ${citation.issuer}`}
          </ReadItem>
        ))}
      </details>
    </>
  )
}
