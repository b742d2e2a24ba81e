import { type ComboboxParsedItem, Loader, MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useT } from '../i18n/index.ts'
import type { FieldProps } from '../kit/form.tsx'

export interface ChosenUnit {
  id: number
  name: string
}

interface UnitFieldProps extends FieldProps<ChosenUnit | null> {
  label: string
  hint?: string
  required?: boolean
}

/** One unit out of thousands, found by the server: by name or code, with or without accents. */
export function UnitField({ id, name, value, onChange, error, label, hint, required }: UnitFieldProps) {
  const t = useT()
  const { choices, search } = useFoundUnits(value ? [value] : [])
  return (
    <Select
      id={id}
      name={name}
      label={label}
      description={hint}
      error={error}
      withAsterisk={required}
      required={required}
      {...search}
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      value={value ? String(value.id) : null}
      onChange={(next) => onChange(choices.find((one) => String(one.id) === next) ?? null)}
    />
  )
}

/** As `UnitField`, for several. */
export function UnitsField({
  id,
  name,
  value,
  onChange,
  error,
  label,
  hint,
}: FieldProps<ChosenUnit[]> & { label: string; hint?: string }) {
  const { choices, search } = useFoundUnits(value)
  return (
    <MultiSelect
      id={id}
      name={name}
      label={label}
      description={hint}
      error={error}
      {...search}
      value={value.map((unit) => String(unit.id))}
      onChange={(next) => onChange(choices.filter((one) => next.includes(String(one.id))))}
    />
  )
}

/** What is chosen and what the server finds for the words typed, and how a box of choices searches with it. */
function useFoundUnits(chosen: readonly ChosenUnit[]) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 200)
  const found = useQuery({
    queryKey: ['unit', 'find', asked],
    queryFn: () => answer(api.GET('/api/units', { params: { query: { q: asked, limit: 20 } } })),
    enabled: asked.length > 1 && !chosen.some((unit) => unit.name === asked),
    placeholderData: keepPreviousData,
  })
  const rows = (found.data?.rows ?? []).filter((unit) => !chosen.some((one) => one.id === unit.id))
  const choices: ChosenUnit[] = [...chosen, ...rows.map((unit) => ({ id: unit.id, name: unit.name }))]
  const search = {
    inputWrapperOrder: ['label', 'description', 'input', 'error'] as ('label' | 'description' | 'input' | 'error')[],
    placeholder: t('organisation.form.find'),
    searchable: true,
    data: choices.map((unit) => ({ value: String(unit.id), label: unit.name })),
    // the server has found them already, by more than their names
    filter: ({ options }: { options: ComboboxParsedItem[] }) => options,
    searchValue: typed,
    onSearchChange: setTyped,
    nothingFoundMessage: asked.length > 1 && !found.isFetching ? t('list.nothingFits') : t('organisation.form.find'),
    rightSection: found.isFetching ? <Loader size={16} /> : undefined,
  }
  return { choices, search }
}
