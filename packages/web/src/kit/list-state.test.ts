import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, type Search, writeSearch } from '../url.ts'
import {
  isView,
  nextPage,
  previousPage,
  readList,
  withFilter,
  withShape,
  withSort,
  withView,
  withWords,
} from './list-state.ts'

const filters = [
  { name: 'state', label: 'Trạng thái', kind: 'choice' as const },
  { name: 'from', label: 'Từ ngày', kind: 'day' as const },
]
const at = (address: string) => readList(parseSearch(address), filters)
const change = (address: string, part: Search) => writeSearch({ ...parseSearch(address), ...part })

describe('the address of a list', () => {
  it('carries words, filters with several values, order and one cursor', () => {
    expect(at('?state=draft&state=submitted&q=đối+ngoại&sort=-due&after=abc&tab=x')).toEqual({
      q: 'đối ngoại',
      filters: { state: ['draft', 'submitted'] },
      sort: '-due',
      after: 'abc',
      before: undefined,
      shape: 'table',
    })
  })
  it('says the same after being written and read again', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' })
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.array(word, { minLength: 2 })), (search) => {
        expect(parseSearch(writeSearch(search))).toEqual({ ...search })
      }),
    )
  })
  it('never keeps a cursor when what is listed changes', () => {
    const page2 = change('?state=draft', nextPage('c1'))
    expect(page2).toBe('?state=draft&after=c1')
    expect(at(change(page2, withFilter('state', []))).after).toBeUndefined()
    expect(at(change(page2, withWords('tự'))).after).toBeUndefined()
    expect(at(change(page2, withSort(undefined, 'due'))).after).toBeUndefined()
    expect(at(change(page2, withShape('board'))).after).toBeUndefined()
    expect(at(change(page2, withView(filters, { filters: {} }))).after).toBeUndefined()
  })
  it('goes forth and back with one cursor at a time', () => {
    const forth = change('', nextPage('c1'))
    const back = change(forth, previousPage('c0'))
    expect(at(forth)).toMatchObject({ after: 'c1', before: undefined })
    expect(at(back)).toMatchObject({ after: undefined, before: 'c0' })
    expect(at('?after=a&before=b').before).toBeUndefined()
  })
  it('turns the order round at the second press', () => {
    expect(withSort('due', 'due')).toMatchObject({ sort: '-due' })
    expect(withSort('-due', 'due')).toMatchObject({ sort: 'due' })
    expect(withSort('-due', 'title')).toMatchObject({ sort: 'title' })
  })
  it('knows which saved view it shows, whatever the page', () => {
    const view = { filters: { state: ['submitted', 'draft'] } }
    expect(isView(at('?state=draft&state=submitted&after=x'), view)).toBe(true)
    expect(isView(at('?state=draft'), view)).toBe(false)
    expect(isView(at('?state=draft&state=submitted&q=a'), view)).toBe(false)
  })
})
