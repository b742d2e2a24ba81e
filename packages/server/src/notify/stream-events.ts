import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerEvent } from '../platform/events.ts'
import type { Services } from '../platform/services.ts'

const heartbeatMs = 25_000

/** The open event streams of one process. */
export interface EventStreams {
  /** Keeps the answer open and writes what concerns the caller: names and ids, the reader fetches. */
  open(request: FastifyRequest, reply: FastifyReply): void
  /** Ends every stream, so that the server can close; browsers connect again by themselves. */
  endAll(): void
}

export function eventStreams(services: Services): EventStreams {
  const open = new Map<ServerResponse, { personId: string; end(): void }>()
  let unsubscribe: (() => void) | null = null
  const listen = () => {
    unsubscribe = services.events.subscribe((event) => {
      for (const [stream, { personId, end }] of open) {
        if (personId !== event.personId) continue
        // rights have changed: the next connection is checked anew
        if (event.kind === 'rights') end()
        else stream.write(message(event))
      }
    })
  }
  return {
    open(request, reply) {
      if (!unsubscribe) listen()
      const { personId } = request.actor
      reply.hijack()
      const stream = reply.raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        // a reverse proxy that buffers would hold the events back
        'x-accel-buffering': 'no',
      })
      stream.write('retry: 3000\n\n')
      const heartbeat = setInterval(() => stream.write(':\n\n'), heartbeatMs)
      const end = () => {
        clearInterval(heartbeat)
        open.delete(stream)
        stream.end()
      }
      open.set(stream, { personId, end })
      stream.on('close', end)
    },
    endAll() {
      for (const { end } of open.values()) end()
      unsubscribe?.()
      unsubscribe = null
    },
  }
}

function message({ personId: _, ...event }: ServerEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`
}
