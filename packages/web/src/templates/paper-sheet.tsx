import '../kit/paper-font.ts'
import { ActionIcon, Button, NativeSelect, Switch } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useT } from '../i18n/index.ts'
import { SheetPart, type SheetSection } from '../kit/sheet-page.tsx'
import { toast } from '../kit/toast.tsx'
import { BlockEditor } from './block-editor.tsx'
import {
  type Annex,
  ATTACHED_KINDS,
  type Attachment,
  type Block,
  countGaps,
  GAP,
  newAnnex,
  newAttachment,
  romanOf,
} from './blocks.ts'
import classes from './template.module.css'
import type { PaperParts } from './template.ts'
import { Tool } from './tool.tsx'
import { WordsField } from './words-field.tsx'

interface PaperSheetProps<T extends PaperParts> {
  /** As printed over the title: what the unit's letterhead and the register give. */
  letterhead: { superiorLines: string[]; issuerLines: string[]; number: string | null; place: string }
  kind: string | null
  content: T
  onChange: (content: T) => void
  /** Names of the fields by their code. */
  fields: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  readOnly: boolean
  /** Who signs where the content itself does not say. */
  signs?: { authority: string[]; position: string; name: string }
}

/** A paper or its template as it looks in print (NĐ 30/2020, Phụ lục I), every part edited where it stands. */
export function PaperSheet<T extends PaperParts>(props: PaperSheetProps<T>) {
  const { letterhead, kind, content, onChange, fields, errors, readOnly, signs } = props
  const t = useT()
  const put = (part: Partial<PaperParts>) => onChange({ ...content, ...part })
  const shared = { fields, readOnly }
  const signer = content.signer ?? signs
  const hand = (part: 'signer' | 'cosigner', value: NonNullable<PaperParts['cosigner']>, fixed: boolean) => (
    <div className={classes.signer} data-field={part}>
      {value.authority.map((line) => (
        <div key={line}>{line}</div>
      ))}
      <WordsField
        {...shared}
        readOnly={readOnly || fixed}
        label={`${t(`templates.field.${part}`)}: ${t('templates.field.position')}`}
        value={value.position}
        error={errors[`${part}.position`]}
        onChange={(position) => put({ [part]: { ...value, position } })}
      />
      <div className={classes.signed}>
        <WordsField
          {...shared}
          readOnly={readOnly || fixed}
          label={`${t(`templates.field.${part}`)}: ${t('templates.field.signerName')}`}
          value={value.name}
          error={errors[`${part}.name`]}
          onChange={(name) => put({ [part]: { ...value, name } })}
        />
      </div>
    </div>
  )
  return (
    <div className={classes.serif} lang="vi">
      <SheetPart id="head" title={t('templates.parts.head')}>
        <div className={classes.letterhead}>
          <div>
            {letterhead.superiorLines.map((line) => (
              <div key={line}>{line}</div>
            ))}
            <b>
              {letterhead.issuerLines.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </b>
            {letterhead.number !== null && <div>Số: {letterhead.number}</div>}
          </div>
          <div>
            <b>
              <div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>
              <div>Độc lập - Tự do - Hạnh phúc</div>
            </b>
            <i>{letterhead.place}, ngày … tháng … năm …</i>
          </div>
        </div>
        {kind && <p className={classes.kind}>{kind.toUpperCase()}</p>}
        <div className={classes.title} data-field="title">
          <WordsField
            {...shared}
            label={t('templates.field.title')}
            value={content.title}
            error={errors.title}
            onChange={(title) => put({ title })}
          />
        </div>
        <Lines
          {...shared}
          part="addressees"
          errors={errors}
          lines={content.addressees}
          onChange={(addressees) => put({ addressees })}
        />
        {content.enactor !== undefined && (
          <div className={classes.kind} data-field="enactor">
            <WordsField
              {...shared}
              label={t('templates.field.enactor')}
              value={content.enactor}
              error={errors.enactor}
              onChange={(enactor) => put({ enactor })}
            />
          </div>
        )}
        <div className={classes.base}>
          <Lines
            {...shared}
            part="legalBases"
            errors={errors}
            lines={content.legalBases}
            onChange={(legalBases) => put({ legalBases })}
          />
        </div>
      </SheetPart>
      <SheetPart id="body" title={t('templates.parts.body')}>
        {errors.blocks && <p role="alert">{errors.blocks}</p>}
        <BlockEditor
          {...shared}
          path="blocks"
          errors={errors}
          blocks={content.blocks}
          onChange={(blocks) => put({ blocks })}
        />
      </SheetPart>
      <SheetPart id="foot" title={t('templates.parts.foot')}>
        <div className={classes.foot}>
          <div className={classes.recipients}>
            <Lines
              {...shared}
              part="recipients"
              dashed
              errors={errors}
              lines={content.recipients}
              onChange={(recipients) => put({ recipients })}
            />
          </div>
          <div>
            {signer && hand('signer', signer, content.signer === undefined)}
            {content.cosigner && hand('cosigner', content.cosigner, false)}
          </div>
        </div>
      </SheetPart>
      {(['attachments', 'annexes'] as const).map((part) => (
        <Following key={part} {...shared} part={part} errors={errors} content={content} put={put} />
      ))}
    </div>
  )
}

interface FollowingProps {
  part: 'attachments' | 'annexes'
  content: PaperParts
  put: (part: Partial<PaperParts>) => void
  fields: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  readOnly: boolean
}

/** What is printed behind the signature: texts that the paper issues, and its annexes. */
function Following({ part, content, put, fields, errors, readOnly }: FollowingProps) {
  const t = useT()
  const latest = useRef({ content, put })
  latest.current = { content, put }
  const list: (Annex | Attachment)[] = content[part] ?? []
  const set = (next: (Annex | Attachment)[]) => put({ [part]: next })
  const nameOf = (one: Annex | Attachment, at: number) =>
    'kind' in one
      ? t('templates.parts.attachment', { kind: one.kind })
      : `${t('templates.parts.annex')}${romanOf(at, list.length)}`
  const remove = (at: number) => {
    const gone = list[at]!
    set(list.filter((_, index) => index !== at))
    toast({
      tone: 'neutral',
      text: t('templates.following.removed', { name: nameOf(gone, at) }),
      undo: async () => {
        const now = latest.current
        const rest: (Annex | Attachment)[] = now.content[part] ?? []
        now.put({ [part]: [...rest.slice(0, at), gone, ...rest.slice(at)] })
      },
    })
  }
  const swap = (at: number, other: number) =>
    set(list.map((one, index) => (index === at ? list[other]! : index === other ? list[at]! : one)))
  return (
    <>
      {list.map((one, at) => {
        const change = (next: Partial<Annex & Attachment>) =>
          set(list.map((each, index) => (index === at ? { ...each, ...next } : each)))
        const name = nameOf(one, at)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: what follows a paper is its place
          <SheetPart key={at} id={`${part}-${at}`} title={name}>
            {!readOnly && (
              <div className={classes.tools} role="toolbar" aria-label={t('templates.following.tools', { name })}>
                {'kind' in one ? (
                  <NativeSelect
                    size="sm"
                    aria-label={t('templates.following.kind')}
                    value={one.kind}
                    data={ATTACHED_KINDS.includes(one.kind) ? ATTACHED_KINDS : [one.kind, ...ATTACHED_KINDS]}
                    onChange={(event) => change({ kind: event.currentTarget.value })}
                  />
                ) : (
                  <Switch
                    label={t('templates.following.landscape')}
                    checked={one.landscape === true}
                    onChange={(event) => change({ landscape: event.currentTarget.checked })}
                  />
                )}
                <Tool
                  label={t('templates.following.up', { name })}
                  icon={IconArrowUp}
                  disabled={at === 0}
                  onPress={() => swap(at, at - 1)}
                />
                <Tool
                  label={t('templates.following.down', { name })}
                  icon={IconArrowDown}
                  disabled={at === list.length - 1}
                  onPress={() => swap(at, at + 1)}
                />
                <Tool label={`${t('common.remove')}: ${name}`} icon={IconTrash} onPress={() => remove(at)} />
              </div>
            )}
            <div className={classes.title} data-field={`${part}.${at}.title`}>
              <WordsField
                fields={fields}
                readOnly={readOnly}
                label={`${name}: ${t('templates.following.title')}`}
                value={one.title}
                error={errors[`${part}.${at}.title`]}
                onChange={(title) => change({ title })}
              />
            </div>
            <BlockEditor
              fields={fields}
              readOnly={readOnly}
              path={`${part}.${at}.blocks`}
              errors={errors}
              blocks={one.blocks}
              onChange={(blocks) => change({ blocks })}
            />
          </SheetPart>
        )
      })}
      {!readOnly && (
        <Button
          variant="default"
          mt="sm"
          me="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set([...list, part === 'annexes' ? newAnnex() : newAttachment()])}
        >
          {t(part === 'annexes' ? 'templates.following.addAnnex' : 'templates.following.addAttachment')}
        </Button>
      )}
    </>
  )
}

