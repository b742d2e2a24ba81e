import { Loader, Select } from '@mantine/core'
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
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 200)
  const found = useQuery({
    queryKey: ['unit', 'find', asked],
    queryFn: () => answer(api.GET('/api/units', { params: { query: { q: asked, limit: 20 } } })),
    enabled: asked.length > 1 && asked !== value?.name,
    placeholderData: keepPreviousData,
  })
  const rows = (found.data?.rows ?? []).filter((unit) => unit.id !== value?.id)
  const choices = [...(value ? [value] : []), ...rows]
  return (
    <Select
      id={id}
      name={name}
      label={label}
      description={hint}
      error={error}
      withAsterisk={required}
      required={required}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      placeholder={t('organisation.form.find')}
      searchable
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      value={value ? String(value.id) : null}
      data={choices.map((unit) => ({ value: String(unit.id), label: unit.name }))}
      // the server has found them already, by more than their names
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(next) => {
        const unit = choices.find((one) => String(one.id) === next)
        onChange(unit ? { id: unit.id, name: unit.name } : null)
      }}
      nothingFoundMessage={asked.length > 1 && !found.isFetching ? t('list.nothingFits') : t('organisation.form.find')}
      rightSection={found.isFetching ? <Loader size={16} /> : undefined}
    />
  )
}
