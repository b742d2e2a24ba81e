import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPrinter, IconSearch, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { roleName } from '../account/role-names.ts'
import { answer, api } from '../api.ts'
import { fits } from '../collation.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { BulkBar } from '../kit/bulk-bar.tsx'
import { Empty } from '../kit/empty.tsx'
import { Waiting } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import classes from './organisation.module.css'
import { SlipsDialog } from './slips.tsx'
import type { PersonRow, Unit } from './unit.ts'

/**
 * “Phó Hiệu trưởng (Phó thủ trưởng) · Tổ Ngoại ngữ”; a title that begins with the role needs no role beside it.
 */
export function usePostWords(): (post: { role: string; title: string; part: string | null }) => string {
  const locale = useLocale()
  return ({ role, title, part }) => {
    const name = roleName(role, locale)
    const post = !title ? name : fits(title, name) ? title : `${title} (${name})`
    // “Tổ trưởng Tổ Ngoại ngữ” names the part already
    return part && !title.includes(part) ? `${post} · ${part}` : post
  }
}

function Identifiers({ person }: { person: Pick<PersonRow, 'phone' | 'staffCode' | 'email'> }) {
  const t = useT()
  const known = [person.phone, person.staffCode, person.email].filter(Boolean)
  return known.length > 0 ? (
    <span className={classes.code}>{known.join(' · ')}</span>
  ) : (
    <span className={classes.warn}>{t('organisation.people.noIdentifier')}</span>
  )
}

/** Who holds a post here; the administrator adds, changes and hands out passwords. */
export function PeopleTab({ unit, onAdd }: { unit: Unit; onAdd: () => void }) {
  const t = useT()
  const words = usePostWords()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 250)
  const [selected, setSelected] = useState<ReadonlyMap<string, PersonRow>>(new Map())
  const [printing, setPrinting] = useState(false)
  const manages = unit.can.managePeople
  const list = useInfiniteQuery({
    queryKey: ['person', 'of-unit', unit.id, asked],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/units/{id}/people', {
          params: {
            path: { id: unit.id },
            query: { limit: 50, ...(asked ? { q: asked } : {}), ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const without = rows.filter((person) => !person.hasAccount && (person.phone || person.staffCode || person.email))
  const toggle = (person: PersonRow) => {
    const next = new Map(selected)
    if (!next.delete(person.id)) next.set(person.id, person)
    setSelected(next)
  }
  return (
    <div className={classes.stack}>
      {(rows.length > 0 || asked) && (
        <div className={classes.bar}>
          <TextInput
            className={classes.find}
            leftSection={<IconSearch size={18} aria-hidden />}
            aria-label={t('organisation.people.search')}
            placeholder={t('organisation.people.search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {manages && without.length > 0 && (
            <Button
              variant="default"
              onClick={() => setSelected(new Map(without.map((person) => [person.id, person])))}
            >
              {t('organisation.people.selectWithout')}
            </Button>
          )}
        </div>
      )}
      {list.error && <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Waiting lines={6} />}
      {list.data && rows.length === 0 && asked && (
        <p className={classes.notice}>{t('organisation.people.nothingFits', { query: asked })}</p>
      )}
      {list.data && rows.length === 0 && !asked && (
        <Empty
          icon={IconUsers}
          title={t('organisation.people.emptyTitle')}
          text={t('organisation.people.emptyText')}
          {...(manages ? { action: { label: t('organisation.people.add'), onPress: onAdd } } : {})}
        />
      )}
      {rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.map((person) => (
            <li key={person.id} data-selected={selected.has(person.id) || undefined}>
              {manages && (
                <Checkbox
                  checked={selected.has(person.id)}
                  onChange={() => toggle(person)}
                  aria-label={t('organisation.people.select', { name: person.name })}
                />
              )}
              <div className={classes.main}>
                <Link
                  to="."
                  search={(before: Record<string, unknown>) => ({ ...before, person: person.id }) as never}
                  resetScroll={false}
                  className={classes.name}
                >
                  {person.name}
                </Link>
                <small>{person.memberships.map(words).join('; ')}</small>
              </div>
              <div className={classes.side}>
                <Identifiers person={person} />
                <small className={person.hasAccount ? undefined : classes.warn}>
                  {t(person.hasAccount ? 'organisation.people.account' : 'organisation.people.noAccount')}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('organisation.people.more')}
        </Button>
      )}
      {selected.size > 0 && (
        <BulkBar
          selected={t('organisation.people.selected', { count: selected.size })}
          actions={[{ label: t('organisation.people.slips'), icon: IconPrinter, onPress: () => setPrinting(true) }]}
          onClear={() => setSelected(new Map())}
        />
      )}
      {printing && (
        <SlipsDialog
          people={[...selected.values()]}
          onClose={() => {
            setPrinting(false)
            setSelected(new Map())
          }}
        />
      )}
    </div>
  )
}
