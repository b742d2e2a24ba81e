import { expect, test } from 'vitest'
import { gistOf } from './gist-of-task.ts'

test('a task is named by its first sentence', () => {
  expect(gistOf('Đẩy mạnh cải cách hành chính. Nâng cao năng lực ngoại ngữ của giáo viên.')).toBe(
    'Đẩy mạnh cải cách hành chính',
  )
  expect(gistOf('Quản lý viên chức đi nước ngoài: học tập, du lịch tự túc,...')).toBe(
    'Quản lý viên chức đi nước ngoài: học tập, du lịch tự túc',
  )
  // an abbreviation ends no sentence
  expect(gistOf('Phối hợp với TP. Hồ Chí Minh; dự hội nghị.')).toBe('Phối hợp với TP. Hồ Chí Minh; dự hội nghị')
})
