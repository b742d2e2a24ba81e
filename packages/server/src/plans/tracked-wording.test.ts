import { expect, test } from 'vitest'
import { trackedWording } from './tracked-wording.ts'

const section = { key: 'I.1', label: '1', level: 2 }
const said = (runs: { text: string; change?: string }[], without: string) =>
  runs.flatMap((run) => (run.change === without ? [] : [run.text])).join('')

test('gives the superior’s words and the unit’s back, paragraph by paragraph', () => {
  const base = {
    title: 'Quản lý trên địa bàn tỉnh',
    paragraphs: ['Nâng cao nhận thức trong toàn ngành.', 'Bỏ hẳn câu này.', 'Giữ nguyên.'],
  }
  const [wording] = trackedWording([
    {
      ...section,
      title: 'Quản lý tại nhà trường',
      paragraphs: ['Nâng cao nhận thức trong nhà trường.', 'Giữ nguyên.', 'Thêm câu này.'],
      base,
    },
  ])
  expect(said(wording!.title!, 'ins')).toBe(base.title)
  expect(wording!.paragraphs!.map((runs) => said(runs, 'ins'))).toEqual([...base.paragraphs, ''])
  expect(wording!.paragraphs!.map((runs) => said(runs, 'del')).filter(Boolean)).toEqual([
    'Nâng cao nhận thức trong nhà trường.',
    'Giữ nguyên.',
    'Thêm câu này.',
  ])
})

test('says nothing of sections of the unit’s own, and of those whose words were taken over', () => {
  const plain = { ...section, title: 'Mục đích', paragraphs: ['Thiết thực.'] }
  expect(trackedWording([plain, { ...plain, base: { title: plain.title, paragraphs: plain.paragraphs } }])).toEqual([])
})
