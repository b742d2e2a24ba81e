import { expect, it } from 'vitest'
import { ProblemError, problemFrom } from '../problem.ts'
import { openFileQueue } from './file-queue.ts'

const file = (name: string) => new File(['x'], name)
const settled = async (states: () => string[]) => expect.poll(() => states().join(' ')).not.toMatch(/waiting|sending/)

it('files are sent one after another, with nobody looking, and each has its own end', async () => {
  let at = 0
  let most = 0
  const heard: string[] = []
  const queue = openFileQueue(() => ({
    upload: async ({ name }, onProgress) => {
      at += 1
      most = Math.max(most, at)
      onProgress(0.5)
      await Promise.resolve()
      at -= 1
      if (name === 'mat.pdf')
        throw new ProblemError(problemFrom(422, { type: '/errors/secret-document', title: 'Mật' }))
      if (name === 'hong.pdf') throw new ProblemError(problemFrom(500, { type: '/errors/internal', title: 'Lỗi' }))
      return name
    },
    onDone: (_file, answer) => void heard.push(String(answer)),
    failed: (why) => `${why} Thử lại.`,
  }))
  queue.add(['a.pdf', 'mat.pdf', 'hong.pdf', 'b.docx'].map((name) => ({ file: file(name), fault: undefined })))
  queue.add([{ file: file('trong.txt'), fault: 'Tệp trống.' }])
  await settled(() => queue.now().map((one) => one.state))
  expect(queue.now().map((one) => [one.file.name, one.state, one.why ?? null])).toEqual([
    ['a.pdf', 'sent', null],
    ['mat.pdf', 'refused', 'Mật.'],
    ['hong.pdf', 'failed', 'Lỗi. Thử lại.'],
    ['b.docx', 'sent', null],
    ['trong.txt', 'refused', 'Tệp trống.'],
  ])
  expect(most).toBe(1)
  expect(heard).toEqual(['a.pdf', 'b.docx'])
})

it('a file that failed is sent again on demand; another single file takes its place', async () => {
  let tries = 0
  const queue = openFileQueue(() => ({
    upload: async () => {
      tries += 1
      if (tries === 1) throw new TypeError('no answer')
    },
    failed: (why) => why,
  }))
  queue.add([{ file: file('a.pdf'), fault: undefined }], true)
  await settled(() => queue.now().map((one) => one.state))
  queue.retry(queue.now()[0]!.id)
  await settled(() => queue.now().map((one) => one.state))
  expect(queue.now()[0]!.state).toBe('sent')
  queue.add([{ file: file('b.pdf'), fault: undefined }], true)
  expect(queue.now().map((one) => one.file.name)).toEqual(['b.pdf'])
})
