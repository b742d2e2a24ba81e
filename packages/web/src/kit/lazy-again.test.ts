import { createElement, Suspense, useState } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import { expect, test } from 'vitest'
import { lazyAgain } from './lazy-again.ts'

test('what could not be fetched is fetched by whoever is mounted next, and is then kept', async () => {
  let online = false
  let asked = 0
  const box = lazyAgain<object>(
    async () => {
      asked++
      if (!online) throw new TypeError('Failed to fetch dynamically imported module')
      return { default: () => 'calendar' }
    },
    () => 'plain',
  )
  function Field() {
    const [Box] = useState(box)
    return createElement(Suspense, null, createElement(Box))
  }
  const mount = async () => {
    let shown = ''
    for await (const piece of (await prerenderToNodeStream(createElement(Field))).prelude) shown += piece
    return shown
  }
  expect(await mount()).toContain('plain')
  online = true
  expect(await mount()).toContain('calendar')
  expect(await mount()).toContain('calendar')
  expect(asked).toBe(2)
})
