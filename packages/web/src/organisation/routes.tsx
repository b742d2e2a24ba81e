import './texts.ts'
import { ImportPage } from './import-page.tsx'
import { UnitPage } from './unit-page.tsx'
import { UnitsPage } from './units-page.tsx'

export const pages = { '/': UnitsPage, '/import': ImportPage, '/$unitId': UnitPage }
