import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { formatDate, formatDateTime } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import classes from '../kit/paper-history.module.css'
import './texts.ts'

/** What happened to a paper, step by step, with what was said at each: of a document, a plan, a report alike. */
export function PaperHistory({ documentId, own }: { documentId: string; own: boolean }) {
  const t = useT()
  const history = useQuery({
    queryKey: ['document', documentId, 'history'],
    queryFn: () => answer(api.GET('/api/documents/{id}/history', { params: { path: { id: documentId } } })),
    enabled: own,
  })
  if (!own) return <Empty title={t('documents.historyElsewhere')} text={t('documents.historyElsewhereText')} />
  return (
    <Loaded query={history} part>
      {({ rows }) => (
        <ol className={classes.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <b>{t(`documents.events.${row.kind}` as TextKey)}</b>
              <div className={classes.when}>
                {row.personName} · {formatDateTime(row.at)}
                {row.contentHash && ` · ${t('documents.hash')} ${row.contentHash.slice(0, 12)}`}
              </div>
              {row.kind === 'issued' && <IssuedThough params={row.params} />}
              {row.remarks && <q>{row.remarks}</q>}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}

/** In what the signed copy differed, where the paper was issued all the same. */
function IssuedThough({ params }: { params: Record<string, unknown> }) {
  const t = useT()
  const { differences, otherNumber, otherDate } = params
  return (
    <>
      {typeof differences === 'number' && differences > 0 && (
        <div>{t('documents.issuedThough.differences', { count: differences })}</div>
      )}
      {typeof otherNumber === 'string' && <div>{t('documents.issuedThough.number', { number: otherNumber })}</div>}
      {typeof otherDate === 'string' && <div>{t('documents.issuedThough.date', { date: formatDate(otherDate) })}</div>}
    </>
  )
}
