import { Button, Drawer, Group } from '@mantine/core'
import { IconKey, IconPencil, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { useFocusReturn } from '../kit/dialog.tsx'
import { Facts } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { useSession } from '../session/session.ts'
import classes from './organisation.module.css'
import { usePostWords } from './people-tab.tsx'
import { AddPostForm, ChangePostForm, EditPersonForm, EndPostForm } from './person-forms.tsx'
import { SlipsDialog } from './slips.tsx'
import type { Person, Unit } from './unit.ts'

type Membership = Person['memberships'][number]
type Mode = { do: 'read' | 'edit' | 'add-post' } | { do: 'change-post' | 'end-post'; of: Membership }

/** One person beside the list: who, with which posts, signing in with what. Stands in the address as `?person=`. */
export function PersonPanel({ unit, personId, onClose }: { unit: Unit; personId: string; onClose: () => void }) {
  const t = useT()
  useFocusReturn(true)
  const person = useQuery({
    queryKey: ['person', personId],
    queryFn: () => answer(api.GET('/api/people/{id}', { params: { path: { id: personId } } })),
  })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={person.data?.name ?? t('organisation.unit.people')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Loaded query={person} part>
        {(known) => <KnownPerson key={known.id} unit={unit} person={known} onClose={onClose} />}
      </Loaded>
    </Drawer>
  )
}

function KnownPerson({ unit, person, onClose }: { unit: Unit; person: Person; onClose: () => void }) {
  const t = useT()
  const me = useSession().person.id
  const [mode, setMode] = useState<Mode>({ do: 'read' })
  const [printing, setPrinting] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const read = () => setMode({ do: 'read' })
  const leave = useDeed({
    run: (_: null, headers) =>
      answer(api.POST('/api/people/{id}/end', { params: { path: { id: person.id } }, headers })),
    changes: ['person', 'unit'],
    said: t('organisation.people.left', { name: person.name }),
    onDone: onClose,
  })
  const now = person.memberships.filter((post) => post.endedOn === null)
  const former = person.memberships.filter((post) => post.endedOn !== null)
  const identifiers = [person.phone, person.staffCode, person.email].filter((value) => value !== null)

  if (mode.do !== 'read') {
    const titles = {
      edit: 'organisation.people.edit',
      'add-post': 'organisation.people.addPost',
      'change-post': 'organisation.people.changePost',
      'end-post': 'organisation.people.endPost',
    } as const
    return (
      <div className={classes.stack}>
        <h2 className={classes.sub}>{t(titles[mode.do])}</h2>
        {mode.do === 'edit' && <EditPersonForm person={person} onDone={read} />}
        {mode.do === 'add-post' && <AddPostForm unit={unit} person={person} onDone={read} />}
        {mode.do === 'change-post' && <ChangePostForm unit={unit} membership={mode.of} onDone={read} />}
        {mode.do === 'end-post' && <EndPostForm membership={mode.of} onDone={read} />}
        <div>
          <Button variant="subtle" onClick={read}>
            {t('common.back')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={classes.stack}>
      {person.endedOn && (
        <p className={classes.notice}>{t('organisation.people.leftOn', { date: formatDate(person.endedOn) })}</p>
      )}
      <Facts
        facts={[
          {
            label: t('organisation.people.signsIn'),
            value: identifiers.length > 0 ? identifiers.join(' · ') : t('organisation.people.noIdentifier'),
          },
          {
            label: t('organisation.people.accountState'),
            value: t(person.hasAccount ? 'organisation.people.account' : 'organisation.people.noAccount'),
          },
          ...(person.unitId === unit.id ? [] : [{ label: t('organisation.people.home'), value: person.unitName }]),
        ]}
      />
      {person.can.change && (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPencil size={17} aria-hidden />}
            onClick={() => setMode({ do: 'edit' })}
          >
            {t('organisation.people.edit')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconKey size={17} aria-hidden />}
            disabled={identifiers.length === 0}
            onClick={() => setPrinting(true)}
          >
            {t(person.hasAccount ? 'organisation.people.reset' : 'organisation.people.give')}
          </Button>
        </Group>
      )}
      <section>
        <h2 className={classes.sub}>{t('organisation.people.posts')}</h2>
        <Posts unit={unit} posts={now} onAsk={setMode} />
        {unit.can.managePeople && person.endedOn === null && (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setMode({ do: 'add-post' })}
          >
            {t('organisation.people.addPost')}
          </Button>
        )}
      </section>
      {former.length > 0 && (
        <section>
          <h2 className={classes.sub}>{t('organisation.people.former')}</h2>
          <Posts unit={unit} posts={former} onAsk={setMode} />
        </section>
      )}
      {person.can.change && person.id !== me && (
        <section className={classes.leave}>
          {leaving ? (
            <>
              <h2 className={classes.sub}>{t('organisation.people.leave')}</h2>
              <p>{t('organisation.people.leaveText')}</p>
              {leave.problem && <ProblemNotice problem={leave.problem} />}
              <Group gap="xs">
                <Button color="red" loading={leave.running} onClick={() => leave.start(null)}>
                  {t('organisation.people.leaveDo')}
                </Button>
                <Button variant="default" onClick={() => setLeaving(false)}>
                  {t('common.cancel')}
                </Button>
              </Group>
            </>
          ) : (
            <Button variant="subtle" color="red" onClick={() => setLeaving(true)}>
              {t('organisation.people.leave')}
            </Button>
          )}
        </section>
      )}
      {printing && <SlipsDialog people={[person]} onClose={() => setPrinting(false)} />}
    </div>
  )
}

function Posts({ unit, posts, onAsk }: { unit: Unit; posts: readonly Membership[]; onAsk: (mode: Mode) => void }) {
  const t = useT()
  const words = usePostWords()
  return (
    <ul className={classes.rows}>
      {posts.map((post) => (
        <li key={post.id}>
          <div className={classes.main}>
            <b>{words(post)}</b>
            <small>
              {post.unitId !== unit.id && `${post.unitName} · `}
              {post.endedOn
                ? t('organisation.people.between', { from: formatDate(post.startedOn), to: formatDate(post.endedOn) })
                : t('organisation.people.since', { date: formatDate(post.startedOn) })}
            </small>
          </div>
          {post.can.change && post.endedOn === null && (
            <div className={classes.deeds}>
              <Button variant="subtle" size="compact-md" onClick={() => onAsk({ do: 'change-post', of: post })}>
                {t('organisation.people.changePost')}
                <span className="visually-hidden"> {words(post)}</span>
              </Button>
              <Button variant="subtle" size="compact-md" onClick={() => onAsk({ do: 'end-post', of: post })}>
                {t('organisation.people.endPost')}
                <span className="visually-hidden"> {words(post)}</span>
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