interface LinesProps {
  part: 'addressees' | 'legalBases' | 'recipients'
  lines: readonly string[]
  onChange: (lines: string[]) => void
  fields: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  readOnly: boolean
  dashed?: boolean
}

/** A part of one line each: addressees, bases, recipients. An emptied line goes when it is left. */
function Lines({ part, lines, onChange, fields, errors, readOnly, dashed }: LinesProps) {
  const t = useT()
  const name = t(`templates.field.${part}`)
  const insert = (at: number) => onChange([...lines.slice(0, at), GAP, ...lines.slice(at)])
  const remove = (at: number) => onChange(lines.filter((_, index) => index !== at))
  // "Lưu: VT" stays the last recipient (Phụ lục I, II.9)
  const end = part === 'recipients' && lines.at(-1)?.startsWith('Lưu') ? lines.length - 1 : lines.length
  return (
    <div className={classes.lines} data-field={part}>
      {(lines.length > 0 || !readOnly) && part !== 'legalBases' && (
        <p className={classes.caption}>
          <b>{part === 'recipients' ? <i>Nơi nhận:</i> : lines.length > 0 && 'Kính gửi:'}</b>
        </p>
      )}
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at} className={classes.line}>
          <WordsField
            label={t('templates.field.line', { part: name, number: at + 1 })}
            value={line}
            before={dashed ? '-' : ''}
            fields={fields}
            readOnly={readOnly}
            error={errors[`${part}.${at}`]}
            onChange={(words) => onChange(lines.map((one, index) => (index === at ? words : one)))}
            onBlur={() => line.trim() === '' && remove(at)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              insert(Math.min(at + 1, end))
            }}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={`${t('common.remove')}: ${t('templates.field.line', { part: name, number: at + 1 })}`}
              onClick={() => remove(at)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => insert(end)}
        >
          {t('templates.field.addLine', { part: name })}
        </Button>
      )}
    </div>
  )
}

