import { Alert } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDateTime } from '../i18n/format.ts'
import { type TextKey, useLocale, useT } from '../i18n/index.ts'
import { useAutosave } from '../kit/autosave.ts'
import { ConflictDialog } from '../kit/conflict-dialog.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import type { Action } from '../kit/page-head.tsx'
import { SheetPage, SheetPart } from '../kit/sheet-page.tsx'
import { usePathPart } from '../url.ts'
import { PaperSheet, sectionsOf, usePartNames } from './paper-sheet.tsx'
import { Questions } from './questions.tsx'
import classes from './template.module.css'
import { placedErrors, type Template, type TemplateContent, templateQuery } from './template.ts'

/** A template as the paper it makes; who may, edits it in place, and it becomes the unit's own. */
export function TemplatePage() {
  const key = usePathPart('templateKey')
  const query = useQuery(templateQuery(key))
  const [round, setRound] = useState(0)
  // ended or brought back, the sheet begins again from what the server holds; its own saves leave it as it is
  const again = async () => {
    await query.refetch()
    setRound((before) => before + 1)
  }
  return (
    <Loaded query={query} lines={12}>
      {(template) => <Sheet key={`${key} ${round}`} template={template} onEnded={again} />}
    </Loaded>
  )
}

function words(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}
function lines(value: string | string[] | undefined): string[] {
  return Array.isArray(value) ? value : value ? [value] : []
}

