import { NativeSelect } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { stretchesOf, withField } from './blocks.ts'
import classes from './template.module.css'

interface WordsFieldProps {
  label: string
  value: string
  onChange: (words: string) => void
  /** Names of the template's fields, for the chips; an unknown name shows as it is written. */
  fields?: Readonly<Record<string, string>>
  error?: string | undefined
  /** What stands before the words in print: "I.", "-". */
  before?: string
  readOnly?: boolean
  onKeyDown?: (event: React.KeyboardEvent<HTMLTextAreaElement>) => void
  onBlur?: () => void
}

/**
 * Words edited where they stand, in the letters they will print in. A picture of the text lies under the box and gives it its
 * height: fields are chips with their names, gaps are tinted; while the box has the focus the picture shows the letters typed.
 */
export function WordsField({
  label,
  value,
  onChange,
  fields = {},
  error,
  before,
  onKeyDown,
  onBlur,
  readOnly,
}: WordsFieldProps) {
  const t = useT()
  const [focused, setFocused] = useState(false)
  /** The box, or what belongs to it, has the focus. */
  const [active, setActive] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const wanted = useRef<number | null>(null)
  const choices = Object.entries(fields)

  // after a field was put in, typing goes on behind it
  useEffect(() => {
    if (wanted.current === null) return
    box.current?.focus()
    box.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  })

  const putIn = (field: string) => {
    // a box keeps its caret when it is left for the menu
    const { selectionStart = value.length, selectionEnd = value.length } = box.current ?? {}
    const put = withField(value, selectionStart, selectionEnd, field)
    wanted.current = put.caret
    onChange(put.words)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: says when the box and its menu are left, takes no input itself
    <div
      className={classes.words}
      data-wrong={error !== undefined || undefined}
      onFocus={() => setActive(true)}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        setActive(false)
        onBlur?.()
      }}
    >
      {before && (
        <span className={classes.before} aria-hidden>
          {before}
        </span>
      )}
      <div className={classes.stack} data-focused={focused || undefined}>
        <div className={classes.picture} aria-hidden={!readOnly}>
          {stretchesOf(value).map(({ text, start, field, gap }) =>
            field !== undefined ? (
              <mark key={start} className={classes.chip}>
                {focused ? text : (fields[field] ?? text)}
              </mark>
            ) : gap ? (
              <mark key={start} className={classes.gap}>
                {text}
              </mark>
            ) : (
              <span key={start}>{text}</span>
            ),
          )}
          {'\u200b'}
        </div>
        {!readOnly && (
          <textarea
            ref={box}
            className={classes.box}
            aria-label={label}
            aria-invalid={error !== undefined || undefined}
            rows={1}
            value={value}
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value.replaceAll('\n', ' '))}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            onKeyDown={onKeyDown}
          />
        )}
      </div>
      {active && !readOnly && choices.length > 0 && (
        <NativeSelect
          className={classes.insert}
          size="sm"
          aria-label={t('templates.insertField')}
          value=""
          data={[
            { value: '', label: t('templates.insertField') },
            ...choices.map(([code, name]) => ({ value: code, label: `${name} {${code}}` })),
          ]}
          onChange={(event) => putIn(event.currentTarget.value)}
        />
      )}
      {error && (
        <span role="alert" className={classes.wrong}>
          {error}
        </span>
      )}
    </div>
  )
}
