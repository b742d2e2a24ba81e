import { expect, it } from 'vitest'
import { deviceOf } from './device.ts'

it('a device is told by the names people know, not by what every browser claims to be', () => {
  const read = (text: string) => {
    const device = deviceOf(text)
    return device && `${device.browser} · ${device.system}`
  }
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
  expect(read(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0.0.0 Safari/537.36`)).toBe(
    'Chrome · Windows',
  )
  expect(read(`Mozilla/5.0 (Windows NT 10.0) ${webkit} coc_coc_browser/130.0 Chrome/124.0 Safari/537.36`)).toBe(
    'Cốc Cốc · Windows',
  )
  expect(read(`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/141.0 Safari/537.36 Edg/141.0`)).toBe('Edge · Windows')
  expect(read(`Mozilla/5.0 (Linux; Android 14; SM-A155F) ${webkit} Chrome/141.0 Mobile Safari/537.36`)).toBe(
    'Chrome · android-phone',
  )
  expect(read(`Mozilla/5.0 (Linux; Android 13; SM-X200) ${webkit} Chrome/141.0 Safari/537.36`)).toBe(
    'Chrome · android-tablet',
  )
  expect(
    read(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1',
    ),
  ).toBe('Safari · iPhone')
  expect(read('curl/8.5.0')).toBe(null)
})
