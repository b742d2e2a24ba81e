// biome-ignore-all lint/a11y/useKeyWithClickEvents: arrows walk the passages on both sides
// biome-ignore-all lint/a11y/noStaticElementInteractions: arrows walk the passages on both sides
import { ActionIcon, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { type Tone, toneClass } from '../status.tsx'
import { boxesOf, type PageBox, type PageFacts, type PageWord, pageOf } from './page-boxes.ts'
import classes from './reading-page.module.css'
import type { Passage } from './reading-text.ts'

/** Where the pages of an original come from. */
export interface PageSource {
  /** The record they belong to: a key of the query cache. It is another one after each new reading. */
  key: readonly string[]
  pages: readonly PageFacts[]
  image: (page: number, dpi: number) => string
  words: (page: number) => Promise<readonly PageWord[]>
}

interface PagesProps {
  source: PageSource
  passages: readonly Passage[]
  tints: Record<string, Tone>
  /** The kind of passage that is marked in the margin as well. */
  flags: string | undefined
  active: string | undefined
  pointed: string | undefined
  /** Set where the active passage was chosen elsewhere, so that the page goes to it. */
  follow: boolean
  onChoose: (id: string) => void
  onPoint: (id: string | undefined) => void
  bring: (element: Element | null | undefined) => void
}

const zooms = [1, 1.5, 2] as const

/** The pages as they came, each value tinted where it stands. */
export function PageImages(props: PagesProps) {
  const { source, passages, active, follow } = props
  const t = useT()
  const [zoom, setZoom] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const target = useMemo(() => {
    const passage = passages.find(({ id }) => id === active)
    return passage && pageOf(source.pages, passage)
  }, [passages, active, source.pages])
  // the page first; the place on it follows when its words are there
  const { bring } = props
  useEffect(() => {
    if (!follow || target === undefined) return
    if (list.current?.querySelector(`[data-passage="${CSS.escape(active ?? '')}"]`)) return
    bring(list.current?.querySelector(`[data-page="${target}"]`))
  }, [follow, target, active, bring])

  return (
    <div className={classes.pages}>
      <Group className={classes.zoom} gap={4}>
        <ActionIcon
          variant="default"
          size={34}
          aria-label={t('reading.smaller')}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        >
          <IconZoomOut size={18} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={34}
          aria-label={t('reading.larger')}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          <IconZoomIn size={18} />
        </ActionIcon>
      </Group>
      <div className={classes.pageScroll}>
        <div ref={list} style={{ width: `${(zooms[zoom] ?? 1) * 100}%` }}>
          {source.pages.map((facts, at) => (
            <Page
              // biome-ignore lint/suspicious/noArrayIndexKey: pages are named by their place
              key={at}
              {...props}
              facts={facts}
              number={at + 1}
              dpi={zoom === 0 ? 120 : 180}
              wanted={target === at + 1}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

const nothing = () => {}

/** The pages as they came, with nothing marked on them: a paper that only is read. */
export function PlainPages({ source }: { source: PageSource }) {
  return (
    <PageImages
      source={source}
      passages={[]}
      tints={{}}
      flags={undefined}
      active={undefined}
      pointed={undefined}
      follow={false}
      onChoose={nothing}
      onPoint={nothing}
      bring={nothing}
    />
  )
}

interface PageProps extends PagesProps {
  facts: PageFacts
  /** From 1. */
  number: number
  dpi: number
  /** Holds the active passage. */
  wanted: boolean
}

function Page({ facts, number, dpi, wanted, source, ...shown }: PageProps) {
  const t = useT()
  const figure = useRef<HTMLElement>(null)
  const near = useNear(figure) || wanted
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)
  const words = useQuery({
    queryKey: [...source.key, 'words', number],
    queryFn: () => source.words(number),
    enabled: near && facts.text !== null && shown.passages.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const src = source.image(number, dpi)
  return (
    <figure
      ref={figure}
      className={classes.page}
      data-page={number}
      style={{ aspectRatio: `${facts.width} / ${facts.height}` }}
      aria-label={t('reading.page', { number, of: source.pages.length })}
      aria-busy={near && state === 'loading'}
    >
      {near && state !== 'failed' && (
        <img
          key={`${src}#${attempt}`}
          src={attempt === 0 ? src : `${src}&again=${attempt}`}
          alt={t('reading.page', { number, of: source.pages.length })}
          onLoad={() => setState('there')}
          onError={() => setState('failed')}
        />
      )}
      {state === 'loading' && <div className={classes.pageWait}>{t('reading.pageWaits', { number })}</div>}
      {state === 'failed' && (
        <div className={classes.pageWait} role="alert">
          {t('reading.pageFailed', { number })}
          <Button
            size="compact-md"
            variant="default"
            onClick={() => {
              setAttempt(attempt + 1)
              setState('loading')
            }}
          >
            {t('reading.again')}
          </Button>
        </div>
      )}
      {words.data && state === 'there' && <PageMarks words={words.data} facts={facts} {...shown} />}
      {words.isError && (
        <div className={classes.pageNote} role="alert">
          {t('reading.wordsFailed')}{' '}
          <Button size="compact-xs" variant="default" onClick={() => void words.refetch()}>
            {t('reading.again')}
          </Button>
        </div>
      )}
    </figure>
  )
}

function PageMarks({
  words,
  facts,
  passages,
  tints,
  flags,
  active,
  pointed,
  follow,
  onChoose,
  onPoint,
  bring,
}: { words: readonly PageWord[]; facts: PageFacts } & Omit<PagesProps, 'source'>) {
  const t = useT()
  const layer = useRef<HTMLDivElement>(null)
  const placed = useMemo(() => placedOn(words, facts, passages, flags), [words, facts, passages, flags])
  useEffect(() => {
    if (!follow || active === undefined) return
    bring(layer.current?.querySelector(`[data-passage="${CSS.escape(active)}"]`))
  }, [follow, active, bring])
  return (
    <div ref={layer}>
      {placed.map(({ passage, boxes }) =>
        boxes.map((box, at) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a value do not move
            key={`${passage.kind}-${passage.id}-${passage.start}-${at}`}
            data-passage={passage.id}
            data-lit={passage.id === active || passage.id === pointed || undefined}
            className={`${classes.box} ${toneClass(tints[passage.kind] ?? 'neutral')}`}
            style={css(box)}
            onClick={() => onChoose(passage.id)}
            onMouseEnter={() => onPoint(passage.id)}
            onMouseLeave={() => onPoint(undefined)}
          />
        )),
      )}
      {placed
        .filter(({ passage }) => passage.kind === flags)
        .map(({ passage, boxes }) => (
          <button
            key={`${passage.id}-${passage.start}`}
            type="button"
            className={`${classes.flag} ${toneClass(tints[passage.kind] ?? 'neutral')}`}
            data-lit={passage.id === active || passage.id === pointed || undefined}
            style={{ top: `${boxes[0]?.top ?? 0}%` }}
            aria-label={t('reading.toLookAt')}
            onClick={() => onChoose(passage.id)}
            onMouseEnter={() => onPoint(passage.id)}
            onMouseLeave={() => onPoint(undefined)}
          >
            <IconAlertTriangle size={15} aria-hidden />
          </button>
        ))}
    </div>
  )
}

/**
 * The passages of a page with their rectangles, the widest first: a due date lies over the task that holds it. Of two over
 * the very same words the first is shown, as in the text: a legal basis is a citation too.
 */
function placedOn(
  words: readonly PageWord[],
  { text }: PageFacts,
  passages: readonly Passage[],
  flags: string | undefined,
) {
  if (text === null) return []
  const shown = new Map<string, Passage>()
  for (const passage of passages) {
    const { start, end, kind } = passage
    const words = `${start}-${end}${kind === flags ? kind : ''}`
    if (start < text.end && end > text.start && !shown.has(words)) shown.set(words, passage)
  }
  return [...shown.values()]
    .sort((one, other) => other.end - other.start - (one.end - one.start))
    .map((passage) => ({ passage, boxes: boxesOf(words, passage) }))
    .filter(({ boxes }) => boxes.length > 0)
}

function css({ left, top, width, height }: PageBox): React.CSSProperties {
  return { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }
}

/** Whether an element has come near the visible part of its pane; once it has, it stays so. */
function useNear(element: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!element.current || near) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { rootMargin: '600px' },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, near])
  return near
}
