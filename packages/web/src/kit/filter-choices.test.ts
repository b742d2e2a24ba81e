import { expect, it } from 'vitest'
import { filterChoices } from './filter-choices.ts'

const cities = [
  { value: '01', label: 'Thành phố Hà Nội' },
  { value: '79', label: 'Thành phố Hồ Chí Minh' },
]

it.each(['ho chi', 'hồ chí', 'Chi Minh'])('"%s" finds the city, accents aside', (search) => {
  expect(filterChoices({ options: cities, search, limit: 100 })).toEqual([cities[1]])
})

it('keeps a group that has something left, with that alone', () => {
  const options = [
    { group: 'Thành phố', items: cities },
    { group: 'Tỉnh', items: [{ value: '22', label: 'Tỉnh Quảng Ninh' }] },
  ]
  expect(filterChoices({ options, search: 'quang', limit: 100 })).toEqual([options[1]])
})
