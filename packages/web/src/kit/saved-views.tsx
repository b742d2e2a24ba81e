import { ActionIcon, Button, Popover, TextInput, UnstyledButton } from '@mantine/core'
import { IconBookmarkPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { keep, kept } from '../keep.ts'
import type { Search } from '../url.ts'
import { type Filter, isView, type ListQuery, withView } from './list-state.ts'
import classes from './saved-views.module.css'

export interface View {
  label: string
  filters: Record<string, string[]>
  q?: string
  sort?: string
}

/** Views as tabs over a list: those of the room, then the person's own, kept in this browser. */
export function SavedViews({
  list,
  views,
  query,
  filters,
  onChoose,
}: {
  list: string
  views: readonly View[]
  query: ListQuery
  filters: readonly Filter[]
  onChoose: (change: Search) => void
}) {
  const t = useT()
  const [own, setOwn] = useState<readonly View[]>(() => kept<View[]>(`views.${list}`) ?? [])
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const change = (next: readonly View[]) => {
    setOwn(next)
    keep(`views.${list}`, next)
  }
  const narrowed = query.q !== '' || Object.keys(query.filters).length > 0
  const isNew = narrowed && ![...views, ...own].some((view) => isView(query, view))
  if (views.length === 0 && own.length === 0 && !isNew) return null

  const save = () => {
    const label = name.trim()
    if (!label) return
    change([...own, { label, filters: query.filters, q: query.q, sort: query.sort }])
    setNaming(false)
    setName('')
  }
  const tab = (view: View, removable: boolean) => {
    const current = isView(query, view)
    return (
      <span key={`${removable} ${view.label}`} className={classes.tab} data-current={current || undefined}>
        <UnstyledButton
          className={classes.word}
          aria-current={current ? 'true' : undefined}
          onClick={() => onChoose(withView(filters, view))}
        >
          {view.label}
        </UnstyledButton>
        {removable && current && (
          <ActionIcon
            variant="subtle"
            size={26}
            aria-label={t('list.removeView', { label: view.label })}
            onClick={() => change(own.filter((other) => other !== view))}
          >
            <IconX size={14} />
          </ActionIcon>
        )}
      </span>
    )
  }
  return (
    <nav className={classes.tabs} aria-label={t('list.views')}>
      {views.map((view) => tab(view, false))}
      {own.map((view) => tab(view, true))}
      {isNew && (
        <Popover opened={naming} onChange={setNaming} trapFocus withinPortal>
          <Popover.Target>
            <Button
              variant="subtle"
              size="compact-md"
              leftSection={<IconBookmarkPlus size={16} aria-hidden />}
              onClick={() => setNaming(!naming)}
            >
              {t('list.saveView')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form
              onSubmit={(event) => {
                event.preventDefault()
                save()
              }}
            >
              <TextInput
                label={t('list.viewName')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                mb="xs"
              />
              <Button type="submit" size="compact-md">
                {t('common.save')}
              </Button>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </nav>
  )
}
