import type { WrittenDocument } from '../../packages/vanban/src/document.ts'
import { departmentLetter2026 } from './department-letter-2026.ts'
import { departmentPlan2026 } from './department-plan-2026.ts'
import { departmentPlan2027 } from './department-plan-2027.ts'
import { highSchoolPlan2026 } from './high-school-plan-2026.ts'
import { preschoolPlan2026 } from './preschool-plan-2026.ts'
import { secondarySchoolDecision2026 } from './secondary-school-decision-2026.ts'
import { secondarySchoolPlan2026 } from './secondary-school-plan-2026.ts'
import { secondarySchoolReport2025 } from './secondary-school-report-2025.ts'
import { wardPlan2026 } from './ward-plan-2026.ts'
import { wardReport2025 } from './ward-report-2025.ts'

/** Every sample by the name of its files. */
export const samples: Record<string, WrittenDocument> = {
  'department-plan-2026': departmentPlan2026,
  'department-plan-2027': departmentPlan2027,
  'ward-plan-2026': wardPlan2026,
  'preschool-plan-2026': preschoolPlan2026,
  'secondary-school-plan-2026': secondarySchoolPlan2026,
  'high-school-plan-2026': highSchoolPlan2026,
  'secondary-school-report-2025': secondarySchoolReport2025,
  'ward-report-2025': wardReport2025,
  'department-letter-2026': departmentLetter2026,
  'secondary-school-decision-2026': secondarySchoolDecision2026,
}