function Sheet({ template, onEnded }: { template: Template; onEnded: () => Promise<void> }) {
  const t = useT()
  const locale = useLocale()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [copying, setCopying] = useState(false)
  const names = usePartNames()
  const { key, can, standardValues: known } = template
  const path = { params: { path: { key } } }
  const [own, setOwn] = useState(template.own?.id)
  const saving = useAutosave<TemplateContent>({
    // what may not be edited has no draft
    key: can.edit ? `template.${key}.${template.own?.id ?? ''}` : `template.${key}.read`,
    value: template.content,
    version: template.version,
    save: async (content, version) => {
      const saved = await answer(api.PUT('/api/templates/{key}', { ...path, body: { version, content } }))
      setOwn(saved.id)
      void queries.invalidateQueries({ queryKey: ['template', 'list'] })
      return saved
    },
  })
  const content = saving.value
  const setEnded = (id: string, ended: boolean) =>
    answer(api.PATCH('/api/templates/own/{id}', { params: { path: { id } }, body: { ended } }))
  const end = useDeed({
    run: async (id: string) => {
      await saving.flush()
      await setEnded(id, true)
    },
    changes: ['template'],
    said: t('templates.ended'),
    undo: async (_, id) => {
      await setEnded(id, false)
      if (template.standard) await onEnded()
    },
    // without a standard one behind it there is nothing left to show here
    onDone: () => void (template.standard ? onEnded() : navigate({ to: '/documents/templates' })),
  })
  const name = content.name[locale]
  const fields = Object.fromEntries([
    ...Object.entries(known)
      .map(([code, value]) => [code, words(value)] as const)
      .filter(([, value]) => value !== ''),
    ...(['office', 'date', 'number'] as const).map((code) => [code, t(`templates.given.${code}`)] as const),
    ...content.fields.map((field) => [field.name, field[locale]] as const),
  ])
  const preview: Action = {
    label: t('templates.preview'),
    onPress: () =>
      void saving
        .flush()
        .then((saved) => saved && window.open(`/api/templates/${key}/preview.pdf`, '_blank', 'noopener')),
  }
  const secondary: Action[] = [
    preview,
    ...(can.edit ? [{ label: t('templates.copy'), onPress: () => setCopying(true) }] : []),
    ...(can.edit && own
      ? [{ label: t(template.standard ? 'templates.endBack' : 'templates.end'), onPress: () => end.start(own) }]
      : []),
  ]
  const problem = saving.problem ?? end.problem
  const errors = placedErrors(saving.problem?.errors)
  return (
    <>
      <SheetPage
        back={{ to: '/documents/templates', label: t('templates.back') }}
        code={content.kind ?? t('templates.letter')}
        title={name}
        status={
          own
            ? template.own
              ? t('templates.ownSince', { time: formatDateTime(saving.savedAt ?? template.own.changedAt) })
              : t('templates.own')
            : t('templates.standard')
        }
        {...(can.write ? { action: { label: t('templates.writeFrom'), to: `/documents/write?template=${key}` } } : {})}
        secondary={secondary}
        who={can.edit ? undefined : t('templates.readOnly')}
        writing={can.edit}
        sections={[
          ...sectionsOf(content, names),
          {
            id: 'questions',
            label: t('templates.parts.questions'),
            done: content.fields.length,
            total: content.fields.length,
          },
        ]}
        state={saving.state}
        savedAt={saving.savedAt}
        {...(problem ? { problem } : {})}
        behind={() => (
          <>
            <b>{t('templates.behind.fields')}</b>
            <ul className={classes.known}>
              {Object.entries(fields).map(([code, meaning]) => (
                <li key={code}>
                  <code>{`{${code}}`}</code> {meaning}
                </li>
              ))}
            </ul>
            {can.edit && <p>{t('templates.behind.keys')}</p>}
          </>
        )}
      >
        {can.edit && !own && (
          <Alert variant="outline" color="var(--tone-info)" mb="md">
            {t('templates.becomesOwn')}
          </Alert>
        )}
        <PaperSheet
          letterhead={{
            superiorLines: lines(known.superiorLines),
            issuerLines: lines(known.issuerLines),
            place: words(known.place),
            number:
              content.number
                ?.replace('{number}', '…')
                .replace('{symbol}', words(known.symbol))
                .replace('-{office}', '') ?? null,
          }}
          kind={content.kind}
          content={content}
          fields={fields}
          errors={errors}
          readOnly={!can.edit}
          signs={{ authority: lines(known.authority), position: words(known.position), name: words(known.signer) }}
          onChange={saving.change}
        />
        <SheetPart id="questions" title={t('templates.parts.questions')}>
          <Questions
            questions={content.fields}
            errors={errors}
            readOnly={!can.edit}
            onChange={(next) => saving.change({ ...content, fields: next })}
          />
        </SheetPart>
      </SheetPage>
      <ConflictDialog
        conflict={saving.conflict}
        onKeepMine={() => void saving.keepMine()}
        onTakeTheirs={saving.takeTheirs}
        nameOf={(place) => t(`templates.field.${place.split('.')[0]}` as TextKey)}
      />
      {copying && (
        <CopyDialog templateKey={key} name={content.name} flush={saving.flush} onClose={() => setCopying(false)} />
      )}
    </>
  )
}

function CopyDialog({
  templateKey,
  name,
  flush,
  onClose,
}: {
  templateKey: string
  name: { vi: string; en: string }
  flush: () => Promise<boolean>
  onClose: () => void
}) {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm({
    initial: { vi: name.vi, en: name.en },
    check: (values) => {
      const errors: Errors<typeof values> = {}
      if (!values.vi.trim() || values.vi.trim() === name.vi) errors.vi = t('templates.needName')
      if (!values.en.trim()) errors.en = t('templates.needName')
      return errors
    },
    submit: async (values) => {
      await flush()
      const { key } = await answer(
        api.POST('/api/templates/{key}/copy', {
          params: { path: { key: templateKey } },
          body: { name: { vi: values.vi.trim(), en: values.en.trim() } },
        }),
      )
      await queries.invalidateQueries({ queryKey: ['template'] })
      await navigate({ to: `/documents/templates/${key}` })
    },
  })
  return (
    <Dialog onClose={onClose} title={t('templates.copy')}>
      <Form form={form} submit={t('templates.copy')} onSent={onClose}>
        <TextField {...form.field('vi')} label={t('templates.copyName')} required maxLength={200} />
        <TextField {...form.field('en')} label={t('templates.copyNameEn')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
