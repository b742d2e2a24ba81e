import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput, UnstyledButton } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconBookmarkPlus,
  IconBuilding,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { problemOf } from '../problem.ts'
import { refreshKinds } from '../queries.ts'
import type { Search } from '../url.ts'
import { type Filter, isView, type ListQuery, withView } from './list-state.ts'
import { ProblemNotice } from './problem-notice.tsx'
import classes from './saved-views.module.css'

export interface View {
  label: string
  filters: Record<string, string[]>
  q?: string
  sort?: string
  shape?: string
}
interface Saved extends View {
  id: number
  shared: boolean
  version: number
}

/** Changes a view that was seen in `version`. Where another window was quicker, the tabs show what it left. */
async function changeView(
  queries: QueryClient,
  id: number,
  body: { version: number; name?: string; ended?: boolean },
  headers: Record<string, string> = {},
): Promise<{ version: number }> {
  try {
    return await answer(api.PATCH('/api/views/{id}', { params: { path: { id } }, body, headers }))
  } catch (thrown) {
    if (problemOf(thrown).status === 409) void refreshKinds(queries, ['view'])
    throw thrown
  }
}

/** Views as tabs over a list: those of the room, the unit's, then the person's own. They are kept on the server. */
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
  const queries = useQueryClient()
  const kept = useQuery({
    queryKey: ['view', list],
    queryFn: () => answer(api.GET('/api/views', { params: { query: { list } } })),
    staleTime: 300_000,
  })
  const saved: Saved[] = (kept.data?.rows ?? []).map(({ id, name, query: shown, shared, version }) => ({
    id,
    shared,
    version,
    label: name,
    ...shown,
  }))
  const own = saved.filter((view) => !view.shared)
  const mayShare = kept.data?.mayShare ?? false
  const changes = ['view']
  const remove = useDeed({
    run: ({ id, version }: Saved, headers) => changeView(queries, id, { version, ended: true }, headers),
    changes,
    said: (_, { label }) => t('list.viewRemoved', { label }),
    undo: ({ version }, { id }) => changeView(queries, id, { version, ended: false }),
  })
  const order = useDeed({
    run: (ids: number[], headers) => answer(api.PUT('/api/views/order', { body: { list, ids }, headers })),
    changes,
  })
  const move = (view: Saved, by: -1 | 1) => {
    const ids = own.map(({ id }) => id)
    const at = ids.indexOf(view.id)
    ids.splice(at, 1)
    ids.splice(at + by, 0, view.id)
    order.start(ids)
  }
  const narrowed = query.q !== '' || Object.keys(query.filters).length > 0 || query.shape !== 'table'
  const isNew = kept.isSuccess && narrowed && ![...views, ...saved].some((view) => isView(query, view))
  if (views.length === 0 && saved.length === 0 && !isNew) return null
  const problem = remove.problem ?? order.problem

  const tab = (view: View, mine?: Saved) => {
    const current = isView(query, view)
    return (
      <span key={mine ? mine.id : view.label} className={classes.tab} data-current={current || undefined}>
        <UnstyledButton
          className={classes.word}
          aria-current={current ? 'true' : undefined}
          onClick={() => onChoose(withView(filters, view))}
        >
          {mine?.shared && <IconBuilding size={15} role="img" aria-label={t('list.viewOfUnit')} />}
          {view.label}
        </UnstyledButton>
        {mine && current && (!mine.shared || mayShare) && (
          <ViewMenu
            view={mine}
            {...(!mine.shared && own[0]?.id !== mine.id ? { onLeft: () => move(mine, -1) } : {})}
            {...(!mine.shared && own.at(-1)?.id !== mine.id ? { onRight: () => move(mine, 1) } : {})}
            onRemove={() => remove.start(mine)}
          />
        )}
      </span>
    )
  }
  return (
    <>
      <nav className={classes.tabs} aria-label={t('list.views')}>
        {views.map((view) => tab(view))}
        {saved.map((view) => tab(view, view))}
        {isNew && <SaveView list={list} query={query} mayShare={mayShare} />}
      </nav>
      {problem && <ProblemNotice problem={problem} />}
    </>
  )
}

/** What its owner does with a view: another name, another place, gone. */
function ViewMenu({
  view,
  onLeft,
  onRight,
  onRemove,
}: {
  view: Saved
  onLeft?: () => void
  onRight?: () => void
  onRemove: () => void
}) {
  const t = useT()
  const queries = useQueryClient()
  const [naming, setNaming] = useState(false)
  const rename = useDeed({
    run: (name: string, headers) => changeView(queries, view.id, { version: view.version, name }, headers),
    changes: ['view'],
    said: t('list.viewRenamed'),
    onDone: () => setNaming(false),
  })
  return (
    <Popover opened={naming} onChange={setNaming} trapFocus withinPortal>
      <Menu withinPortal>
        <Menu.Target>
          <Popover.Target>
            <ActionIcon variant="subtle" size={28} aria-label={t('list.viewActions', { label: view.label })}>
              <IconDots size={16} />
            </ActionIcon>
          </Popover.Target>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={17} aria-hidden />} onClick={() => setNaming(true)}>
            {t('list.viewRename')}
          </Menu.Item>
          {onLeft && (
            <Menu.Item leftSection={<IconArrowLeft size={17} aria-hidden />} onClick={onLeft}>
              {t('list.viewLeft')}
            </Menu.Item>
          )}
          {onRight && (
            <Menu.Item leftSection={<IconArrowRight size={17} aria-hidden />} onClick={onRight}>
              {t('list.viewRight')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash size={17} aria-hidden />} onClick={onRemove}>
            {t('list.viewRemove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Popover.Dropdown>
        <NameForm start={view.label} running={rename.running} onName={rename.start} />
        {rename.problem && <ProblemNotice problem={rename.problem} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function SaveView({ list, query, mayShare }: { list: string; query: ListQuery; mayShare: boolean }) {
  const t = useT()
  const queries = useQueryClient()
  const [naming, setNaming] = useState(false)
  const [shared, setShared] = useState(false)
  const save = useDeed({
    run: (name: string, headers) =>
      answer(
        api.POST('/api/views', {
          body: {
            list,
            name,
            shared,
            query: {
              filters: query.filters,
              ...(query.q ? { q: query.q } : {}),
              ...(query.sort ? { sort: query.sort } : {}),
              ...(query.shape === 'table' ? {} : { shape: query.shape }),
            },
          },
          headers,
        }),
      ),
    changes: ['view'],
    said: (_, name) => t('list.viewSaved', { label: name }),
    undo: ({ id, version }) => changeView(queries, id, { version, ended: true }),
    onDone: () => setNaming(false),
  })
  return (
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
        <NameForm start="" running={save.running} onName={save.start}>
          {mayShare && (
            <Checkbox
              mb="sm"
              label={t('list.viewShared')}
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
        </NameForm>
        {save.problem && <ProblemNotice problem={save.problem} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function NameForm({
  start,
  running,
  onName,
  children,
}: {
  start: string
  running: boolean
  onName: (name: string) => void
  children?: React.ReactNode
}) {
  const t = useT()
  const [name, setName] = useState(start)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) onName(name.trim())
      }}
    >
      <TextInput
        label={t('list.viewName')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        mb="sm"
        data-autofocus
      />
      {children}
      <Button type="submit" size="compact-md" loading={running}>
        {t('common.save')}
      </Button>
    </form>
  )
}
