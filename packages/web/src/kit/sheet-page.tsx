import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCheck, IconCircleDashed, IconCloudOff, IconInfoCircle, IconLoader2, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import type { Problem } from '../problem.ts'
import type { SaveState } from './autosave.ts'
import { type Action, PageHead } from './page-head.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { type RecordTab, RecordTabs } from './record-tabs.tsx'
import classes from './sheet-page.module.css'

export interface SheetSection {
  /** Of the heading it leads to: the `id` of a `SheetPart`. */
  id: string
  label: string
  done: number
  total: number
}

interface SheetPageProps {
  code?: string
  title: string
  status?: React.ReactNode
  action?: Action
  secondary?: readonly Action[]
  back?: { to: string; label: string }
  sections: readonly SheetSection[]
  /** Whether it is still being written: only then is it told how much of each section is there. */
  writing: boolean
  /** Said where this person has no next action: whose step it is, and why not theirs. */
  who?: string | undefined
  /** From `useAutosave`. */
  state: SaveState
  savedAt: string | undefined
  problem?: Problem
  /** What stands behind the field in focus: rows of a figure, last year's value, the rule with its source. */
  behind: (field: string) => React.ReactNode
  /** What stands beside the sheet itself: *Tài liệu · Trao đổi · Lịch sử*. */
  tabs?: readonly RecordTab[]
  /** The page as it will look. Mark fields with `data-field="name"`. */
  children: React.ReactNode
}

const SAVE_ICONS = {
  saved: IconCheck,
  unsaved: IconPencil,
  saving: IconLoader2,
  kept: IconCloudOff,
  refused: IconPencil,
}

/** Says quietly how the saving stands. */
function SaveLine({ state, savedAt }: { state: SaveState; savedAt: string | undefined }) {
  const t = useT()
  if (state === 'saved' && !savedAt) return null
  const Icon = SAVE_ICONS[state]
  const words =
    state === 'saved'
      ? t('sheet.saved', { time: formatTime(savedAt ?? '') })
      : state === 'saving'
        ? t('sheet.saving')
        : state === 'kept'
          ? t('sheet.kept')
          : t('sheet.unsaved')
  return (
    <span className={classes.save} role="status">
      <Icon size={16} aria-hidden />
      {words}
    </span>
  )
}

/** Reports, dossier forms, plan editing: it looks like the document it becomes, and saves itself. */
export function SheetPage(props: SheetPageProps) {
  const { sections, writing, state, savedAt, problem, behind, tabs, who, children, ...head } = props
  const t = useT()
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const [field, setField] = useState<string>()
  const [opened, setOpened] = useState(false)
  const focus = (event: React.FocusEvent<HTMLElement>) => {
    const name = event.target.closest<HTMLElement>('[data-field]')?.dataset.field
    if (name) setField(name)
  }
  const content = field === undefined ? <p className={classes.hint}>{t('sheet.behindEmpty')}</p> : behind(field)
  const sheet = (
    <>
      <div className={classes.sheet}>
        <nav className={classes.sections} aria-label={t('sheet.sections')}>
          {sections.map(({ id, label, done, total }) => {
            const whole = done >= total
            return (
              <a key={id} href={`#${id}`} className={classes.section} data-whole={whole || undefined}>
                {writing && (whole ? <IconCheck size={17} aria-hidden /> : <IconCircleDashed size={17} aria-hidden />)}
                <span>{label}</span>
                {writing && <small>{t('sheet.complete', { done, total })}</small>}
              </a>
            )
          })}
        </nav>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: follows the focus of the fields inside, takes none */}
        <div className={classes.paper} onFocus={focus}>
          {children}
        </div>
        {!narrow && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long passage behind a field is scrolled by keyboard too
          <aside className={classes.behind} aria-label={t('sheet.behind')} tabIndex={0}>
            <h2>{t('sheet.behind')}</h2>
            {content}
          </aside>
        )}
      </div>
      {narrow && field !== undefined && (
        <Button
          className={classes.open}
          data-floats="action"
          variant="default"
          leftSection={<IconInfoCircle size={18} aria-hidden />}
          aria-label={t('sheet.behind')}
          onClick={() => setOpened(true)}
        >
          {t('sheet.behindShort')}
        </Button>
      )}
      {narrow && (
        <Drawer
          opened={opened}
          onClose={() => setOpened(false)}
          position="bottom"
          title={t('sheet.behind')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          {content}
        </Drawer>
      )}
    </>
  )
  return (
    <>
      <PageHead {...head} aside={<SaveLine state={state} savedAt={savedAt} />} />
      {problem && <ProblemNotice problem={problem} />}
      {who && head.action === undefined && <p className={classes.who}>{who}</p>}
      {tabs ? (
        <RecordTabs tabs={[{ id: 'content', label: t('sheet.content'), content: () => sheet }, ...tabs]} />
      ) : (
        sheet
      )}
    </>
  )
}

/** One section of the paper, under its heading. */
export function SheetPart({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section className={classes.part} aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  )
}
