import { useState } from 'react'
import { stretchesOf } from './blocks.ts'
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
  const [focused, setFocused] = useState(false)
  return (
    <div className={classes.words} data-wrong={error !== undefined || undefined}>
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
            className={classes.box}
            aria-label={label}
            aria-invalid={error !== undefined || undefined}
            rows={1}
            value={value}
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value.replaceAll('\n', ' '))}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false)
              onBlur?.()
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </div>
      {error && (
        <span role="alert" className={classes.wrong}>
          {error}
        </span>
      )}
    </div>
  )
}
