// biome-ignore-all lint/a11y/useKeyWithClickEvents: arrows walk the passages on both sides
// biome-ignore-all lint/a11y/noStaticElementInteractions: arrows walk the passages on both sides
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
// biome-ignore-all lint/a11y/useSemanticElements: the divider can be moved, a line cannot
import './paper-font.ts'
import { Button, Menu, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { keep, kept } from '../keep.ts'
import { type Tone, toneClass } from '../status.tsx'
import { type Action, PageHead } from './page-head.tsx'
import { PageImages, type PageSource } from './page-images.tsx'
import classes from './reading-page.module.css'
import { type Passage, paragraphsOf, type Segment, stepPassage } from './reading-text.ts'

interface Reading {
  active: string | undefined
  pointed: string | undefined
  choose: (id: string, from: 'text' | 'list') => void
  point: (id: string | undefined) => void
}
const ReadingContext = createContext<Reading | undefined>(undefined)

/**
 * What a selected passage may be called: *là nhiệm vụ*, *là căn cứ*, *là hạn*; behind a menu what is seldom wanted.
 */
export interface SelectionChoice {
  label: string
  seldom?: boolean
  onPress: (passage: { start: number; end: number; text: string }) => void
}

interface ReadingPageProps {
  code?: string
  title: string
  status?: React.ReactNode
  action?: Action
  secondary?: readonly Action[]
  back?: { to: string; label: string }
  text: string
  /** The original's pages, shown beside the text where it has any. */
  pages?: PageSource
  /** Said in the place of the text while there is none. */
  noText?: string
  passages: readonly Passage[]
  /** Stretches of the text that were recognised with doubt. */
  unsure?: readonly { start: number; end: number }[]
  /** Tint per kind of passage. */
  tints: Record<string, Tone>
  /** Begins lit: from a link to one finding. */
  active?: string
  /** The kind of passage arrows walk, where there is one; all of them otherwise. */
  walks?: string
  onActive?: (id: string) => void
  selection?: readonly SelectionChoice[]
  /** What was read. Wrap each entry in `ReadItem`. */
  children: React.ReactNode
}

/** Offset of a point of the browser's selection in the document's text. */
function offsetOf(node: Node, within: number): number | undefined {
  const segment = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  return segment ? Number(segment.dataset.start) + (node instanceof Element ? 0 : within) : undefined
}

/**
 * The stretch of the document's text that a selection covers; one that ends outside it, as a triple click does, up to its last
 * word in it.
 */
function selected(range: Range, pane: HTMLElement): { start: number; end: number } | undefined {
  let start = offsetOf(range.startContainer, range.startOffset)
  let end = offsetOf(range.endContainer, range.endOffset)
  if (start === undefined || end === undefined) {
    const covered = [...pane.querySelectorAll<HTMLElement>('[data-start]')].filter((one) => range.intersectsNode(one))
    const [first, last] = [covered[0], covered.at(-1)]
    if (!first || !last) return undefined
    start ??= Number(first.dataset.start)
    end ??= Number(last.dataset.start) + (last.textContent ?? '').length
  }
  return start < end ? { start, end } : undefined
}

function SelectionBar({
  choices,
  text,
  pane,
}: {
  choices: readonly SelectionChoice[]
  text: string
  pane: HTMLElement
}) {
  const t = useT()
  const [found, setFound] = useState<{ start: number; end: number; top: number; left: number }>()
  useEffect(() => {
    const look = () => {
      const selection = document.getSelection()
      const range =
        selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
      if (!range || !pane.contains(range.startContainer)) return setFound(undefined)
      const stretch = selected(range, pane)
      if (!stretch) return setFound(undefined)
      const box = range.getBoundingClientRect()
      const frame = pane.getBoundingClientRect()
      setFound({
        ...stretch,
        top: box.bottom - frame.top + pane.scrollTop + 6,
        left: Math.max(8, Math.min(box.left - frame.left, frame.width - 300)),
      })
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [pane])
  if (!found) return null
  const { start, end, top, left } = found
  const press = (choice: SelectionChoice) => ({
    // The press must not clear the selection before it is read.
    onPointerDown: (event: React.PointerEvent) => event.preventDefault(),
    onClick: () => {
      choice.onPress({ start, end, text: text.slice(start, end) })
      document.getSelection()?.removeAllRanges()
    },
  })
  const seldom = choices.filter((choice) => choice.seldom)
  return (
    <div className={classes.selection} style={{ top, left }} role="toolbar" aria-label={t('reading.selection')}>
      <span>{t('reading.selection')}</span>
      {choices
        .filter((choice) => !choice.seldom)
        .map((choice) => (
          <Button key={choice.label} size="compact-sm" variant="light" {...press(choice)}>
            {choice.label}
          </Button>
        ))}
      {seldom.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="light"
              rightSection={<IconChevronDown size={14} aria-hidden />}
              onPointerDown={(event) => event.preventDefault()}
            >
              {t('reading.otherValue')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {seldom.map((choice) => (
              <Menu.Item key={choice.label} {...press(choice)}>
                {choice.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

/** Scrolls an entry to the middle of its own pane; the page and the other pane stay where they are. */
function bring(element: Element | null | undefined): void {
  const pane = element?.closest('section')
  if (!element || !pane) return
  if (pane.scrollHeight <= pane.clientHeight + 1) {
    element.scrollIntoView({ block: 'center' })
    return
  }
  const [box, frame] = [element.getBoundingClientRect(), pane.getBoundingClientRect()]
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - (pane.clientHeight - box.height) / 2 })
}

const SHARE = 'reading.share'
const VIEW = 'reading.view'

/** A document beside what was read from it. Pointing at one side lights up the other; arrows walk the findings. */
export function ReadingPage(props: ReadingPageProps) {
  const {
    text,
    pages,
    noText,
    passages,
    unsure = [],
    tints,
    selection = [],
    onActive,
    walks,
    children,
    ...head
  } = props
  const t = useT()
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [side, setSide] = useState<'text' | 'list'>('text')
  const [chosenView, setView] = useState(() => kept<'pages' | 'text'>(VIEW))
  const view = pages ? (text === '' ? 'pages' : (chosenView ?? 'pages')) : 'text'
  const [active, setActive] = useState(props.active)
  const [follow, setFollow] = useState(props.active !== undefined)
  const [pointed, setPointed] = useState<string>()
  const [share, setShare] = useState(() => kept<number>(SHARE) ?? 54)
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const panes = useRef<HTMLDivElement>(null)
  const paragraphs = useMemo(() => paragraphsOf(text, passages, unsure), [text, passages, unsure])

  const reading = useMemo<Reading>(
    () => ({
      active,
      pointed,
      point: setPointed,
      choose: (id, from) => {
        setActive(id)
        setFollow(from === 'list')
        onActive?.(id)
        // The other side follows; on a phone it is behind its tab.
        const other = from === 'text' ? `[data-item="${CSS.escape(id)}"]` : `[data-passage="${CSS.escape(id)}"]`
        bring(panes.current?.querySelector(other))
      },
    }),
    [active, pointed, onActive],
  )

  const walk = (event: React.KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    if ((event.target as HTMLElement).closest('input, textarea, select, [role="combobox"]')) return
    const walked = passages.filter((passage) => passage.kind === walks)
    const next = stepPassage(walked.length > 0 ? walked : passages, active, event.key === 'ArrowDown' ? 1 : -1)
    if (next === undefined) return
    event.preventDefault()
    reading.choose(next, 'text')
    reading.choose(next, 'list')
  }
  const resize = (next: number) => {
    const within = Math.min(75, Math.max(25, next))
    setShare(within)
    keep(SHARE, within)
  }
  const drag = (event: React.PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !panes.current) return
    const box = panes.current.getBoundingClientRect()
    resize(((event.clientX - box.left) / box.width) * 100)
  }

  return (
    <ReadingContext.Provider value={reading}>
      <PageHead {...head} />
      {narrow && (
        <SegmentedControl
          fullWidth
          mb="sm"
          value={side}
          onChange={(value) => setSide(value === 'list' ? 'list' : 'text')}
          data={[
            { value: 'text', label: t('reading.original') },
            { value: 'list', label: t('reading.read') },
          ]}
        />
      )}
      <div
        className={classes.panes}
        ref={panes}
        style={{ '--share': `${share}%` } as React.CSSProperties}
        data-side={narrow ? side : undefined}
      >
        <section
          className={classes.text}
          aria-label={t('reading.original')}
          tabIndex={0}
          onKeyDown={walk}
          ref={setPane}
        >
          {pages && text !== '' && (
            <div className={classes.view}>
              <SegmentedControl
                size="sm"
                value={view}
                onChange={(value) => {
                  const next = value === 'text' ? 'text' : 'pages'
                  setView(next)
                  keep(VIEW, next)
                }}
                data={[
                  { value: 'pages', label: t('reading.pages') },
                  { value: 'text', label: t('reading.text') },
                ]}
              />
            </div>
          )}
          {view === 'pages' && pages ? (
            <PageImages
              source={pages}
              passages={passages}
              tints={tints}
              flags={walks}
              active={active}
              pointed={pointed}
              follow={follow}
              onChoose={(id) => reading.choose(id, 'text')}
              onPoint={setPointed}
              bring={bring}
            />
          ) : (
            <TextSheet paragraphs={paragraphs} tints={tints} noText={noText} />
          )}
          {pane && view === 'text' && selection.length > 0 && (
            <SelectionBar choices={selection} text={text} pane={pane} />
          )}
        </section>
        <div
          role="separator"
          aria-orientation="vertical"
          aria-label={t('reading.divider')}
          aria-valuenow={Math.round(share)}
          aria-valuemin={25}
          aria-valuemax={75}
          tabIndex={0}
          className={classes.divider}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') resize(share - 4)
            if (event.key === 'ArrowRight') resize(share + 4)
          }}
        />
        <section className={classes.list} aria-label={t('reading.read')} tabIndex={0} onKeyDown={walk}>
          {children}
        </section>
      </div>
    </ReadingContext.Provider>
  )
}

function TextSheet({
  paragraphs,
  tints,
  noText,
}: {
  paragraphs: readonly (readonly Segment[])[]
  tints: Record<string, Tone>
  noText: string | undefined
}) {
  const t = useT()
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('TextSheet outside ReadingPage')
  return (
    <div className={classes.sheet}>
      {noText && <p className={classes.noText}>{noText}</p>}
      {paragraphs.map((segments, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a document have no other name
        <p key={line}>
          {segments.map(({ start, text: words, passage, unsure }) => {
            const doubt = unsure ? { 'data-unsure': true, title: t('reading.unsure') } : {}
            return passage ? (
              <mark
                key={start}
                data-start={start}
                data-passage={passage.id}
                data-lit={passage.id === reading.active || passage.id === reading.pointed || undefined}
                className={`${classes.mark} ${toneClass(tints[passage.kind] ?? 'neutral')}`}
                onClick={() => reading.choose(passage.id, 'text')}
                onMouseEnter={() => reading.point(passage.id)}
                onMouseLeave={() => reading.point(undefined)}
                {...doubt}
              >
                {words}
              </mark>
            ) : (
              <span key={start} data-start={start} {...doubt}>
                {words}
              </span>
            )
          })}
        </p>
      ))}
    </div>
  )
}

/** One thing that was read, tied to its passage: lights up with it, shows it when pressed. */
export function ReadItem({
  id,
  tone = 'neutral',
  className = '',
  children,
}: {
  id: string
  tone?: Tone
  className?: string | undefined
  children: React.ReactNode
}) {
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('ReadItem outside ReadingPage')
  const lit = reading.active === id || reading.pointed === id
  return (
    <div
      data-item={id}
      data-lit={lit || undefined}
      className={`${classes.item} ${toneClass(tone)} ${className}`.trimEnd()}
      onClick={() => reading.choose(id, 'list')}
      onMouseEnter={() => reading.point(id)}
      onMouseLeave={() => reading.point(undefined)}
    >
      {children}
    </div>
  )
}
