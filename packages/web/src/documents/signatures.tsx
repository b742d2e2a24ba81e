import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { formatDate, formatDateTime } from '../i18n/format.ts'
import { type Translate, useT } from '../i18n/index.ts'
import { type Tone, toneClass } from '../status.tsx'
import classes from './document.module.css'
import type { Signature } from './document.ts'

/** What the signatures of a PDF are worth, as far as can be said without asking anybody. A changed file is an alert. */
export function Signatures({ signatures, none = false }: { signatures: readonly Signature[] | null; none?: boolean }) {
  const t = useT()
  if (signatures === null || (signatures.length === 0 && !none)) return null
  if (signatures.length === 0) return <p className={classes.where}>{t('documents.signatures.none')}</p>
  const changed = signatures.some((one) => one.fault === 'changed')
  return (
    <section className={classes.signatures} aria-label={t('documents.signatures.title', { count: signatures.length })}>
      {changed && (
        <Alert
          variant="filled"
          color="var(--tone-bad)"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('documents.signatures.changed')}
          role="alert"
        >
          {t('documents.signatures.changedText')}
        </Alert>
      )}
      <h2 className={classes.heading}>{t('documents.signatures.title', { count: signatures.length })}</h2>
      {signatures.map((signature, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: signatures stand in the order in which they were put
        <OneSignature key={at} signature={signature} />
      ))}
      <p className={classes.where}>{t('documents.signatures.revocation')}</p>
    </section>
  )
}

function OneSignature({ signature }: { signature: Signature }) {
  const t = useT()
  const { signer, kind } = signature
  const name = signer?.name ?? signer?.organisation ?? t('documents.signatures.nobody')
  return (
    <div className={classes.signature}>
      <b>{t(kind === 'timestamp' ? 'documents.signatures.stamp' : 'documents.signatures.by', { name })}</b>
      {signer?.organisation && signer.organisation !== name && (
        <div>{t('documents.signatures.of', { organisation: signer.organisation })}</div>
      )}
      <div>{timeOf(signature, t)}</div>
      <ul>
        {saidOf(signature, t).map(({ tone, words }) => (
          <li key={words} className={toneClass(tone)}>
            {tone === 'good' ? (
              <IconCheck size={17} aria-hidden />
            ) : tone === 'bad' ? (
              <IconAlertTriangle size={17} aria-hidden />
            ) : (
              <IconCircleDashed size={17} aria-hidden />
            )}
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {signature.reason && (
        <div className={classes.where}>{t('documents.signatures.reason', { reason: signature.reason })}</div>
      )}
    </div>
  )
}

/** When it was signed and who vouches for that. */
function timeOf({ signedAt, timeFrom }: Signature, t: Translate): string {
  if (signedAt === null) return t('documents.signatures.noTime')
  const time = formatDateTime(signedAt)
  return t(timeFrom === 'timestamp' ? 'documents.signatures.at' : 'documents.signatures.atSigner', { time })
}

/** Whole or changed, what was added, whose word stands behind the certificate: in that order. */
function saidOf({ intact, fault, addition, trust, signer }: Signature, t: Translate): { tone: Tone; words: string }[] {
  const said: { tone: Tone; words: string }[] = []
  if (intact) said.push({ tone: 'good', words: t('documents.signatures.intact') })
  else if (fault === 'changed') said.push({ tone: 'bad', words: t('documents.signatures.changed') })
  else {
    const why = fault === null ? '' : t(`documents.signatures.${fault}`)
    said.push({ tone: 'wait', words: `${t('documents.signatures.unverified')}. ${why}`.trim() })
  }
  if (addition === 'signed') said.push({ tone: 'neutral', words: t('documents.signatures.added-signed') })
  if (addition === 'unsigned') said.push({ tone: 'bad', words: t('documents.signatures.added-unsigned') })
  if (signer === null) return said
  const issuer = signer.issuer ?? ''
  if (trust === 'trusted') said.push({ tone: 'good', words: t('documents.signatures.trusted', { issuer }) })
  else if (trust === 'out-of-term') {
    const term = { from: formatDate(signer.from.slice(0, 10)), to: formatDate(signer.to.slice(0, 10)) }
    said.push({ tone: 'bad', words: t('documents.signatures.out-of-term', term) })
  } else {
    const words = issuer ? t('documents.signatures.unknown', { issuer }) : t('documents.signatures.unknown-nobody')
    said.push({ tone: 'wait', words })
  }
  return said
}
