import { expect, it } from 'vitest'
import { headedParts } from './headed-parts.ts'

const section = (key: string, title: string) => ({ key, label: key.split('.').at(-1)!, title, paragraphs: [] })
const sections = [section('II', 'NỘI DUNG'), section('II.1', ''), section('II.2', ''), section('III', 'TỔ CHỨC')]
const shown = (tasks: { section: string }[]) =>
  headedParts(sections, tasks).map(({ heading, tasks }) => [
    heading?.key ?? null,
    ...tasks.map(({ task, mark }) => `${mark}${task.section}`),
  ])

it('an item behind the numbered sentences of a section stands behind them', () => {
  expect(shown([{ section: 'II.1' }, { section: 'II.2' }, { section: 'II' }, { section: 'III' }])).toEqual([
    ['II', '1. II.1', '2. II.2', '- II'],
    ['III', '- III'],
  ])
})

it('an item before them stands before them', () => {
  expect(shown([{ section: 'II' }, { section: 'II.1' }])).toEqual([['II', '- II', '1. II.1'], ['III']])
})

it('nothing is left out that stands under no section', () => {
  expect(shown([{ section: 'IX' }])).toEqual([['II'], ['III'], [null, '- IX']])
})
