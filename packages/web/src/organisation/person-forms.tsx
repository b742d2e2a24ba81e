import { type Role, roles } from '@banggiao/catalogue'
import { useQueryClient } from '@tanstack/react-query'
import { roleName } from '../account/role-names.ts'
import { answer, api } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, SelectField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, type FormState, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import type { Person, Unit } from './unit.ts'

interface DialogProps {
  opened: boolean
  onClose: () => void
}

/** Refreshes everything that shows people; parts of a unit count theirs. */
export function usePeopleChanged(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const record of ['person', 'unit']) void queries.invalidateQueries({ queryKey: [record] })
  }
}

interface Identity {
  name: string
  phone: string
  staffCode: string
  email: string
}
interface Post {
  role: string | null
  title: string
  partId: string | null
  startedOn: string | null
}

const NO_POST: Post = { role: null, title: '', partId: null, startedOn: null }

function checkIdentity(t: ReturnType<typeof useT>, values: Identity): Errors<Identity> {
  const errors: Errors<Identity> = {}
  if (!values.name.trim()) errors.name = t('organisation.people.needName')
  if (!values.phone.trim() && !values.staffCode.trim() && !values.email.trim())
    errors.phone = t('organisation.people.needIdentifier')
  return errors
}

function identityOf(values: Identity) {
  return {
    name: values.name.trim(),
    phone: values.phone.trim() || null,
    staffCode: values.staffCode.trim() || null,
    email: values.email.trim() || null,
  }
}

function membershipOf(values: Post) {
  return {
    role: values.role as Role,
    ...(values.title.trim() ? { title: values.title.trim() } : {}),
    ...(values.partId ? { partId: Number(values.partId) } : {}),
    ...(values.startedOn ? { startedOn: values.startedOn } : {}),
  }
}

function IdentityFields({ form }: { form: Pick<FormState<Identity>, 'field'> }) {
  const t = useT()
  return (
    <>
      <TextField {...form.field('name')} label={t('organisation.people.name')} required maxLength={200} />
      <TextField
        {...form.field('phone')}
        label={t('organisation.people.phone')}
        hint={t('organisation.people.identifierHint')}
        type="tel"
        maxLength={30}
      />
      <TextField {...form.field('staffCode')} label={t('organisation.people.staffCode')} maxLength={60} />
      <TextField {...form.field('email')} label={t('organisation.people.email')} type="email" maxLength={200} />
    </>
  )
}

function PostFields({
  form,
  parts,
  changing,
}: {
  form: Pick<FormState<Post>, 'field'>
  parts: Unit['parts']
  changing?: boolean
}) {
  const t = useT()
  const locale = useLocale()
  const teams = parts.filter((part) => part.kind === 'team')
  return (
    <>
      {!changing && (
        <SelectField
          {...form.field('role')}
          label={t('organisation.people.role')}
          required
          choices={roles.map((role) => ({ value: role, label: roleName(role, locale) }))}
        />
      )}
      <TextField
        {...form.field('title')}
        label={t('organisation.people.titleField')}
        hint={t('organisation.people.titleHint')}
        maxLength={200}
      />
      {teams.length > 0 && (
        <SelectField
          {...form.field('partId')}
          label={t('organisation.people.part')}
          choices={teams.map((part) => ({ value: String(part.id), label: part.name }))}
        />
      )}
      {!changing && <DateField {...form.field('startedOn')} label={t('organisation.people.startedOn')} />}
    </>
  )
}

type NewPerson = Identity & Post

/** A person with their first post here. Somebody the system knows already joins with the record they have. */
export function AddPersonDialog({ unit, opened, onClose }: DialogProps & { unit: Unit }) {
  const t = useT()
  return (
    <Dialog size={592} opened={opened} onClose={onClose} title={t('organisation.people.add')}>
      <AddPersonForm unit={unit} onClose={onClose} />
    </Dialog>
  )
}

function AddPersonForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const changed = usePeopleChanged()
  const form = useForm<NewPerson>({
    draftKey: `unit.${unit.id}.person`,
    initial: {
      name: '',
      phone: '',
      staffCode: '',
      email: '',
      ...NO_POST,
      role: unit.level ? 'teacher' : 'officer',
      startedOn: today(),
    },
    check: (values) => ({
      ...checkIdentity(t, values),
      ...(values.role ? {} : { role: t('organisation.people.needRole') }),
    }),
    submit: async (values) => {
      const { joined } = await answer(
        api.POST('/api/units/{id}/people', {
          params: { path: { id: unit.id } },
          body: { ...identityOf(values), memberships: [membershipOf(values)] },
        }),
      )
      changed()
      toast({
        tone: 'good',
        text: t(joined ? 'organisation.people.joined' : 'organisation.people.added', { name: values.name.trim() }),
      })
    },
  })
  return (
    <Form form={form} submit={t('organisation.people.submit')} onSent={onClose}>
      <IdentityFields form={form as unknown as FormState<Identity>} />
      <PostFields form={form as unknown as FormState<Post>} parts={unit.parts} />
    </Form>
  )
}

/** Name and what the person signs in with. */
export function EditPersonForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const t = useT()
  const changed = usePeopleChanged()
  const form = useForm<Identity>({
    initial: {
      name: person.name,
      phone: person.phone ?? '',
      staffCode: person.staffCode ?? '',
      email: person.email ?? '',
    },
    check: (values) => checkIdentity(t, values),
    submit: async (values) => {
      await answer(
        api.PATCH('/api/people/{id}', {
          params: { path: { id: person.id } },
          body: { version: person.version, ...identityOf(values) },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.people.changed', { name: values.name.trim() }) })
    },
  })
  return (
    <Form form={form} submit={t('common.save')} onSent={onDone}>
      <IdentityFields form={form} />
    </Form>
  )
}

/** One more post of a person in this unit. */
export function AddPostForm({ unit, person, onDone }: { unit: Unit; person: Person; onDone: () => void }) {
  const t = useT()
  const changed = usePeopleChanged()
  const form = useForm<Post>({
    initial: { ...NO_POST, startedOn: today() },
    check: ({ role }) => (role ? {} : { role: t('organisation.people.needRole') }),
    submit: async (values) => {
      await answer(
        api.POST('/api/people/{id}/memberships', {
          params: { path: { id: person.id } },
          body: { unitId: unit.id, ...membershipOf(values) },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.people.postAdded') })
    },
  })
  return (
    <Form form={form} submit={t('organisation.people.addPost')} onSent={onDone}>
      <PostFields form={form} parts={unit.parts} />
    </Form>
  )
}

type Membership = Person['memberships'][number]

/** Title and part of a post. Another role is another post. */
export function ChangePostForm({
  unit,
  membership,
  onDone,
}: {
  unit: Unit
  membership: Membership
  onDone: () => void
}) {
  const t = useT()
  const changed = usePeopleChanged()
  const form = useForm<Post>({
    initial: {
      role: membership.role,
      title: membership.title,
      partId: membership.partId === null ? null : String(membership.partId),
      startedOn: membership.startedOn,
    },
    submit: async ({ title, partId }) => {
      const part = partId ? Number(partId) : null
      await answer(
        api.PATCH('/api/memberships/{id}', {
          params: { path: { id: membership.id } },
          body: {
            title: title.trim(),
            ...(part === membership.partId ? {} : { partId: part }),
          },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.people.postSaved') })
    },
  })
  return (
    <Form form={form} submit={t('common.save')} onSent={onDone}>
      <PostFields form={form} parts={unit.id === membership.unitId ? unit.parts : []} changing />
    </Form>
  )
}

/** The last day of a post. */
export function EndPostForm({ membership, onDone }: { membership: Membership; onDone: () => void }) {
  const t = useT()
  const changed = usePeopleChanged()
  const form = useForm<{ endedOn: string | null }>({
    initial: { endedOn: today() },
    check: ({ endedOn }) => (endedOn ? {} : { endedOn: t('organisation.people.needEnd') }),
    submit: async ({ endedOn }) => {
      await answer(
        api.PATCH('/api/memberships/{id}', {
          params: { path: { id: membership.id } },
          body: { endedOn: endedOn ?? '' },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.people.postEnded') })
    },
  })
  return (
    <Form form={form} submit={t('organisation.people.endPost')} onSent={onDone}>
      <DateField
        {...form.field('endedOn')}
        label={t('organisation.people.endedOn')}
        hint={t('organisation.people.endPostText')}
        required
        min={membership.startedOn}
      />
    </Form>
  )
}
