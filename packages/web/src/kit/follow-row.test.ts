import { expect, it } from 'vitest'
import { meansRow } from './follow-row.ts'

const plain = { button: 0, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, defaultPrevented: false }

it('a plain press beside the link opens the row', () => {
  expect(meansRow(plain, null, false)).toBe(true)
})

it('a press on a control of the row is the control’s', () => {
  expect(meansRow(plain, {}, false)).toBe(false)
  expect(meansRow({ ...plain, defaultPrevented: true }, null, false)).toBe(false)
})

it('selecting words of a row opens nothing', () => {
  expect(meansRow(plain, null, true)).toBe(false)
})

it('another button or a held key is left to the browser', () => {
  for (const other of [{ button: 1 }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }])
    expect(meansRow({ ...plain, ...other }, null, false)).toBe(false)
})
