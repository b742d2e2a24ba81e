import { Loader, Modal, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBolt, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { answer, api } from '../api.ts'
import { fits } from '../collation.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import type { vi } from '../i18n/vi.ts'
import { useFocusReturn } from '../kit/dialog.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import type { Room } from '../rooms.ts'
import { grants } from '../session/session.ts'
import classes from './palette.module.css'

interface Found {
  id: string
  title: string
  subtitle?: string
  href: string
}
interface FoundGroup {
  label: string
  items: Found[]
}

/** Kinds the server finds, shown under the name of the room they live in; a kind without a room here shows its own word. */
const ROOM_OF_KIND: Record<string, keyof typeof vi.rooms> = {
  unit: 'organisation',
  person: 'organisation',
  document: 'documents',
  plan: 'plans',
  task: 'tasks',
  assignment: 'tasks',
  dossier: 'dossiers',
  partner: 'partners',
  report: 'reports',
}

/** Everything from one box: screens and actions known here, records found by the server. */
export default function Palette({
  rooms,
  rights,
  onClose,
}: {
  rooms: readonly Room[]
  rights: readonly string[]
  onClose: () => void
}) {
  const t = useT()
  const id = useId()
  const navigate = useNavigate()
  useFocusReturn(true)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(query.trim(), 150)
  const search = useQuery({
    queryKey: ['search', asked],
    queryFn: () => answer(api.GET('/api/search', { params: { query: { q: asked } } })),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  })

  const screens: Found[] = [
    ...rooms.map((room) => ({ id: room.path, title: t(room.label), href: room.path })),
    { id: '/account', title: t('account.title'), href: '/account' },
  ].filter((screen) => fits(screen.title, query))
  const actions: Found[] = rooms
    .flatMap((room) => room.actions ?? [])
    .filter((action) => !action.needs || grants(rights, action.needs))
    .map((action) => ({ id: action.to, title: t(action.label), href: action.to }))
    .filter((action) => fits(action.title, query))
  const records = asked.length > 1 ? (search.data?.groups ?? []) : []
  const groups: FoundGroup[] = [
    ...records.map((group) => {
      const room = ROOM_OF_KIND[group.kind]
      return { label: room ? t(`rooms.${room}` as TextKey) : group.kind, items: group.items }
    }),
    { label: t('palette.actions'), items: actions },
    { label: t('palette.screens'), items: screens },
  ].filter((group) => group.items.length > 0)
  const all = groups.flatMap((group) => group.items)
  const chosen = all[Math.min(at, all.length - 1)]
  const optionId = (found: Found) => `${id}-${all.indexOf(found)}`

  const open = (found: Found) => {
    onClose()
    void navigate({ to: found.href })
  }
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      const next = (Math.min(at, all.length - 1) + step + all.length) % Math.max(all.length, 1)
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      open(chosen)
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      returnFocus={false}
      title={<VisuallyHidden>{t('palette.title')}</VisuallyHidden>}
      size="lg"
      yOffset="8vh"
      padding={0}
      styles={{ header: { minHeight: 0, height: 0, padding: 0 } }}
    >
      <TextInput
        data-autofocus
        size="lg"
        variant="unstyled"
        className={classes.input}
        leftSection={search.isFetching ? <Loader size={18} /> : <IconSearch size={20} aria-hidden />}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.title')}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? optionId(chosen) : undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      {search.error && <ProblemNotice problem={problemOf(search.error)} onRetry={() => void search.refetch()} />}
      <div className={classes.list} id={`${id}-list`} role="listbox" aria-label={t('palette.title')}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={group.label} role="group" aria-label={group.label}>
            <div className={classes.group} aria-hidden>
              {group.label}
            </div>
            {group.items.map((found) => (
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the box; aria-activedescendant points here
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the box
              <div
                key={found.id}
                id={optionId(found)}
                role="option"
                aria-selected={found === chosen}
                className={classes.option}
                onMouseMove={() => setAt(all.indexOf(found))}
                onClick={() => open(found)}
              >
                <span className={classes.title}>
                  {group.label === t('palette.actions') && <IconBolt size={16} aria-hidden />}
                  {found.title}
                </span>
                {found.subtitle && <span className={classes.subtitle}>{found.subtitle}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className={classes.foot} role="status">
        {all.length === 0 && !search.isFetching
          ? t('palette.nothing', { query })
          : `${t('palette.count', { count: all.length })} · ${t('palette.hint')}`}
      </div>
    </Modal>
  )
}