interface PartNames {
  head: string
  body: string
  foot: string
  annex: string
  /** "Quy chế kèm theo". */
  attachment: (kind: string) => string
}

/** How the parts of a sheet are called, in the reader's language. */
export function usePartNames(): PartNames {
  const t = useT()
  return {
    head: t('templates.parts.head'),
    body: t('templates.parts.body'),
    foot: t('templates.parts.foot'),
    annex: t('templates.parts.annex'),
    attachment: (kind) => t('templates.parts.attachment', { kind }),
  }
}

/** The parts of the sheet with how many of their texts have no gap left. */
export function sectionsOf(content: PaperParts, names: PartNames): SheetSection[] {
  const section = (id: string, label: string, parts: unknown): SheetSection => {
    const { texts, open } = countGaps(parts)
    return { id, label, done: texts - open, total: texts }
  }
  const { attachments = [], annexes = [] } = content
  return [
    section('head', names.head, [content.title, content.addressees, content.enactor, content.legalBases]),
    section('body', names.body, wordsIn(content.blocks)),
    section('foot', names.foot, [content.recipients, content.signer, content.cosigner]),
    ...attachments.map(({ kind, title, blocks }, at) =>
      section(`attachments-${at}`, names.attachment(kind), [title, wordsIn(blocks)]),
    ),
    ...annexes.map(({ title, blocks }, at) =>
      section(`annexes-${at}`, `${names.annex}${romanOf(at, annexes.length)}`, [title, wordsIn(blocks)]),
    ),
  ]
}

const wordsIn = (blocks: readonly Block[]) => blocks.map(({ title, text, head, rows }) => [title, text, head, rows])
