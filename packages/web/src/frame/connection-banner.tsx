import { Button } from '@mantine/core'
import { IconCloudOff, IconCloudUp, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { sendKept } from '../api.ts'
import { useReachable } from '../connection.ts'
import { useT } from '../i18n/index.ts'
import { toast } from '../kit/toast.tsx'
import { dropWaiting, sendWaiting, useOutbox } from '../outbox.ts'
import classes from './frame.module.css'

/** Says that the connection is gone, shows what waits, and sends it when the server answers again. */
export function ConnectionBanner() {
  const t = useT()
  const reachable = useReachable()
  const outbox = useOutbox()
  const queries = useQueryClient()
  const [sending, setSending] = useState(false)
  const busy = useRef(false)
  const refused = outbox.filter((waiting) => waiting.refused)
  const waiting = outbox.length - refused.length

  const send = async () => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    try {
      // One tab sends: two would race for the same entries.
      const sent = await navigator.locks.request('bg.outbox', () => sendWaiting(sendKept))
      if (sent > 0) {
        toast({ tone: 'good', text: t('connection.sent', { count: sent }) })
        await queries.invalidateQueries()
      }
    } finally {
      busy.current = false
      setSending(false)
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection that comes back, or one more entry, is the reason to send
  useEffect(() => {
    if (reachable && waiting > 0) void send()
  }, [reachable, waiting])

  if (reachable && outbox.length === 0) return null
  return (
    <div className={classes.banner} role="status" style={{ borderRadius: 10, marginBottom: 14 }}>
      <span className={classes.lost}>
        {reachable ? <IconCloudUp size={20} aria-hidden /> : <IconCloudOff size={20} aria-hidden />}
        {!reachable && t('connection.lost')}
      </span>
      {waiting > 0 && <span>{sending ? t('connection.sending') : t('connection.waiting', { count: waiting })}</span>}
      {waiting > 0 && reachable && !sending && (
        <Button size="compact-sm" variant="default" onClick={send}>
          {t('connection.sendNow')}
        </Button>
      )}
      {refused.length > 0 && <span>{t('connection.refused', { count: refused.length })}</span>}
      {refused.map((entry) => (
        <span key={entry.key} style={{ flexBasis: '100%', fontWeight: 400 }}>
          {entry.label}: {entry.refused?.detail ?? entry.refused?.title}{' '}
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => dropWaiting(entry.key)}
          >
            {t('connection.drop')}
          </Button>
        </span>
      ))}
    </div>
  )
}
