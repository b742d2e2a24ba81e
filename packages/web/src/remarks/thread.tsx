import { Button, Group } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { answer, api } from '../api.ts'
import { initials } from '../collation.ts'
import { useDeed } from '../deed.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Empty } from '../kit/empty.tsx'
import { Waiting } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import { useSession } from '../session/session.ts'
import { Composer } from './composer.tsx'
import {
  type Audience,
  type Discussed,
  partsOf,
  type Remark,
  remarksQuery,
  withdrawRemark,
  writeRemark,
} from './remark.ts'
import classes from './remarks.module.css'
import './texts.ts'

/** What people say to one another on a record, oldest first, and the place to answer. */
export default function Thread({ of }: { of: Discussed }) {
  const t = useT()
  const query = useInfiniteQuery(remarksQuery(of))
  const clear = useRef<(() => void) | undefined>(undefined)
  const write = useDeed({
    run: (said: { text: string; audience: Audience; mentionIds: string[] }, headers) => writeRemark(of, said, headers),
    changes: [of.kind],
    said: t('remarks.sent'),
    undo: ({ id }) => withdrawRemark(id, true),
    onDone: () => clear.current?.(),
  })
  if (query.error && !query.data)
    return <ProblemNotice problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
  if (!query.data) return <Waiting lines={4} />
  const pages = query.data.pages
  const remarks = [...pages].reverse().flatMap((page) => page.rows)
  const audiences = pages[0]?.audiences ?? ['unit']
  return (
    <div className={classes.thread}>
      {query.hasNextPage && (
        <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('remarks.older')}
        </Button>
      )}
      {remarks.length === 0 ? (
        <Empty title={t('remarks.empty')} text={t('remarks.emptyText')} />
      ) : (
        <ol className={classes.list}>
          {remarks.map((remark) => (
            <OneRemark key={remark.id} remark={remark} of={of} audiences={audiences} />
          ))}
        </ol>
      )}
      <Composer
        of={of}
        audiences={audiences}
        running={write.running}
        problem={write.problem}
        draftKey={`remark.${of.kind}.${of.id}`}
        onSend={(said, done) => {
          clear.current = done
          write.start(said)
        }}
      />
    </div>
  )
}

function OneRemark({ remark, of, audiences }: { remark: Remark; of: Discussed; audiences: readonly Audience[] }) {
  const t = useT()
  const session = useSession()
  const [editing, setEditing] = useState(false)
  const clear = useRef<(() => void) | undefined>(undefined)
  const edit = useDeed({
    run: (said: { text: string; mentionIds: string[]; version: number }, headers) =>
      answer(api.PATCH('/api/remarks/{id}', { params: { path: { id: remark.id } }, body: said, headers })),
    changes: [of.kind],
    said: t('remarks.saved'),
    onDone: () => {
      clear.current?.()
      setEditing(false)
    },
  })
  const withdraw = useDeed({
    run: (withdrawn: boolean, headers) => withdrawRemark(remark.id, withdrawn, headers),
    changes: [of.kind],
    said: (_, withdrawn) => (withdrawn ? t('remarks.saidWithdrawn') : t('remarks.sent')),
    undo: (_, withdrawn) => withdrawRemark(remark.id, !withdrawn),
  })
  const time = formatDateTime(remark.createdAt)
  return (
    <li className={classes.remark}>
      <span className={classes.face} aria-hidden>
        {initials(remark.personName)}
      </span>
      <div>
        <div className={classes.head}>
          <b>{remark.personName}</b>
          {remark.unitId !== session.unit.id && <span className={classes.when}>{remark.unitName}</span>}
          <span className={classes.when}>
            {time}
            {remark.editedAt !== null && remark.text !== null && ` · ${t('remarks.edited')}`}
          </span>
          {remark.audience === 'unit' && audiences.length > 1 && (
            <span className={classes.kept}>
              <IconLock size={13} aria-hidden />
              {t('remarks.kept')}
            </span>
          )}
        </div>
        {editing ? (
          <Composer
            of={of}
            audiences={audiences}
            edited={{ text: remark.text ?? '', mentions: remark.mentions, audience: remark.audience as Audience }}
            running={edit.running}
            problem={edit.problem}
            draftKey={`remark.edit.${remark.id}`}
            onCancel={() => setEditing(false)}
            onSend={({ text, mentionIds }, done) => {
              clear.current = done
              edit.start({ text, mentionIds, version: remark.version })
            }}
          />
        ) : remark.text === null ? (
          <p className={classes.gone}>{t('remarks.withdrawn', { time: formatDateTime(remark.withdrawnAt ?? '') })}</p>
        ) : (
          <p className={classes.words}>
            {partsOf(remark.text, remark.mentions).map((part, at) =>
              part.kind === 'link' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one wording never change places
                <a key={at} href={part.text} target="_blank" rel="noreferrer noopener">
                  {part.text}
                </a>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one wording never change places
                <span key={at} className={part.kind === 'name' ? classes.name : undefined}>
                  {part.text}
                </span>
              ),
            )}
          </p>
        )}
        {!editing && remark.earlier.length > 0 && (
          <details className={classes.earlier}>
            <summary>{t('remarks.earlier')}</summary>
            {remark.earlier.map((wording) => (
              <p key={wording.writtenAt}>
                {formatDateTime(wording.writtenAt)}: {wording.text}
              </p>
            ))}
          </details>
        )}
        {withdraw.problem && <ProblemNotice problem={withdraw.problem} />}
        {!editing && (remark.can.edit || remark.can.withdraw || remark.can.restore) && (
          <Group gap={4} mt={4} role="group" aria-label={t('remarks.actions', { name: remark.personName, time })}>
            {remark.can.edit && (
              <Button variant="subtle" size="compact-sm" onClick={() => setEditing(true)}>
                {t('remarks.edit')}
              </Button>
            )}
            {remark.can.withdraw && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={withdraw.running}
                onClick={() => withdraw.start(true)}
              >
                {t('remarks.withdraw')}
              </Button>
            )}
            {remark.can.restore && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={withdraw.running}
                onClick={() => withdraw.start(false)}
              >
                {t('remarks.restore')}
              </Button>
            )}
          </Group>
        )}
      </div>
    </li>
  )
}
