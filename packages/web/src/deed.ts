import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { IDEMPOTENCY } from './api.ts'
import { t } from './i18n/index.ts'
import { toast } from './kit/toast.tsx'
import { sendLater, type Waiting } from './outbox.ts'
import { OFFLINE, type Problem, ProblemError, problemOf } from './problem.ts'
import { refreshKinds } from './queries.ts'

interface DeedOptions<Input, Result> {
  /** Calls the server. Pass `headers` on: they carry the key that makes a repeated request harmless. */
  run: (input: Input, headers: Record<string, string>) => Promise<Result>
  /** Kinds of record this changes: what is on screen of them is fetched again. */
  changes: string[]
  onDone?: (result: Result, input: Input) => void
  /** A sentence shown when it is done. */
  said?: string | ((result: Result, input: Input) => string)
  /** Takes it back. Offered for ten seconds. */
  undo?: (result: Result, input: Input) => Promise<unknown>
  /** Without a connection the deed is kept and sent later, under this label. Leave out for what must not wait. */
  later?: (input: Input) => Pick<Waiting, 'label' | 'method' | 'path' | 'body'>
}

export interface Deed<Input> {
  start: (input: Input) => void
  /** The same for a form, which shows itself what went wrong and keeps what was typed: rejects with the `ProblemError`. */
  send: (input: Input) => Promise<void>
  running: boolean
  /** Why it failed, until the next start. */
  problem: Problem | undefined
  clear: () => void
}

/**
 * One thing a person does to the server: run, say, refresh, offer to undo, keep for later without a connection.
 * A failure stays in `problem`: give it to `Form` or to `ProblemNotice`.
 */
export function useDeed<Input, Result>(options: DeedOptions<Input, Result>): Deed<Input> {
  const queries = useQueryClient()
  // The same input after a lost answer is the same request: it goes out under the same key.
  const attempt = useRef<{ key: string; input: string } | undefined>(undefined)
  const refresh = () => refreshKinds(queries, options.changes)

  const mutation = useMutation<{ result: Result } | 'kept', ProblemError, Input>({
    networkMode: 'always',
    mutationFn: async (input) => {
      const written = JSON.stringify(input) ?? ''
      if (attempt.current?.input !== written) attempt.current = { key: crypto.randomUUID(), input: written }
      const { key } = attempt.current
      try {
        const result = await options.run(input, { [IDEMPOTENCY]: key })
        attempt.current = undefined
        return { result }
      } catch (thrown) {
        const problem = problemOf(thrown)
        if (problem.type !== OFFLINE) attempt.current = undefined
        else if (options.later && sendLater({ ...options.later(input), key })) {
          attempt.current = undefined
          toast({ tone: 'wait', text: t('connection.queued') })
          return 'kept'
        }
        throw new ProblemError(problem)
      }
    },
    onSuccess: (outcome, input) => {
      if (outcome === 'kept') return
      const { result } = outcome
      void refresh()
      const said = typeof options.said === 'function' ? options.said(result, input) : options.said
      const undo = options.undo
      if (said) {
        toast({
          tone: 'good',
          text: said,
          undo: undo
            ? async () => {
                await undo(result, input)
                await refresh()
              }
            : undefined,
        })
      }
      options.onDone?.(result, input)
    },
  })
  return {
    start: (input) => mutation.mutate(input),
    send: async (input) => {
      await mutation.mutateAsync(input)
    },
    running: mutation.isPending,
    problem: mutation.error?.problem,
    clear: mutation.reset,
  }
}
