import type { Place } from '../document.ts'
import { startsLower } from './fold.ts'
import type { Line } from './lines.ts'

/** Longer words behind "Kính gửi" are the text of the letter. */
const LONGEST = 220

/** The addressees after "Kính gửi": on its line, or one on each line below. */
export function readAddressees(lines: readonly Line[], from: number): { list: string[]; at: Place } | null {
  const line = lines[from]
  if (!line) return null
  const label = /kinh gui\s*:?\s*/.exec(line.folded)!
  const start = line.start + label.index
  const items: string[] = []
  let end = line.start + line.text.length
  const rest = line.text.slice(label.index + label[0].length).trim()
  if (rest !== '' && rest.length < LONGEST) items.push(...rest.split(/;\s*-\s+/))
  for (let i = from + 1; i < Math.min(lines.length, from + 40); i++) {
    const next = lines[i]!
    if (!/^[-–+*•]\s*\S/.test(next.text)) {
      const goesOn = startsLower(next.text) || lines[i - 1]!.goesOn === true
      if (items.length > 0 && goesOn && !/[;.]$/.test(items.at(-1)!)) {
        items[items.length - 1] += ` ${next.text}`
        continue
      }
      break
    }
    // Bases may be set as bullets too.
    if (/^\W*(?:can cu|thuc hien|theo|xet|trien khai)(?![a-z])/.test(next.folded)) break
    items.push(...next.text.split(/;\s*-\s+/))
    end = next.start + next.text.length
  }
  const list = items
    .filter((item) => item.length < LONGEST)
    .map((item) =>
      item
        .replace(/^[-–+*•\s]+/, '')
        .replace(/[\s;.,]+$/, '')
        .replace(/\s+/g, ' '),
    )
    .filter((item) => item !== '')
  return list.length > 0 ? { list, at: { start, end } } : null
}
