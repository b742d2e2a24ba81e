import '@mantine/dates/styles.css'
import 'dayjs/locale/vi'
import { DateInput, DatesProvider } from '@mantine/dates'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import { useLocale, useT } from '../i18n/index.ts'
import type { Worn } from './fields.tsx'

dayjs.extend(customParseFormat)

/** `9/3/2026`, `09-03-2026`, `09032026`, `9.3` (this year) → `2026-03-09`; null when it is no day. */
export function parseDay(text: string, thisYear: number): string | null {
  const digits = text.trim().replace(/[.\-\s]/g, '/')
  const whole = /^\d{1,2}\/\d{1,2}$/.test(digits) ? `${digits}/${thisYear}` : digits
  const parsed = dayjs(whole, ['D/M/YYYY', 'DD/MM/YYYY', 'DDMMYYYY'], true)
  return parsed.isValid() ? parsed.format('YYYY-MM-DD') : null
}

interface DateBoxProps {
  wrapper: Worn
  id: string
  name: string
  value: string | null
  onChange: (value: string | null) => void
  required?: boolean
  disabled?: boolean
  min?: string
  max?: string
}

/** The calendar behind `DateField`; a chunk of its own because dayjs and the calendar are heavy. */
export default function DateBox({ wrapper, min, max, ...box }: DateBoxProps) {
  const locale = useLocale()
  const t = useT()
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
      <DateInput
        {...wrapper}
        {...box}
        valueFormat="DD/MM/YYYY"
        placeholder={locale === 'vi' ? 'ngày/tháng/năm' : 'dd/mm/yyyy'}
        dateParser={(text) => parseDay(text, new Date().getFullYear())}
        minDate={min}
        maxDate={max}
        clearable={!box.required}
        clearButtonProps={{ 'aria-label': t('common.remove') }}
      />
    </DatesProvider>
  )
}
