import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useT } from '../i18n/index.ts'

export interface NamedUnit {
  id: number
  name: string
}

/** Units found by name without accents, kept as pills. */
export function UnitPicker({
  label,
  chosen,
  onChange,
}: {
  label: string
  chosen: NamedUnit[]
  onChange: (next: NamedUnit[]) => void
}) {
  const t = useT()
  const box = useCombobox()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const found = useQuery({
    queryKey: ['unit', 'find', q],
    queryFn: () => answer(api.GET('/api/units', { params: { query: { q, limit: 12 } } })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  })
  const rows = (q.length > 1 ? (found.data?.rows ?? []) : []).filter((u) => !chosen.some((c) => c.id === u.id))
  return (
    <Combobox
      store={box}
      onOptionSubmit={(value) => {
        const unit = rows.find((u) => String(u.id) === value)
        if (unit) onChange([...chosen, { id: unit.id, name: unit.shortName ?? unit.name }])
        setTyped('')
      }}
    >
      <Combobox.DropdownTarget>
        <PillsInput label={label}>
          <Pill.Group>
            {chosen.map((unit) => (
              <Pill
                key={unit.id}
                withRemoveButton
                removeButtonProps={{
                  'aria-label': `${t('common.remove')} ${unit.name}`,
                  tabIndex: 0,
                  'aria-hidden': false,
                }}
                onRemove={() => onChange(chosen.filter((c) => c.id !== unit.id))}
              >
                {unit.name}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label={label}
                placeholder={chosen.length === 0 ? t('plans.cascade.find') : undefined}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value)
                  box.openDropdown()
                }}
                onFocus={() => box.openDropdown()}
                onBlur={() => box.closeDropdown()}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={q.length < 2}>
        <Combobox.Options>
          {rows.map((unit) => (
            <Combobox.Option key={unit.id} value={String(unit.id)}>
              {unit.name}
            </Combobox.Option>
          ))}
          {rows.length === 0 && <Combobox.Empty>{t('plans.cascade.nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
