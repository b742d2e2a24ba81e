import type { SourceLine } from '../document.ts'

/** What `w:jc` says. */
export function alignment(value: string | null): SourceLine['align'] {
  if (value === 'center') return 'center'
  if (value === 'right' || value === 'end') return 'right'
  if (value === 'both' || value === 'distribute') return 'justify'
  return value === null ? null : 'left'
}
