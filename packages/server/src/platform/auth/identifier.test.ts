import { describe, expect, it } from 'vitest'
import { normalisePhone, readIdentifier } from './identifier.ts'

describe('a telephone number', () => {
  it('is one number however it is written', () => {
    for (const written of [
      '0912345678',
      '+84912345678',
      '84912345678',
      '0084 912 345 678',
      '0912.345.678',
      ' 0912 345-678 ',
    ])
      expect(normalisePhone(written), written).toBe('0912345678')
  })
  it('may be foreign, and keeps its country', () => {
    expect(normalisePhone('+81 3-1234-5678')).toBe('+81312345678')
    expect(normalisePhone('0081 3 1234 5678')).toBe('+81312345678')
  })
  it('is not any row of letters or a few digits', () => {
    for (const written of ['GV-0012', '12345', '', 'lan@truong.edu.vn']) expect(normalisePhone(written)).toBeNull()
  })
})

it('a staff code of digits is looked for as a code and as a number', () => {
  expect(readIdentifier('0912345678')).toEqual({ email: null, phone: '0912345678', staffCode: '0912345678' })
  expect(readIdentifier(' GV-012 ')).toEqual({ email: null, phone: null, staffCode: 'gv-012' })
  expect(readIdentifier('Lan@Truong.EDU.vn')).toEqual({ email: 'lan@truong.edu.vn', phone: null, staffCode: null })
})
