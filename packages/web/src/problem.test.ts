import { describe, expect, it } from 'vitest'
import {
  FAULT,
  fieldName,
  OFFLINE,
  ProblemError,
  pageProblemOf,
  placeProblem,
  problemFrom,
  problemOf,
} from './problem.ts'

describe('an unsuccessful answer', () => {
  it('keeps what the server said, field by field, and its extensions', () => {
    const problem = problemFrom(422, {
      type: '/errors/invalid-input',
      title: 'Chưa đủ thông tin',
      errors: [{ path: '/phone', message: 'Số điện thoại gồm 10 chữ số.' }, 'rác'],
      version: 7,
    })
    expect(problem).toEqual({
      type: '/errors/invalid-input',
      title: 'Chưa đủ thông tin',
      status: 422,
      errors: [{ path: '/phone', message: 'Số điện thoại gồm 10 chữ số.' }],
      version: 7,
    })
  })

  it('becomes a sentence when a proxy answers with a page', () => {
    expect(problemFrom(502, '<html>Bad gateway</html>').title).toBe('Máy chủ đang gặp lỗi')
    expect(problemFrom(404, undefined).title).toBe('Không có trang này')
    expect(problemFrom(418, null).detail).toContain('418')
  })

  it('trusts the status line over the body', () => {
    expect(problemFrom(409, { title: 'Đã có người sửa', status: 200 }).status).toBe(409)
  })
})

describe('what was thrown', () => {
  it('is offline when no answer came', () => {
    expect(problemOf(new TypeError('Failed to fetch'))).toMatchObject({ type: OFFLINE, status: 0 })
  })
  it('is the problem itself when the server answered', () => {
    const problem = problemFrom(403, undefined)
    expect(problemOf(new ProblemError(problem))).toBe(problem)
  })
  it('is not hidden when it is a fault of ours', () => {
    expect(() => problemOf(new RangeError('fault'))).toThrow('fault')
  })
})

describe('what stopped a page', () => {
  it.each([
    'Failed to fetch',
    'Load failed',
    'NetworkError when attempting to fetch resource.',
    'Failed to fetch dynamically imported module: /assets/plan.js',
  ])('is a lost connection: %s', (words) => {
    expect(pageProblemOf(new TypeError(words)).type).toBe(OFFLINE)
  })
  it('is told as the fault of the page where neither the server nor the network had a part in it', () => {
    for (const fault of [new TypeError('l is not a function'), new RangeError('fault'), 'thrown words']) {
      expect(pageProblemOf(fault)).toMatchObject({ type: FAULT, title: 'Trang gặp lỗi' })
    }
  })
  it('is what the server said where it said it', () => {
    const problem = problemFrom(404, undefined)
    expect(pageProblemOf(new ProblemError(problem))).toBe(problem)
  })
})

it('a field is found by pointer and by dotted path alike', () => {
  expect(fieldName('/people/0/phone')).toBe('people.0.phone')
  expect(fieldName('staffCode')).toBe('staffCode')
})

describe('a problem in a form', () => {
  const values = { name: '', phone: '' }
  const problem = (errors: { path: string; message: string }[]) => ({
    type: '/errors/invalid-input',
    title: 'Chưa đủ thông tin',
    status: 422,
    errors,
  })
  it('stands at the fields it names, and nowhere twice', () => {
    expect(placeProblem(problem([{ path: '/phone', message: 'Sai số.' }]), values)).toEqual({
      errors: { phone: 'Sai số.' },
    })
  })
  it('stands over the form when it names no field of it', () => {
    const { errors, rest } = placeProblem(
      problem([
        { path: '/phone', message: 'Sai số.' },
        { path: '/unit', message: 'Đơn vị đã giải thể.' },
      ]),
      values,
    )
    expect(errors).toEqual({ phone: 'Sai số.' })
    expect(rest?.errors).toEqual([{ path: '/unit', message: 'Đơn vị đã giải thể.' }])
    expect(placeProblem(problemFrom(500, undefined), values).rest?.status).toBe(500)
  })
})
