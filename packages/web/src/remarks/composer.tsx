import { Button, Combobox, Group, SegmentedControl, Textarea, useCombobox, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAt, IconLock, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { useDraft } from '../drafts.ts'
import { useT } from '../i18n/index.ts'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import type { Problem } from '../problem.ts'
import { type Audience, type Discussed, findPeople, type Mention, nameBegun, namedIn } from './remark.ts'
import classes from './remarks.module.css'

interface ComposerProps {
  of: Discussed
  audiences: readonly Audience[]
  /** What is edited; without it a new remark is written. */
  edited?: { text: string; mentions: readonly Mention[]; audience: Audience }
  running: boolean
  problem: Problem | undefined
  onSend: (said: { text: string; audience: Audience; mentionIds: string[] }, sent: () => void) => void
  onCancel?: () => void
  draftKey: string
}

/** Where a remark is written: @ offers those who see it, what was typed is kept through a closed tab. */
export function Composer({ of, audiences, edited, running, problem, onSend, onCancel, draftKey }: ComposerProps) {
  const t = useT()
  const box = useRef<HTMLTextAreaElement>(null)
  const audienceId = useId()
  const start: { text: string; audience: Audience; people: readonly Mention[] } = {
    text: edited?.text ?? '',
    audience: edited?.audience ?? audiences[0] ?? 'unit',
    people: edited?.mentions ?? [],
  }
  const [kept, keep, draft] = useDraft(draftKey, start)
  // a draft may be older than the record's being sent
  const audience = edited || audiences.includes(kept.audience) ? kept.audience : start.audience
  const [caret, setCaret] = useState(0)
  const [missing, setMissing] = useState(false)
  const begun = nameBegun(kept.text, caret)
  const [asked] = useDebouncedValue(begun, 200)
  const people = useQuery({
    queryKey: ['people', of.kind, String(of.id), audience, asked],
    queryFn: () => findPeople(of, asked ?? '', audience),
    enabled: asked !== undefined && begun !== undefined,
    staleTime: 60_000,
  })
  const found = begun === undefined ? [] : (people.data ?? [])
  const open = begun !== undefined && (found.length > 0 || (people.isSuccess && begun !== ''))
  const combobox = useCombobox({ opened: open })

  const name = (id: string) => {
    const person = found.find((one) => one.id === id)
    if (!person || begun === undefined) return
    const before = `${kept.text.slice(0, caret - begun.length)}${person.name} `
    keep({
      ...kept,
      text: before + kept.text.slice(caret),
      people: [...kept.people.filter((one) => one.id !== id), { id, name: person.name }],
    })
    setCaret(before.length)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(before.length, before.length)
    })
  }
  const type = (text: string, at: number) => {
    keep({ ...kept, text })
    setCaret(at)
    setMissing(false)
    combobox.selectFirstOption()
  }
  const send = () => {
    if (!kept.text.trim()) {
      setMissing(true)
      box.current?.focus()
      return
    }
    onSend({ text: kept.text, audience, mentionIds: namedIn(kept.text, kept.people) }, () => {
      keep({ ...start, text: '', people: [] })
      draft.drop()
    })
  }
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Combobox store={combobox} onOptionSubmit={name} position="bottom-start" withinPortal>
        <Combobox.Target>
          <Textarea
            ref={box}
            autosize
            minRows={edited ? 2 : 3}
            maxRows={14}
            maxLength={4000}
            label={edited ? t('remarks.edit') : t('remarks.write')}
            description={t('remarks.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={missing ? t('remarks.needText') : undefined}
            value={kept.text}
            onChange={(event) => type(event.currentTarget.value, event.currentTarget.selectionStart)}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault()
                send()
              }
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options aria-label={t('remarks.people')}>
            {found.map((person) => (
              <Combobox.Option key={person.id} value={person.id}>
                <span className={classes.person}>
                  {person.name}
                  <small>{[person.title, person.unitName].filter(Boolean).join(' · ')}</small>
                </span>
              </Combobox.Option>
            ))}
            {found.length === 0 && <Combobox.Empty>{t('remarks.nobody')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <div className={classes.foot}>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconAt size={17} aria-hidden />}
            onClick={() => {
              const gap = kept.text === '' || /\s$/.test(kept.text) ? '' : ' '
              const text = `${kept.text}${gap}@`
              type(text, text.length)
              requestAnimationFrame(() => {
                box.current?.focus()
                box.current?.setSelectionRange(text.length, text.length)
              })
            }}
          >
            {t('remarks.mention')}
          </Button>
          {!edited && audiences.length > 1 && (
            <>
              <VisuallyHidden id={audienceId}>{t('remarks.for')}</VisuallyHidden>
              <SegmentedControl
                aria-labelledby={audienceId}
                value={audience}
                onChange={(value) => keep({ ...kept, audience: value as Audience })}
                data={audiences.map((value) => ({
                  value,
                  label: t(value === 'unit' ? 'remarks.forUnit' : 'remarks.forRecord'),
                }))}
              />
            </>
          )}
        </Group>
        <Group gap="xs">
          {onCancel && (
            <Button variant="subtle" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" loading={running} leftSection={<IconSend size={17} aria-hidden />}>
            {t(edited ? 'remarks.save' : 'remarks.send')}
          </Button>
        </Group>
      </div>
      {audience === 'unit' && audiences.length > 1 && (
        <span className={classes.when}>
          <IconLock size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {t('remarks.onlyUnit')}
        </span>
      )}
    </form>
  )
}
