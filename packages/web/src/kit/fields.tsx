import {
  Checkbox,
  type InputWrapperProps,
  NumberInput,
  PasswordInput,
  Radio,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { Suspense, useState } from 'react'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import type { DateBoxProps } from './date-box.tsx'
import { filterChoices } from './filter-choices.ts'
import type { FieldProps } from './form.tsx'
import { lazyAgain } from './lazy-again.ts'
import { useDayFault } from './use-day-fault.ts'

export interface Labelled {
  label: string
  hint?: string
  required?: boolean
  disabled?: boolean
}
export interface Choice {
  value: string
  label: string
  hint?: string
}

/** What every field is told besides its value. */
type Worn = Labelled & Omit<FieldProps<unknown>, 'value' | 'onChange'>

export type Wrapper = Pick<InputWrapperProps, 'label' | 'description' | 'withAsterisk' | 'error' | 'inputWrapperOrder'>

/** Label, hint above the box and error below it, tied to the box by id (Mantine does the aria). */
function wrapped({ label, hint, required, error }: Worn): Wrapper {
  return {
    label,
    description: hint,
    withAsterisk: required,
    error,
    inputWrapperOrder: ['label', 'description', 'input', 'error'],
  }
}

/** The same with what the box itself is told. */
export function worn(field: Worn) {
  const { id, name, required, disabled } = field
  return { ...wrapped(field), id, name, required, disabled }
}

interface TextFieldProps extends FieldProps<string>, Labelled {
  type?: 'text' | 'email' | 'tel' | 'search'
  autoComplete?: string
  placeholder?: string
  maxLength?: number
}

export function TextField({ value, onChange, type, autoComplete, placeholder, maxLength, ...field }: TextFieldProps) {
  return (
    <TextInput
      {...worn(field)}
      type={type}
      autoComplete={autoComplete}
      placeholder={placeholder}
      maxLength={maxLength}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function TextAreaField({
  rows = 3,
  value,
  onChange,
  ...field
}: FieldProps<string> & Labelled & { rows?: number }) {
  return (
    <Textarea
      {...worn(field)}
      autosize
      minRows={rows}
      maxRows={16}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function PasswordField({
  value,
  onChange,
  autoComplete,
  ...field
}: FieldProps<string> & Labelled & { autoComplete: 'current-password' | 'new-password' }) {
  const t = useT()
  return (
    <PasswordInput
      {...worn(field)}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': t('form.show') }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Numbers the Vietnamese way: `1.234,5`. Empty is null, which differs from 0. */
export function NumberField({
  value,
  onChange,
  min,
  max,
  decimals = 0,
  unit,
  ...field
}: FieldProps<number | null> & Labelled & { min?: number; max?: number; decimals?: number; unit?: string }) {
  return (
    <NumberInput
      {...worn(field)}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      min={min}
      max={max}
      thousandSeparator="."
      decimalSeparator=","
      decimalScale={decimals}
      suffix={unit ? ` ${unit}` : undefined}
      hideControls
      inputMode={decimals > 0 ? 'decimal' : 'numeric'}
    />
  )
}

/** One of many, searchable. For two to five choices use `ChoiceField`, which shows them all. */
export function SelectField({
  value,
  onChange,
  choices,
  ...field
}: FieldProps<string | null> & Labelled & { choices: Choice[] }) {
  const t = useT()
  return (
    <Select
      allowDeselect={false}
      {...worn(field)}
      value={value}
      onChange={onChange}
      data={choices}
      searchable={choices.length > 7}
      filter={filterChoices}
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      nothingFoundMessage={t('list.nothingFits')}
      checkIconPosition="right"
    />
  )
}

export function ChoiceField({
  value,
  onChange,
  choices,
  ...field
}: FieldProps<string | null> & Labelled & { choices: Choice[] }) {
  return (
    <Radio.Group {...wrapped(field)} id={field.id} name={field.name} value={value} onChange={onChange}>
      <Stack gap="xs" my="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} description={choice.hint} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

export function CheckField({
  id,
  name,
  value,
  onChange,
  error,
  label,
  hint,
  disabled,
}: FieldProps<boolean> & Labelled) {
  return (
    <Checkbox
      id={id}
      name={name}
      label={label}
      description={hint}
      error={error}
      disabled={disabled}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** The calendar, or the browser's own where it cannot be fetched: a form that is opened without a connection stays a form. */
const calendar = lazyAgain<DateBoxProps>(() => import('./date-box.tsx'), PlainDay)

function PlainDay({ wrapper, value, onChange, onUnfit, ...box }: DateBoxProps) {
  const { error, hear, leave } = useDayFault(wrapper.error, { min: box.min, max: box.max }, onUnfit)
  return (
    <TextInput
      {...wrapper}
      {...box}
      error={error}
      type="date"
      value={value ?? ''}
      onChange={(event) => {
        const day = event.currentTarget.value
        // the browser keeps what is no day to itself and says only that there is something
        hear(event.currentTarget.validity.badInput ? event.currentTarget.type : day && formatDate(day))
        onChange(day || null)
      }}
      onBlur={leave}
    />
  )
}

/** A day as `YYYY-MM-DD` or null, typed or picked as dd/MM/yyyy; what is no day it takes stays and is told. The calendar loads when first shown. */
export function DateField({
  value,
  onChange,
  min,
  max,
  hideLabel,
  autoFocus,
  ...field
}: FieldProps<string | null> & Labelled & { min?: string; max?: string; hideLabel?: boolean; autoFocus?: boolean }) {
  const [DateBox] = useState(calendar)
  const { label: shown, ...rest } = wrapped(field)
  // where its name stands beside it already, it is still told to who cannot see that
  const wrapper = hideLabel ? { ...rest, 'aria-label': field.label } : { ...rest, label: shown }
  const { id, name, required, disabled } = field
  return (
    <Suspense fallback={<TextInput {...wrapper} id={id} value={value ? formatDate(value) : ''} readOnly aria-busy />}>
      <DateBox
        wrapper={wrapper}
        id={id}
        name={name}
        value={value}
        onChange={onChange}
        required={required}
        disabled={disabled}
        min={min}
        max={max}
        autoFocus={autoFocus}
        onUnfit={field.onUnfit}
      />
    </Suspense>
  )
}
