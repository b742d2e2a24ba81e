import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { formatDate, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { Empty } from '../kit/empty.tsx'
import { DateField, SelectField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { useUrlSearch } from '../url.ts'

interface Entry {
  plan: string | null
  periodFrom: string | null
  periodTo: string | null
}

/** Lập báo cáo: which plan, which period; everything else comes from the record. */
export function NewReportPage() {
  const t = useT()
  const plans = useQuery({
    queryKey: ['plan', 'to-report'],
    queryFn: async () => {
      const { rows } = await answer(api.GET('/api/plans', { params: { query: { tab: 'all', limit: 100 } } }))
      return rows
        .filter((plan) => plan.standing.state === 'issued')
        .map((plan) => ({ value: plan.id, label: [plan.number, plan.title].filter(Boolean).join(' · ') }))
    },
  })
  return (
    <>
      <PageHead title={t('reports.make')} back={{ to: '/reports', label: t('reports.title') }} />
      <Loaded query={plans} lines={4}>
        {(choices) =>
          choices.length === 0 ? (
            <Empty title={t('reports.noPlan')} text={t('reports.noPlanText')} />
          ) : (
            <NewReportForm choices={choices} />
          )
        }
      </Loaded>
    </>
  )
}

function NewReportForm({ choices }: { choices: { value: string; label: string }[] }) {
  const t = useT()
  const navigate = useNavigate()
  const [{ plan }] = useUrlSearch()
  const now = today()
  const asked = choices.find((choice) => choice.value === plan) ?? choices[0]
  const form = useForm<Entry>({
    initial: { plan: asked?.value ?? null, periodFrom: `${now.slice(0, 4)}-01-01`, periodTo: now },
    check: (values) => {
      const errors: Errors<Entry> = {}
      if (!values.plan) errors.plan = t('reports.needPlan')
      if (!values.periodFrom) errors.periodFrom = t('reports.needDay')
      if (!values.periodTo) errors.periodTo = t('reports.needDay')
      else if (values.periodFrom && values.periodTo < values.periodFrom) errors.periodTo = t('reports.wrongPeriod')
      return errors
    },
    submit: async ({ plan: id, periodFrom, periodTo }) => {
      const made = await answer(
        api.POST('/api/plans/{id}/reports', {
          params: { path: { id: id ?? '' } },
          body: { periodFrom: periodFrom ?? '', periodTo: periodTo ?? '' },
        }),
      )
      trackJob(made.progressId, t('jobs.compile'), `/reports/${made.id}`)
      await navigate({ to: `/reports/${made.id}` })
    },
  })
  return (
    <Form
      form={form}
      submit={t('reports.make')}
      leadOn={({ type, id }) =>
        type === '/errors/already-exists' &&
        typeof id === 'string' && <Link to={`/reports/${id}`}>{t('reports.openExisting')}</Link>
      }
    >
      <SelectField {...form.field('plan')} label={t('reports.choosePlan')} required choices={choices} />
      <DateField {...form.field('periodFrom')} label={t('reports.from')} required />
      <DateField
        {...form.field('periodTo')}
        label={t('reports.to')}
        required
        {...((form.values.periodTo ?? '') > now ? { hint: t('reports.countedToToday') } : {})}
      />
      <DayMeant plan={form.values.plan} periodTo={form.values.periodTo} />
    </Form>
  )
}

/** Which day a report up to then is for, or that it is an interim one; said while the period is chosen. */
function DayMeant({ plan, periodTo }: { plan: string | null; periodTo: string | null }) {
  const t = useT()
  const asked = useQuery({
    queryKey: ['report', 'day', plan, periodTo],
    queryFn: () =>
      answer(
        api.GET('/api/plans/{id}/report-day', {
          params: { path: { id: plan ?? '' }, query: { periodTo: periodTo ?? '' } },
        }),
      ),
    enabled: plan !== null && periodTo !== null,
    placeholderData: keepPreviousData,
  })
  const { standingOn, dueOn, from } = asked.data ?? {}
  return (
    <p role="status" style={{ margin: 0 }}>
      {dueOn
        ? t('reports.forDay', { date: formatDate(dueOn) })
        : standingOn && from
          ? t('reports.interimUntil', { date: formatDate(standingOn), from: formatDate(from) })
          : ''}
    </p>
  )
}
