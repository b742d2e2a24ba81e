// A process of its own: asks a server on this machine over keep-alive connections and says how long each answer took.
import { createConnection } from 'node:net'

/** One round of load, as it is sent to this process. */
export interface Load {
  port: number
  /** Whole requests, asked in this order, each once. */
  requests: string[]
  connections: number
  /** Most seconds; a server that stands still ends the round with an error. */
  seconds: number
}

/** What comes back: the whole round in milliseconds, and each answer's own, in the order of the requests. */
export interface LoadAnswer {
  ms: number
  each: number[]
  bytes: number
}

process.on('message', (load: Load) => {
  run(load).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

async function run({ port, requests, connections, seconds }: Load): Promise<LoadAnswer> {
  const each = new Array<number>(requests.length).fill(0)
  let next = 0
  let bytes = 0
  const begun = performance.now()
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
      socket.setTimeout(seconds * 1000, () => socket.destroy(new Error(`no answer within ${seconds} s`)))
      socket.on('error', reject)
      let asked = 0
      let sent = 0
      let head = ''
      // bytes of the body still to come; -1 while the head is being read
      let rest = -1
      const ask = () => {
        if (next >= requests.length || performance.now() - begun > seconds * 1000) {
          socket.end()
          return resolve()
        }
        asked = next++
        sent = performance.now()
        head = ''
        rest = -1
        socket.write(requests[asked] as string)
      }
      socket.on('connect', ask)
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        let body = chunk.length
        if (rest < 0) {
          const before = head.length
          head += chunk.toString('latin1')
          const end = head.indexOf('\r\n\r\n')
          if (end < 0) return
          if (!head.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(head.slice(0, 500)))
          rest = Number(/content-length: (\d+)/i.exec(head)?.[1])
          body = chunk.length - (end + 4 - before)
        }
        rest -= body
        if (rest > 0) return
        each[asked] = performance.now() - sent
        ask()
      })
    })
  await Promise.all(Array.from({ length: connections }, one))
  if (next < requests.length) throw new Error(`only ${next} of ${requests.length} requests within ${seconds} s`)
  return { ms: performance.now() - begun, each, bytes }
}
