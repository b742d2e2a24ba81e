import { ActionIcon, Progress, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconFile, IconRefresh, IconUpload, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { formatNumber } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { problemOf } from '../problem.ts'
import classes from './file-drop.module.css'

interface FileDropProps {
  label: string
  /** Endings, as people know them: `['docx', 'pdf']`. Empty: any. */
  kinds?: readonly string[]
  maxMegabytes?: number
  multiple?: boolean
  /** Sends one file, telling its progress from 0 to 1: `uploadFile` of `api.ts`. */
  upload: (file: File, onProgress: (part: number) => void) => Promise<unknown>
  onDone?: (file: File, answer: unknown) => void
}

interface Entry {
  id: number
  file: File
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'refused'
  part: number
  /** Why not. */
  why?: string
}

let last = 0

/** Files by drop, press or keyboard, sent one after another; a failed one stays for a second try. */
export function FileDrop({ label, kinds = [], maxMegabytes = 50, multiple = true, upload, onDone }: FileDropProps) {
  const t = useT()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const change = (entryId: number, part: Partial<Entry>) =>
    setEntries((all) => all.map((entry) => (entry.id === entryId ? { ...entry, ...part } : entry)))

  const faultOf = (file: File): string | undefined => {
    if (file.size === 0) return t('file.empty')
    if (file.size > maxMegabytes * 1_000_000) return t('file.tooBig', { size: maxMegabytes })
    const ending = file.name.split('.').pop()?.toLowerCase() ?? ''
    if (kinds.length > 0 && !kinds.includes(ending))
      return t('file.wrongKind', { kinds: kinds.map((kind) => `.${kind}`).join(', ') })
    return undefined
  }
  const take = (files: readonly File[]) => {
    const added = (multiple ? files : files.slice(0, 1)).map((file): Entry => {
      last += 1
      const why = faultOf(file)
      return why ? { id: last, file, state: 'refused', part: 0, why } : { id: last, file, state: 'waiting', part: 0 }
    })
    setEntries((all) => (multiple ? [...all, ...added] : added))
  }

  const next = entries.some((entry) => entry.state === 'sending')
    ? undefined
    : entries.find((entry) => entry.state === 'waiting')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next waiting file is the only reason to send
  useEffect(() => {
    if (!next) return
    change(next.id, { state: 'sending', part: 0, why: undefined })
    upload(next.file, (part) => change(next.id, { part })).then(
      (answer) => {
        change(next.id, { state: 'sent', part: 1 })
        onDone?.(next.file, answer)
      },
      (thrown: unknown) => {
        const problem = problemOf(thrown)
        const why = `${problem.detail ?? problem.title}.`.replace(/([.!?])\.$/, '$1')
        // a secret paper is refused for good: neither kept nor offered for another try
        if (problem.type === '/errors/secret-document') change(next.id, { state: 'refused', why })
        else change(next.id, { state: 'failed', why: `${why} ${t('file.failed')}` })
      },
    )
  }, [next?.id, next?.state])

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
                {entry.state === 'sending' && ` · ${t('file.uploading', { percent: Math.round(entry.part * 100) })}`}
                {entry.state === 'sent' && ` · ${t('file.done')}`}
              </small>
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
                onClick={() => change(entry.id, { state: 'waiting' })}
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
                onClick={() => setEntries((all) => all.filter((other) => other.id !== entry.id))}
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
