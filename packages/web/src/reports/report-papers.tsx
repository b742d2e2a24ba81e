import { IconDownload, IconFileText } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import classes from './report.module.css'
import type { Report } from './report.ts'

/** The report as a file, signed where it was, the plan it tells of, and who receives it. */
export function Papers({ report }: { report: Report }) {
  const t = useT()
  const base = `/api/documents/${report.documentId}`
  return (
    <div className={classes.papers}>
      <section>
        <h2>{t('reports.title')}</h2>
        <ul>
          <li>
            <IconDownload size={17} aria-hidden /> <a href={`${base}/paper.docx`}>{t('reports.download')}</a>
          </li>
          <li>
            <IconDownload size={17} aria-hidden /> <a href={`${base}/paper.pdf`}>{t('reports.downloadPdf')}</a>
          </li>
          {report.state === 'issued' && (
            <li>
              <IconFileText size={17} aria-hidden />{' '}
              <a href={`${base}/file?signed=true`} target="_blank" rel="noreferrer">
                {t('reports.signedCopy')}
              </a>
            </li>
          )}
        </ul>
      </section>
      <section>
        <h2>{t('reports.plan')}</h2>
        <Link to={`/plans/${report.planId}`}>{[report.planNumber, report.planTitle].filter(Boolean).join(' · ')}</Link>
      </section>
      <section>
        <h2>{t('reports.receiversTitle')}</h2>
        <Receivers of={report} />
      </section>
    </div>
  )
}

/** Those who get a report, each with why. */
export function Receivers({ of: { receivers } }: { of: Report }) {
  const t = useT()
  if (receivers.length === 0) return <p className={classes.receivers}>{t('reports.noReceivers')}</p>
  return (
    <ul className={classes.receivers}>
      {receivers.map((receiver) => (
        <li key={receiver.unitId}>
          {receiver.name} · {t(receiver.role === 'main' ? 'reports.mainReceiver' : 'reports.copyReceiver')}
        </li>
      ))}
    </ul>
  )
}
