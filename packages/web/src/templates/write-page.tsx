import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { DateField, SelectField, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { toast } from '../kit/toast.tsx'
import { ProblemError, problemOf } from '../problem.ts'
import { useUrlSearch } from '../url.ts'
import classes from './template.module.css'
import { type Template, templateQuery, templatesQuery } from './template.ts'

/** Soạn văn bản: which template, then only what the unit does not know already. */
export function WritePage() {
  const t = useT()
  const locale = useLocale()
  const [search, setSearch] = useUrlSearch()
  const chosen = typeof search.template === 'string' ? search.template : undefined
  const list = useQuery(templatesQuery)
  const template = useQuery({ ...templateQuery(chosen ?? ''), enabled: chosen !== undefined })
  return (
    <>
      <PageHead title={t('templates.write')} back={{ to: '/documents/templates', label: t('templates.back') }} />
      <Loaded query={list} lines={4}>
        {({ rows }) => (
          <>
            <div style={{ maxWidth: 560, marginBottom: 16 }}>
              <SelectField
                id="template"
                name="template"
                label={t('templates.choose')}
                required
                error={undefined}
                value={chosen ?? null}
                choices={rows.map((row) => ({ value: row.key, label: row.name[locale] }))}
                onChange={(key) => setSearch({ template: key ?? undefined }, { replace: true })}
              />
            </div>
            {chosen !== undefined && (
              <Loaded query={template} lines={4}>
                {(found) => <Answers key={found.key} template={found} />}
              </Loaded>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

/** One box for each question of the template. */
function Answers({ template }: { template: Template }) {
  const t = useT()
  const locale = useLocale()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { fields } = template.content
  const office = { name: 'office', type: 'text', vi: t('templates.given.office'), en: t('templates.given.office') }
  const asked = template.asksOffice ? [...fields, office] : fields
  const form = useForm<Record<string, string>>({
    initial: Object.fromEntries(asked.map(({ name }) => [name, ''])),
    draftKey: `letter.new.${template.key}`,
    submit: async (answers) => {
      const values = Object.fromEntries(
        asked.flatMap(({ name, type }) => {
          const given = answers[name]?.trim() ?? ''
          if (given === '') return []
          const entries = given.split('\n').flatMap((line) => line.trim() || [])
          return [[name, type === 'lines' ? entries : given] as const]
        }),
      )
      const { id } = await answer(api.POST('/api/letters', { body: { template: template.key, values } })).catch(
        atFields,
      )
      await queries.invalidateQueries({ queryKey: ['document'] })
      toast({ tone: 'good', text: t('templates.began') })
      await navigate({ to: `/documents/${id}/edit` })
    },
  })
  return (
    <Form form={form} submit={t('templates.begin')}>
      {asked.map(({ name, type, [locale]: label }) => {
        const field = form.field(name)
        const text = { ...field, value: field.value ?? '' }
        if (type === 'lines')
          return <TextAreaField key={name} {...text} label={label} hint={t('templates.linesHint')} />
        if (type === 'date')
          return (
            <DateField
              key={name}
              {...field}
              value={text.value || null}
              onChange={(day) => field.onChange(day ?? '')}
              label={label}
            />
          )
        if (type === 'time') return <TextField key={name} {...text} label={label} placeholder="08:30" />
        return (
          <TextField
            key={name}
            {...text}
            label={label}
            {...(name === 'office' ? { hint: t('templates.officeHint') } : {})}
          />
        )
      })}
      <p className={classes.hint}>
        {t('templates.laterHint')} {t('templates.known')}
      </p>
    </Form>
  )
}

/** What is wrong with "/values/time" is said at the box `time`. @throws ProblemError */
function atFields(thrown: unknown): never {
  const { errors, ...problem } = problemOf(thrown)
  throw new ProblemError({
    ...problem,
    ...(errors
      ? { errors: errors.map(({ path, message }) => ({ path: path.replace('/values/', '/'), message })) }
      : {}),
  } as ProblemError['problem'])
}
