import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { departmentPlan2026 } from './department-plan-2026.ts'

/** Years of the plan's own work move on by one; what it cites keeps its dates (none of them is of 2026 or 2027). */
function oneYearOn<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/\b20(26|27)\b/g, (year) => String(Number(year) + 1))) as T
}

/** The department's plan of the next year: the same work a year on, without the conference that was of 2026 alone. */
export const departmentPlan2027: WrittenDocument = {
  ...oneYearOn({
    ...departmentPlan2026,
    blocks: departmentPlan2026.blocks.filter((block) => !('text' in block && block.text.includes('ASEAN+4'))),
  }),
  number: '4210/KH-SGDĐT',
  date: '2026-11-09',
}
