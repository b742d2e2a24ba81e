import '@mantine/dates/styles.css'
import 'dayjs/locale/vi'
import { DateInput, DatesProvider } from '@mantine/dates'
import { useLocale, useT } from '../i18n/index.ts'
import { parseDay } from './day.ts'
import type { Wrapper } from './fields.tsx'
import type { FieldProps } from './form.tsx'
import { useDayFault } from './use-day-fault.ts'

export interface DateBoxProps {
  wrapper: Wrapper | (Omit<Wrapper, 'label'> & { 'aria-label': string })
  id: string
  name: string
  value: string | null
  onChange: (value: string | null) => void
  required?: boolean
  disabled?: boolean
  min?: string
  max?: string
  autoFocus?: boolean
  onUnfit?: FieldProps<unknown>['onUnfit']
}

/** The calendar behind `DateField`; a chunk of its own because dayjs and the calendar are heavy. */
export default function DateBox({ wrapper, min, max, onChange, onUnfit, ...box }: DateBoxProps) {
  const locale = useLocale()
  const t = useT()
  const { error, unfit, hear, leave } = useDayFault(wrapper.error, { min, max }, onUnfit)
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
      <DateInput
        {...wrapper}
        {...box}
        error={error}
        onInput={(event) => hear(event.currentTarget.value)}
        onChange={(day) => {
          hear('')
          onChange(day)
        }}
        onBlur={leave}
        // what is no day stays as it was typed, to be mended
        fixOnBlur={!unfit}
        valueFormat="DD/MM/YYYY"
        placeholder={locale === 'vi' ? 'ngày/tháng/năm' : 'dd/mm/yyyy'}
        dateParser={(text) => parseDay(text, new Date().getFullYear())}
        ariaLabels={{ previousMonth: t('calendar.previous'), nextMonth: t('calendar.next') }}
        hideOutsideDates
        minDate={min}
        maxDate={max}
        clearable={!box.required}
        clearButtonProps={{ 'aria-label': t('common.remove') }}
      />
    </DatesProvider>
  )
}
