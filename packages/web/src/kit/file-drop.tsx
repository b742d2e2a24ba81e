import { ActionIcon, Progress, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconFile, IconRefresh, IconUpload, IconX } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useId, useRef, useState, useSyncExternalStore } from 'react'
import { formatNumber } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import classes from './file-drop.module.css'
import { type FileQueue, openFileQueue, type Sending } from './file-queue.ts'

interface Look {
  label: string
  /** Endings, as people know them: `['docx', 'pdf']`. Empty: any. */
  kinds?: readonly string[]
  maxMegabytes?: number
  multiple?: boolean
  /** Files fall into it wherever they are dropped: nothing beside the box can be meant. */
  everywhere?: boolean
  /** What became of a file that was sent, beside “Đã gửi”. */
  outcome?: (answer: unknown) => React.ReactNode
}

type FileDropProps = Look & ({ queue: FileQueue } | (Omit<Sending, 'failed'> & { queue?: undefined }))

/** Files by drop, press or keyboard, sent one after another; a failed one stays for a second try. */
export function FileDrop(props: FileDropProps) {
  const { label, kinds = [], maxMegabytes = 50, multiple = true, outcome } = props
  const t = useT()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const newest = useRef(props)
  newest.current = props
  const [own] = useState(() =>
    openFileQueue(() => {
      if (newest.current.queue) throw new Error('these files wait elsewhere')
      return { ...newest.current, failed: (why) => `${why} ${t('file.failed')}` }
    }),
  )
  const queue = props.queue ?? own
  const entries = useSyncExternalStore(queue.subscribe, queue.now)

  const faultOf = (file: File): string | undefined => {
    if (file.size === 0) return t('file.empty')
    if (file.size > maxMegabytes * 1_000_000) return t('file.tooBig', { size: maxMegabytes })
    const ending = file.name.split('.').pop()?.toLowerCase() ?? ''
    if (kinds.length > 0 && !kinds.includes(ending))
      return t('file.wrongKind', { kinds: kinds.map((kind) => `.${kind}`).join(', ') })
    return undefined
  }
  const take = (files: readonly File[]) =>
    queue.add(
      files.map((file) => ({ file, fault: faultOf(file) })),
      !multiple,
    )
  const { everywhere = false } = props
  const takeDropped = useEffectEvent((files: readonly File[]) => take(files))
  useEffect(() => {
    if (!everywhere) return
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const allow = (event: DragEvent) => {
      // otherwise the browser opens the file in the place of the page
      if (carriesFiles(event)) event.preventDefault()
    }
    const fall = (event: DragEvent) => {
      // the box itself has taken them
      if (event.defaultPrevented || !carriesFiles(event)) return
      event.preventDefault()
      takeDropped([...event.dataTransfer!.files])
    }
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', fall)
    return () => {
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', fall)
    }
  }, [everywhere])

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut beside the button */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take([...event.dataTransfer.files])
        }}
      >
        <IconUpload size={28} stroke={1.5} aria-hidden />
        <b id={id}>{label}</b>
        <span>
          {t('file.drop')}{' '}
          <UnstyledButton className={classes.choose} onClick={() => box.current?.click()} aria-describedby={id}>
            {t('file.choose')}
          </UnstyledButton>
        </span>
        <small>
          {kinds.length > 0 && `${kinds.map((kind) => `.${kind}`).join(', ')} · `}
          {t('file.limit', { size: maxMegabytes })}
        </small>
        <input
          ref={box}
          type="file"
          hidden
          multiple={multiple}
          accept={kinds.map((kind) => `.${kind}`).join(',') || undefined}
          aria-label={label}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </div>
      <ul className={classes.files} aria-live="polite">
        {entries.map((entry) => (
          <li key={entry.id} data-state={entry.state}>
            {entry.state === 'sent' ? (
              <IconCheck size={20} aria-hidden />
            ) : entry.why ? (
              <IconAlertTriangle size={20} aria-hidden />
            ) : (
              <IconFile size={20} aria-hidden />
            )}
            <div className={classes.words}>
              <div className={classes.name}>{entry.file.name}</div>
              <small>
                {formatNumber(Math.ceil(entry.file.size / 10_000) / 100)} MB
                {entry.state === 'sending' &&
                  ` · ${entry.part < 1 ? t('file.uploading', { percent: Math.round(entry.part * 100) }) : t('file.looking')}`}
                {entry.state === 'sent' && ` · ${t('file.done')}`}
              </small>
              {entry.state === 'sent' && outcome?.(entry.answer)}
              {entry.why && <div className={classes.why}>{entry.why}</div>}
              {entry.state === 'sending' && (
                <Progress value={entry.part * 100} size={6} aria-label={entry.file.name} mt={4} />
              )}
            </div>
            {entry.state === 'failed' && (
              <ActionIcon
                variant="default"
                size={34}
                aria-label={t('file.retryNamed', { name: entry.file.name })}
                onClick={() => queue.retry(entry.id)}
              >
                <IconRefresh size={17} />
              </ActionIcon>
            )}
            {entry.state !== 'sending' && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={34}
                aria-label={t('file.removeNamed', { name: entry.file.name })}
                onClick={() => queue.remove(entry.id)}
              >
                <IconX size={17} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
