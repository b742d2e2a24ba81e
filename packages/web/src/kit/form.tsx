import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useDraft } from '../drafts.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { type Errors, type Problem, placeProblem, problemOf } from '../problem.ts'
import { ProblemNotice } from './problem-notice.tsx'

export type { Errors }

/** What a field of this form needs; spread it: `<TextField {...form.field('phone')} label=… />`. */
export interface FieldProps<T> {
  id: string
  name: string
  value: T
  onChange: (value: T) => void
  error: string | undefined
  /** Told what is wrong with words that are no value of this field, and undefined once they are: the form waits for that. */
  onUnfit?: (sentence: string | undefined) => void
}

export interface FormState<V> {
  values: V
  set: (change: Partial<V>) => void
  field: <K extends keyof V & string>(name: K) => FieldProps<V[K]>
  /** Checks, sends, and puts what is wrong at the fields. Resolves true when it was sent. */
  send: () => Promise<boolean>
  sending: boolean
  errors: Errors<V>
  problem: Problem | undefined
  idOf: (name: string) => string
  restoredAt: string | undefined
  canKeep: boolean
  dropDraft: () => void
  /** Grows with every failed send: the summary takes the focus again. */
  failures: number
}

interface FormOptions<V> {
  initial: V
  /** A sentence per field that is not right. What the server alone knows is left to the server. */
  check?: (values: V) => Errors<V>
  submit: (values: V) => Promise<unknown>
  /** With a key, what was typed survives a closed tab: `plan.<id>.task`. Never for passwords. */
  draftKey?: string
}

/** The state of one form: what was typed stays through failures, and through closed tabs with a `draftKey`. */
export function useForm<V extends object>({ initial, check, submit, draftKey }: FormOptions<V>): FormState<V> {
  const id = useId()
  const plain = useState(initial)
  const drafted = useDraft(draftKey ?? `form${id}`, initial)
  const [values, change] = draftKey ? drafted : plain
  const draft = drafted[2]
  const [errors, setErrors] = useState<Errors<V>>({})
  const [problem, setProblem] = useState<Problem>()
  const [sending, setSending] = useState(false)
  const [failures, setFailures] = useState(0)
  const unfit = useRef(new Map<string, string>())
  const idOf = (name: string) => `${id}-${name}`

  const fail = (found: Errors<V>, rest?: Problem) => {
    setErrors(found)
    setProblem(rest)
    setFailures((count) => count + 1)
    return false
  }
  const send = async () => {
    // words that are no value stand in no value: without this the form would go out as if nothing had been typed
    const found: Errors<V> = { ...check?.(values), ...(Object.fromEntries(unfit.current) as Errors<V>) }
    if (Object.keys(found).length > 0) return fail(found)
    setSending(true)
    try {
      await submit(values)
      setErrors({})
      setProblem(undefined)
      if (draftKey) draft.drop()
      return true
    } catch (thrown) {
      const { errors: placed, rest } = placeProblem(problemOf(thrown), values)
      return fail(placed, rest)
    } finally {
      setSending(false)
    }
  }
  return {
    values,
    set: (part) => change({ ...values, ...part }),
    field: (name) => ({
      id: idOf(name),
      name,
      value: values[name],
      onChange: (value) => {
        change({ ...values, [name]: value })
        if (errors[name]) setErrors(({ [name]: _, ...others }) => others as Errors<V>)
      },
      error: errors[name],
      onUnfit: (sentence) => {
        if (sentence === undefined) unfit.current.delete(name)
        else unfit.current.set(name, sentence)
      },
    }),
    send,
    sending,
    errors,
    problem,
    idOf,
    restoredAt: draftKey ? draft.restoredAt : undefined,
    canKeep: !draftKey || draft.canKeep,
    dropDraft: () => {
      draft.drop()
      change(initial)
    },
    failures,
  }
}

interface FormViewProps<V> {
  form: FormState<V>
  submit: string
  children: React.ReactNode
  /** Beside the main button. */
  secondary?: React.ReactNode
  wide?: boolean
  onSent?: () => void
  /** What leads on from a problem, in its notice; nothing where none does. */
  leadOn?: (problem: Problem) => React.ReactNode
}

/** A form: summary of what is wrong with links on top, fields, one main button. */
export function Form<V extends object>({ form, submit, children, secondary, wide, onSent, leadOn }: FormViewProps<V>) {
  const t = useT()
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (form.failures > 0) summary.current?.focus()
  }, [form.failures])
  const wrong = Object.entries(form.errors) as [string, string][]
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.send().then((sent) => sent && onSent?.())
      }}
    >
      <Stack gap="md" maw={wide ? undefined : 560}>
        <div
          ref={summary}
          tabIndex={-1}
          style={{ outline: 'none', display: wrong.length > 0 || form.problem ? undefined : 'none' }}
        >
          {wrong.length > 0 && (
            <Alert
              role="alert"
              variant="outline"
              color="var(--tone-bad)"
              title={t('problem.heading', { count: wrong.length })}
            >
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {wrong.map(([name, sentence]) => (
                  <li key={name}>
                    <a
                      href={`#${form.idOf(name)}`}
                      // WCAG 2.5.8: links under each other are 24 px high
                      style={{ display: 'block', paddingBlock: 2 }}
                      onClick={(event) => {
                        event.preventDefault()
                        document.getElementById(form.idOf(name))?.focus()
                      }}
                    >
                      {sentence}
                    </a>
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          {form.problem && <ProblemNotice problem={form.problem} action={leadOn?.(form.problem)} />}
        </div>
        {form.restoredAt && (
          <Group gap="xs" c="dimmed" fz="sm">
            <IconHistory size={16} aria-hidden />
            {t('form.draft', { time: formatDateTime(form.restoredAt) })}
            <Button variant="subtle" size="compact-sm" onClick={form.dropDraft}>
              {t('form.dropDraft')}
            </Button>
          </Group>
        )}
        {!form.canKeep && (
          <Alert variant="outline" color="var(--tone-wait)">
            {t('form.notKept')}
          </Alert>
        )}
        {children}
        <Group justify={secondary ? 'space-between' : 'flex-start'}>
          <Button type="submit" loading={form.sending}>
            {submit}
          </Button>
          {secondary}
        </Group>
      </Stack>
    </form>
  )
}
