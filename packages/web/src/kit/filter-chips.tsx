import { Button, Checkbox, Popover, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { fits } from '../collation.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import type { Search } from '../url.ts'
import { DateField } from './fields.tsx'
import classes from './filter-chips.module.css'
import { type Filter, withFilter } from './list-state.ts'

function wordsOf(filter: Filter, values: readonly string[]): string {
  if (filter.kind === 'day') return values.map(formatDate).join(', ')
  return values.map((value) => filter.choices?.find((choice) => choice.value === value)?.label ?? value).join(', ')
}

/** With more choices than this a filter is searched, not read through. */
const READ_THROUGH = 12

/** The choices of one filter; each press is at once in the address. */
function FilterBody({
  filter,
  values,
  onChange,
}: {
  filter: Filter
  values: readonly string[]
  onChange: (values: string[]) => void
}) {
  const t = useT()
  const [words, setWords] = useState('')
  if (filter.kind === 'day') {
    return (
      <DateField
        id={`filter-${filter.name}`}
        name={filter.name}
        label={filter.label}
        error={undefined}
        value={values[0] ?? null}
        onChange={(day) => onChange(day ? [day] : [])}
      />
    )
  }
  const choices = filter.choices ?? []
  const many = choices.length > READ_THROUGH
  return (
    <Stack gap="xs" role="group" aria-label={filter.label} className={many ? classes.many : undefined}>
      {many && (
        <TextInput
          className={classes.words}
          leftSection={<IconSearch size={16} aria-hidden />}
          aria-label={t('list.searchChoices', { label: filter.label })}
          placeholder={t('list.searchChoices', { label: filter.label })}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {choices
        .filter((choice) => values.includes(choice.value) || fits(choice.label, words))
        .map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={values.includes(choice.value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...values, choice.value]
                  : values.filter((value) => value !== choice.value),
              )
            }
          />
        ))}
    </Stack>
  )
}

function FilterChip({
  filter,
  values,
  onChange,
}: {
  filter: Filter
  values: readonly string[]
  onChange: (change: Search) => void
}) {
  const t = useT()
  const active = values.length > 0
  return (
    <Popover position="bottom-start" withinPortal trapFocus shadow="md">
      <div className={classes.chip} data-active={active || undefined}>
        <Popover.Target>
          <UnstyledButton className={classes.word}>
            {filter.label}
            {active && <b>: {wordsOf(filter, values)}</b>}
          </UnstyledButton>
        </Popover.Target>
        {active && (
          <UnstyledButton
            className={classes.remove}
            aria-label={t('list.removeFilter', { label: filter.label })}
            onClick={() => onChange(withFilter(filter.name, []))}
          >
            <IconX size={14} />
          </UnstyledButton>
        )}
      </div>
      <Popover.Dropdown miw={220}>
        <FilterBody filter={filter} values={values} onChange={(next) => onChange(withFilter(filter.name, next))} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** Filters a list always offers this many of; the rest stand behind “Lọc”, so that the row stays one row. */
const ALWAYS = 3

/** Filters as chips: what is chosen reads as a sentence, one press takes it away. */
export function FilterChips({
  filters,
  chosen,
  onChange,
}: {
  filters: readonly Filter[]
  chosen: Record<string, string[]>
  onChange: (change: Search) => void
}) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = filters.filter((filter, at) => all || at < ALWAYS || chosen[filter.name])
  if (filters.length === 0) return null
  return (
    <div className={classes.chips}>
      {shown.map((filter) => (
        <FilterChip key={filter.name} filter={filter} values={chosen[filter.name] ?? []} onChange={onChange} />
      ))}
      {shown.length < filters.length && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => setAll(true)}
        >
          {t('list.addFilter')}
        </Button>
      )}
    </div>
  )
}
