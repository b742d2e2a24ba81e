import { type Role, roleNames, roles } from '@banggiao/catalogue'
import { currentLocale, type Translate } from '../i18n/index.ts'

export { roles }

/** The role as screens and slips show it; takes the translator so that a change of language shows at once. */
export function roleName(role: string, _t: Translate): string {
  return roleNames[role as Role]?.[currentLocale()] ?? role
}
