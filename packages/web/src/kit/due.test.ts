import { expect, it } from 'vitest'
import { translate } from '../i18n/index.ts'
import { dueIn } from './due.ts'

it.each([
  ['2026-04-20', 'quá hạn 7 ngày', 'bad'],
  ['2026-04-27', 'hôm nay', 'wait'],
  ['2026-04-28', 'ngày mai', 'wait'],
  ['2026-04-30', 'còn 3 ngày', 'wait'],
  ['2026-05-01', 'còn 4 ngày', 'neutral'],
])('on 27/04/2026 a limit on %s is %s', (due, words, tone) => {
  expect(dueIn(due, '2026-04-27', (key, values) => translate('vi', key, values))).toEqual({ words, tone })
})
