import { Button } from '@mantine/core'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { formatDate, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { CheckField, ChoiceField, DateField, TextAreaField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Rule } from '../kit/rule.tsx'
import { toast } from '../kit/toast.tsx'
import { LetterheadPreview } from './letterhead-preview.tsx'
import classes from './organisation.module.css'
import { holdsOn, type Setting, type Unit } from './unit.ts'
import { useUnitsChanged } from './unit-forms.tsx'

/** What prints on a day, and its change from a day on: earlier papers keep theirs. */
export function LetterheadTab({ unit }: { unit: Unit }) {
  const t = useT()
  const [day, setDay] = useState<string | null>(() => (unit.validTo && unit.validTo < today() ? unit.validTo : today()))
  const [changing, setChanging] = useState(false)
  const shown = day ? unit.settings.find((one) => holdsOn(one, day)) : undefined
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <DateField
          id="letterhead-day"
          name="letterhead-day"
          label={t('organisation.head.on')}
          value={day}
          onChange={setDay}
          error={undefined}
          required
        />
        {unit.can.manage && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('organisation.head.change')}
          </Button>
        )}
        <Rule clause={t('organisation.head.clause')} source={t('organisation.head.source')} />
      </div>
      {shown && day ? (
        <>
          <LetterheadPreview setting={shown} day={day} />
          <dl className={classes.pairs}>
            <div>
              <dt>{t('organisation.head.salutation')}</dt>
              <dd>{shown.salutation}</dd>
            </div>
            <div>
              <dt>{t('organisation.head.symbol')}</dt>
              <dd>{shown.symbol}</dd>
            </div>
            <div>
              <dt>{t('organisation.head.numbersHere')}</dt>
              <dd>{shown.numbersHere ? t('common.yes') : t('organisation.head.numbersThere')}</dd>
            </div>
          </dl>
        </>
      ) : (
        <p className={classes.notice}>
          <b>{t('organisation.head.none')}</b> {t('organisation.head.noneText')}
        </p>
      )}
      {unit.settings.length > 1 && (
        <section className={classes.panel}>
          <h2>{t('organisation.head.history')}</h2>
          <ul className={classes.history}>
            {unit.settings.map((one) => (
              <li key={one.id}>
                <Button
                  variant={one === shown ? 'light' : 'subtle'}
                  size="compact-md"
                  aria-pressed={one === shown}
                  onClick={() => setDay(one.to ?? (one.from && one.from > today() ? one.from : today()))}
                >
                  {one.from && one.from > '1900-01-01' ? formatDate(one.from) : t('organisation.unit.always')}
                  {one.to && ` – ${formatDate(one.to)}`}
                </Button>
                <span>
                  {one.issuerLines.join(' ')} · {one.symbol}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Dialog size={800} opened={changing} onClose={() => setChanging(false)} title={t('organisation.head.change')}>
        <LetterheadForm unit={unit} before={shown ?? unit.settings[0]} onClose={() => setChanging(false)} />
      </Dialog>
    </div>
  )
}

interface Entry {
  from: string | null
  superiorLines: string
  issuerLines: string
  place: string
  symbol: string
  salutation: string | null
  signAuthority: string
  headTitle: string
  deputyTitle: string
  numbersHere: boolean
}
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

function LetterheadForm({ unit, before, onClose }: { unit: Unit; before: Setting | undefined; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Entry>({
    draftKey: `unit.${unit.id}.letterhead`,
    initial: {
      from: today(),
      superiorLines: before?.superiorLines.join('\n') ?? '',
      issuerLines: before?.issuerLines.join('\n') ?? '',
      place: before?.place ?? '',
      symbol: before?.symbol ?? '',
      salutation: before?.salutation ?? 'yêu cầu',
      signAuthority: before?.signAuthority.join('\n') ?? '',
      headTitle: before?.headTitle ?? '',
      deputyTitle: before?.deputyTitle ?? '',
      numbersHere: before?.numbersHere ?? false,
    },
    check: (values) => {
      const errors: Errors<Entry> = {}
      if (!values.from) errors.from = t('organisation.head.needFrom')
      if (lines(values.issuerLines).length === 0) errors.issuerLines = t('organisation.head.needIssuer')
      if (!values.place.trim()) errors.place = t('organisation.head.needPlace')
      if (!values.symbol.trim()) errors.symbol = t('organisation.head.needSymbol')
      if (!values.headTitle.trim()) errors.headTitle = t('organisation.head.needHead')
      if (!values.deputyTitle.trim()) errors.deputyTitle = t('organisation.head.needDeputy')
      return errors
    },
    submit: async (values) => {
      await answer(
        api.POST('/api/units/{id}/letterheads', {
          params: { path: { id: unit.id } },
          body: { ...printed(values), from: values.from ?? '', numbersHere: values.numbersHere },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.head.saved') })
    },
  })
  const { values } = form
  return (
    <Form form={form} submit={t('organisation.head.save')} onSent={onClose} wide>
      <p className={classes.lead}>{t('organisation.head.changeText')}</p>
      <LetterheadPreview setting={printed(values)} day={values.from ?? today()} />
      <DateField {...form.field('from')} label={t('organisation.head.from')} required />
      <div className={classes.pair}>
        <TextAreaField
          {...form.field('superiorLines')}
          label={t('organisation.head.superiorLines')}
          hint={t('organisation.head.superiorHint')}
          rows={2}
        />
        <TextAreaField
          {...form.field('issuerLines')}
          label={t('organisation.head.issuerLines')}
          hint={t('organisation.head.issuerHint')}
          required
          rows={2}
        />
      </div>
      <div className={classes.pair}>
        <TextField {...form.field('place')} label={t('organisation.head.place')} required maxLength={100} />
        <TextField
          {...form.field('symbol')}
          label={t('organisation.head.symbol')}
          hint={t('organisation.head.symbolHint', { symbol: values.symbol })}
          required
          maxLength={40}
        />
      </div>
      <TextAreaField
        {...form.field('signAuthority')}
        label={t('organisation.head.signAuthority')}
        hint={t('organisation.head.signHint')}
        rows={1}
      />
      <div className={classes.pair}>
        <TextField {...form.field('headTitle')} label={t('organisation.head.headTitle')} required maxLength={100} />
        <TextField {...form.field('deputyTitle')} label={t('organisation.head.deputyTitle')} required maxLength={100} />
      </div>
      <ChoiceField
        {...form.field('salutation')}
        label={t('organisation.head.salutation')}
        hint={t('organisation.head.salutationHint')}
        choices={[
          { value: 'yêu cầu', label: 'yêu cầu' },
          { value: 'đề nghị', label: 'đề nghị' },
        ]}
      />
      <CheckField
        {...form.field('numbersHere')}
        label={t('organisation.head.numbersHere')}
        hint={t('organisation.head.numbersHint')}
      />
    </Form>
  )
}

/** What was typed, as it prints. */
function printed(values: Entry) {
  return {
    superiorLines: lines(values.superiorLines),
    issuerLines: lines(values.issuerLines),
    place: values.place.trim(),
    symbol: values.symbol.trim(),
    salutation: values.salutation === 'đề nghị' ? ('đề nghị' as const) : ('yêu cầu' as const),
    signAuthority: lines(values.signAuthority),
    headTitle: values.headTitle.trim(),
    deputyTitle: values.deputyTitle.trim(),
  }
}
