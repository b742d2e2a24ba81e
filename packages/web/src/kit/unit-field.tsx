import { type ComboboxParsedItem, Loader, MultiSelect, Pill, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useT } from '../i18n/index.ts'
import { type Labelled, worn } from './fields.tsx'
import type { FieldProps } from './form.tsx'

export interface ChosenUnit {
  id: number
  name: string
}

/** One unit out of thousands, found by the server: by name or code, with or without accents. */
export function UnitField({ value, onChange, ...field }: FieldProps<ChosenUnit | null> & Labelled) {
  const t = useT()
  const { choices, search } = useFoundUnits(value ? [value] : [])
  return (
    <Select
      {...worn(field)}
      {...search}
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': t('common.remove') }}
      value={value ? String(value.id) : null}
      onChange={(next) => onChange(choices.find((one) => String(one.id) === next) ?? null)}
    />
  )
}

/** As `UnitField`, for several: each a pill that is taken out by keyboard too. */
export function UnitsField({ value, onChange, ...field }: FieldProps<ChosenUnit[]> & Labelled) {
  const t = useT()
  const { choices, search } = useFoundUnits(value)
  return (
    <MultiSelect
      {...worn(field)}
      {...search}
      placeholder={value.length === 0 ? search.placeholder : undefined}
      hidePickedOptions
      renderPill={({ option, onRemove }) => (
        <Pill
          withRemoveButton
          removeButtonProps={{
            'aria-label': `${t('common.remove')} ${option.label}`,
            tabIndex: 0,
            'aria-hidden': false,
          }}
          onRemove={onRemove}
        >
          {option.label}
        </Pill>
      )}
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
  // with nothing typed, what was found for the words before is not offered
  const rows = (typed.trim() === '' ? [] : (found.data?.rows ?? [])).filter(
    (unit) => !chosen.some((one) => one.id === unit.id),
  )
  const choices: ChosenUnit[] = [...chosen, ...rows.map((unit) => ({ id: unit.id, name: unit.name }))]
  const search = {
    placeholder: t('form.findUnit'),
    searchable: true,
    data: choices.map((unit) => ({ value: String(unit.id), label: unit.name })),
    // the server has found them already, by more than their names
    filter: ({ options }: { options: ComboboxParsedItem[] }) => options,
    searchValue: typed,
    onSearchChange: setTyped,
    // before anything was typed, an open list would only cover what stands below the box
    nothingFoundMessage: typed.trim().length > 1 && !found.isFetching ? t('list.nothingFits') : undefined,
    rightSection: found.isFetching ? <Loader size={16} /> : undefined,
  }
  return { choices, search }
}
