import { type Role, roleNames } from '@banggiao/catalogue'
import type { Locale } from '../i18n/index.ts'

/** A role as screens and slips name it; a role this version does not know keeps its own word. */
export function roleName(role: string, locale: Locale): string {
  return role in roleNames ? roleNames[role as Role][locale] : role
}
