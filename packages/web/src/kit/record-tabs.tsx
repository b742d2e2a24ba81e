import { Tabs } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useT } from '../i18n/index.ts'
import { useUrlSearch } from '../url.ts'
import classes from './record-page.module.css'

export interface RecordTab {
  /** Stands in the address as `?tab=`. */
  id: string
  label: string
  count?: number
  /** Made only when the tab is open. */
  content: () => React.ReactNode
}

/**
 * The parts of a record: *Nội dung · Tiến độ · Tài liệu · Trao đổi · Lịch sử*, in that order, the open one in the address.
 */
export function RecordTabs({
  tabs,
  start = tabs[0]?.id,
}: {
  tabs: readonly RecordTab[]
  /** Open where the address names none. */
  start?: string | undefined
}) {
  const t = useT()
  const [search, setSearch] = useUrlSearch()
  const current = tabs.find((tab) => tab.id === search.tab) ?? tabs.find((tab) => tab.id === start) ?? tabs[0]
  const list = useRef<HTMLDivElement>(null)
  // on a phone the row of tabs is wider than the screen: the open one is brought into it, without moving the page
  useEffect(() => {
    const row = list.current
    const open = current && row?.querySelector<HTMLElement>('[data-active]')
    if (row && open) row.scrollLeft = open.offsetLeft - (row.clientWidth - open.clientWidth) / 2
  }, [current])
  return (
    <Tabs
      value={current?.id ?? null}
      onChange={(tab) => setSearch({ tab: tab === start ? undefined : (tab ?? undefined) }, { replace: true })}
      keepMounted={false}
    >
      <Tabs.List ref={list} className={classes.tabs} aria-label={t('record.tabs')}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id} className={classes.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={classes.count}> {tab.count}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id} pt="md">
          {tab === current && tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
