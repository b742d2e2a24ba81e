import type { Actor } from '../platform/actor.ts'
import type { Services } from '../platform/services.ts'

export async function refuseSecret(
  _services: Services,
  _actor: Actor,
  _bytes: Uint8Array,
  _name: string,
): Promise<void> {
  // replaced as soon as the reader of documents is here
}
