import type { SigningKey } from '../sign/index.ts'
import type { PackageSignature } from './package.ts'

export * from './package.ts'
export { MAX_PACKAGE_CHARS, readEdxml, readStatus } from './read-edxml.ts'
export { writeEdxml, writeStatus } from './write-edxml.ts'

/** See `sign-edxml.ts`. The libraries behind it are loaded on the first call, here and below. */
export async function signEdxml(xml: string, key: SigningKey): Promise<string> {
  return (await import('./sign-edxml.ts')).signEdxml(xml, key)
}

/** See `sign-edxml.ts`. */
export async function verifyEdxml(xml: string, roots: Uint8Array[] = []): Promise<PackageSignature | null> {
  return (await import('./sign-edxml.ts')).verifyEdxml(xml, roots)
}
