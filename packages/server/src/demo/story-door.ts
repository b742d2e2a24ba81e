import type { Authenticate } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import type { Services } from '../platform/services.ts'

/** Who is calling the API: whoever the story names while it is told, and at any other time only a session. */
export interface StoryDoor {
  authenticate: Authenticate
  /** The story may act for as long as this work lasts; the caller answers for it that nothing listens meanwhile. */
  whileTelling(work: () => Promise<void>): Promise<void>
}

/** One API for the story and for visitors: building it a second time would take a second of every first start. */
export function storyDoor(services: Services, sessions: Authenticate): StoryDoor {
  let telling = false
  return {
    authenticate: (request) =>
      telling ? loadActor(services.database, String(request.headers['x-person']), null) : sessions(request),
    async whileTelling(work) {
      telling = true
      try {
        await work()
      } finally {
        telling = false
      }
    },
  }
}
