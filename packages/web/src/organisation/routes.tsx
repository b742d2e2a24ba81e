import './texts.ts'
import { ImportPage } from './import-page.tsx'
import { UnitList } from './unit-list.tsx'
import { UnitPage } from './unit-page.tsx'

export const pages = {
  '/': UnitList,
  '/import': ImportPage,
  '/$unitId': UnitPage,
}
