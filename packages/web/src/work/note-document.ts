import { answer, api } from '../api.ts'
import { type Deed, useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import './texts.ts'

/** Để biết: an arrival was seen and need be given to nobody. From its line or from its page. */
export function useNoteDocument(): Deed<string> {
  const t = useT()
  return useDeed({
    run: (id: string, headers) =>
      answer(api.POST('/api/documents/{id}/noted', { params: { path: { id } }, body: {}, headers })),
    changes: ['document', 'work'],
    said: t('work.saidNoted'),
  })
}
