import { Button, Table } from '@mantine/core'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { formatNumber, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { NumberField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import classes from './organisation.module.css'
import type { Unit } from './unit.ts'
import { useUnitsChanged } from './unit-forms.tsx'

type Year = Unit['years'][number]

/**
 * The school year that `day` falls in; it begins in August (khung kế hoạch thời gian năm học: tựu trường tháng 8).
 */
function schoolYearOf(day: string): string {
  const year = Number(day.slice(0, 4))
  const first = day.slice(5) >= '08-01' ? year : year - 1
  return `${first}-${first + 1}`
}

/** Pupils, classes and staff by school year, with their entry. */
export function YearsTable({ unit }: { unit: Unit }) {
  const t = useT()
  const [open, setOpen] = useState<Year | 'new' | null>(null)
  const shut = () => setOpen(null)
  return (
    <>
      {unit.years.length === 0 && <p className={classes.lead}>{t('organisation.years.empty')}</p>}
      {unit.years.length > 0 && (
        <div className={classes.scroll}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('organisation.years.schoolYear')}</Table.Th>
                <Table.Th ta="end">{t('organisation.years.pupils')}</Table.Th>
                <Table.Th ta="end">{t('organisation.years.classes')}</Table.Th>
                <Table.Th ta="end">{t('organisation.years.staff')}</Table.Th>
                {unit.can.manage && (
                  <Table.Th>
                    <span className="visually-hidden">{t('common.more')}</span>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {unit.years.map((year) => (
                <Table.Tr key={year.schoolYear}>
                  <Table.Td>{year.schoolYear}</Table.Td>
                  <Table.Td ta="end">{formatNumber(year.pupils)}</Table.Td>
                  <Table.Td ta="end">{formatNumber(year.classes)}</Table.Td>
                  <Table.Td ta="end">{formatNumber(year.staff)}</Table.Td>
                  {unit.can.manage && (
                    <Table.Td ta="end">
                      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(year)}>
                        {t('organisation.years.change')}
                        <span className="visually-hidden"> {year.schoolYear}</span>
                      </Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {unit.can.manage && (
        <Button variant="default" size="compact-md" onClick={() => setOpen('new')}>
          {t('organisation.years.add')}
        </Button>
      )}
      <Dialog size={592} opened={open !== null} onClose={shut} title={t('organisation.years.add')}>
        {open && <YearForm unit={unit} year={open === 'new' ? null : open} onClose={shut} />}
      </Dialog>
    </>
  )
}

interface Entry {
  schoolYear: string
  pupils: number | null
  classes: number | null
  staff: number | null
}

function YearForm({ unit, year, onClose }: { unit: Unit; year: Year | null; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Entry>({
    initial: year ?? { schoolYear: schoolYearOf(today()), pupils: null, classes: null, staff: null },
    check: (values) => {
      const errors: Errors<Entry> = {}
      const [, from, to] = /^(\d{4})-(\d{4})$/.exec(values.schoolYear.trim().replace(/\s*[–-]\s*/, '-')) ?? []
      if (!from || Number(to) !== Number(from) + 1) errors.schoolYear = t('organisation.years.needYear')
      for (const name of ['pupils', 'classes', 'staff'] as const)
        if (values[name] === null || values[name] < 0) errors[name] = t('organisation.years.needNumber')
      return errors
    },
    submit: async ({ schoolYear, pupils, classes: count, staff }) => {
      const year = schoolYear.trim().replace(/\s*[–-]\s*/, '-')
      await answer(
        api.PUT('/api/units/{id}/years/{schoolYear}', {
          params: { path: { id: unit.id, schoolYear: year } },
          body: { pupils: pupils ?? 0, classes: count ?? 0, staff: staff ?? 0 },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.years.saved', { year }) })
    },
  })
  return (
    <Form form={form} submit={t('organisation.years.save')} onSent={onClose}>
      <TextField {...form.field('schoolYear')} label={t('organisation.years.schoolYear')} required maxLength={11} />
      <NumberField {...form.field('pupils')} label={t('organisation.years.pupils')} required min={0} />
      <NumberField {...form.field('classes')} label={t('organisation.years.classes')} required min={0} />
      <NumberField {...form.field('staff')} label={t('organisation.years.staff')} required min={0} />
    </Form>
  )
}
