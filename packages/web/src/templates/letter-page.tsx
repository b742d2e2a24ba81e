import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { mustBeSaved, useAutosave } from '../kit/autosave.ts'
import { ConflictDialog } from '../kit/conflict-dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { SheetPage } from '../kit/sheet-page.tsx'
import { type Status, StatusBadge } from '../status.tsx'
import { usePathPart } from '../url.ts'
import { countGaps } from './blocks.ts'
import { PaperSheet, sectionsOf, usePartNames } from './paper-sheet.tsx'
import { type Letter, type LetterContent, letterQuery, placedErrors } from './template.ts'

/** A paper written from a template, while it is a draft: the paper itself, saved as it is typed. */
export function LetterPage() {
  const t = useT()
  const id = usePathPart('documentId')
  const query = useQuery(letterQuery(id))
  return (
    <Loaded query={query} lines={12}>
      {(letter) =>
        letter.can.edit ? (
          <Sheet key={id} letter={letter} />
        ) : (
          <Empty
            title={t('templates.cannotEdit')}
            text={t('templates.cannotEditText')}
            action={{ label: t('templates.open'), to: `/documents/${id}` }}
          />
        )
      }
    </Loaded>
  )
}

function Sheet({ letter }: { letter: Letter }) {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { documentId: id, paper } = letter
  const path = { params: { path: { id } } }
  const saving = useAutosave<LetterContent>({
    key: `letter.${id}`,
    value: letter.content,
    version: letter.version,
    save: async (content, version) => {
      const saved = await answer(api.PATCH('/api/letters/{id}', { ...path, body: { version, content } }))
      queries.removeQueries({ queryKey: ['document', id], type: 'inactive' })
      return saved
    },
  })
  const content = saving.value
  const submit = useDeed({
    run: async (_: null, headers) => {
      mustBeSaved([await saving.flush()])
      return answer(api.POST('/api/documents/{id}/submit', { ...path, body: {}, headers }))
    },
    changes: ['document', 'work'],
    said: t('templates.submitted'),
    undo: () => answer(api.POST('/api/documents/{id}/withdraw', { ...path, body: {} })),
    onDone: () => void navigate({ to: `/documents/${id}` }),
  })
  const names = usePartNames()
  const { open } = countGaps([
    content.title,
    content.addressees,
    content.legalBases,
    content.blocks,
    content.recipients,
    content.attachments,
    content.annexes,
  ])
  const problem = saving.problem ?? submit.problem
  const show = (address: string) => async () => {
    if (await saving.flush()) window.open(address, '_blank', 'noopener')
  }
  return (
    <>
      <SheetPage
        back={{ to: `/documents/${id}`, label: t('templates.open') }}
        code={paper.kind ?? t('templates.letter')}
        title={/[^\s….]/.test(content.title) ? content.title : t('documents.noTitle')}
        status={<StatusBadge status={letter.state as Status} />}
        action={{ label: t('templates.submit'), running: submit.running, onPress: () => submit.start(null) }}
        secondary={[
          { label: t('templates.preview'), onPress: () => void show(`/api/documents/${id}/paper.pdf`)() },
          { label: t('templates.docx'), onPress: () => void show(`/api/documents/${id}/paper.docx`)() },
        ]}
        sections={sectionsOf(content, names)}
        writing
        state={saving.state}
        savedAt={saving.savedAt}
        {...(problem ? { problem } : {})}
        behind={() => (
          <>
            <p>{open > 0 ? t('templates.gapsLeft', { count: open }) : t('templates.noGaps')}</p>
            <p>{t('templates.behind.keys')}</p>
          </>
        )}
      >
        <PaperSheet
          letterhead={paper}
          kind={paper.kind}
          content={content}
          fields={{}}
          errors={placedErrors(saving.problem?.errors)}
          readOnly={false}
          onChange={saving.change}
        />
      </SheetPage>
      <ConflictDialog
        conflict={saving.conflict}
        onKeepMine={() => void saving.keepMine()}
        onTakeTheirs={saving.takeTheirs}
        nameOf={(place) => t(`templates.field.${place.split('.')[0]}` as TextKey)}
      />
    </>
  )
}
