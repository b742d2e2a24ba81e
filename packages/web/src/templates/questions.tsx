import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useT } from '../i18n/index.ts'
import classes from './template.module.css'
import type { TemplateField } from './template.ts'

interface QuestionsProps {
  questions: readonly TemplateField[]
  errors: Readonly<Record<string, string>>
  readOnly: boolean
  onChange: (questions: TemplateField[]) => void
}

const TYPES = ['text', 'lines', 'date', 'year', 'time', 'number'] as const

/** What the writer of a paper is asked; the answer stands where the text says `{code}`. */
export function Questions({ questions, errors, readOnly, onChange }: QuestionsProps) {
  const t = useT()
  const put = (at: number, part: Partial<TemplateField>) =>
    onChange(questions.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const add = () => {
    const taken = new Set(questions.map(({ name }) => name))
    let number = questions.length + 1
    while (taken.has(`question${number}`)) number += 1
    const fresh = { name: `question${number}`, type: 'text', vi: t('templates.question.newOne'), en: 'New question' }
    onChange([...questions, fresh])
  }
  return (
    <div className={classes.questions}>
      {!readOnly && <p className={classes.hint}>{t('templates.question.hint', { name: '{…}' })}</p>}
      {questions.map((question, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place
        <div key={at} className={classes.question} data-field={`fields.${at}`}>
          {(['name', 'vi', 'en'] as const).map((part) => (
            <TextInput
              key={part}
              style={{ gridArea: part }}
              size="sm"
              label={t(`templates.question.${part}`)}
              value={question[part]}
              readOnly={readOnly}
              error={errors[`fields.${at}.${part}`]}
              onChange={(event) => put(at, { [part]: event.currentTarget.value })}
            />
          ))}
          <NativeSelect
            style={{ gridArea: 'type' }}
            size="sm"
            label={t('templates.question.type')}
            value={question.type}
            disabled={readOnly}
            data={TYPES.map((value) => ({ value, label: t(`templates.question.types.${value}`) }))}
            onChange={(event) => put(at, { type: event.currentTarget.value })}
          />
          {!readOnly && (
            <ActionIcon
              style={{ gridArea: 'remove' }}
              variant="default"
              size={36}
              aria-label={t('templates.question.remove', { name: question.name })}
              onClick={() => onChange(questions.filter((_, index) => index !== at))}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <div>
          <Button variant="subtle" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('templates.question.add')}
          </Button>
        </div>
      )}
    </div>
  )
}
