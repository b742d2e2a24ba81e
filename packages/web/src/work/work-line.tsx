import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconCalendarPlus,
  IconCheck,
  IconCircleMinus,
  IconDots,
  IconExternalLink,
  IconEye,
  IconUserShare,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { formatDate, today } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { followsLink } from '../kit/follow-row.ts'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { StatusBadge } from '../status.tsx'
import { useAnswer } from './answer-assignment.ts'
import type { Answered } from './answer-dialogs.tsx'
import { useNoteDocument } from './note-document.ts'
import classes from './work.module.css'
import { type AssignmentDeed, hrefOf, type Line, statusOf } from './work.ts'

interface WorkLineProps {
  line: Line
  /** Opens one of the dialogs of the page over this line. */
  onAsk: (dialog: 'extension' | 'transfer', of: Answered) => void
}

/** What says what to do with a line that is opened rather than answered. */
const acts: Partial<Record<Line['kind'], TextKey>> = {
  instruction: 'work.act.instruction',
  'document-to-instruct': 'work.act.document-to-instruct',
  'plan-received': 'work.act.plan-received',
  'paper-to-approve': 'work.act.paper-to-approve',
  'paper-to-issue': 'work.act.paper-to-issue',
  'paper-returned': 'work.act.paper-returned',
}

/** One line of work: what, for which plan, by when; answered here or opened. */
export function WorkLine({ line, onAsk }: WorkLineProps) {
  const t = useT()
  const deed = useAnswer()
  const note = useNoteDocument()
  const answered: Answered = {
    id: Number(line.recordId),
    version: line.version ?? 0,
    title: line.title,
    dueOn: line.dueOn,
  }
  const start = (kind: AssignmentDeed, dueOn?: string) => {
    const { dueOn: _, ...of } = answered
    deed.start({ ...of, kind, ...(dueOn ? { dueOn } : {}) })
  }
  const href =
    line.kind === 'report-due' && line.state === 'missing' ? `/reports/new?plan=${line.recordId}` : hrefOf(line)
  const problem = deed.problem ?? note.problem
  const overdue = statusOf(line.state, line.dueOn, today())
  return (
    <li className={classes.line} data-overdue={overdue === 'overdue' || undefined} {...followsLink}>
      <div className={classes.words}>
        <div className={classes.meta}>
          {line.kind !== 'assignment' && <b className={classes.kind}>{t(`work.kind.${line.kind}`)}</b>}
          {line.kind === 'assignment' && line.state === 'doing' && <StatusBadge status="in-progress" />}
          {line.from && <span>{line.from}</span>}
          {line.fromUnit && <span>{line.fromUnit}</span>}
        </div>
        <Link to={href} className={classes.title} data-row>
          {line.title}
        </Link>
        <div className={classes.meta}>
          {line.kind === 'plan-received' && line.dueOn !== null && <span>{t('work.firstLimit')}</span>}
          {(line.dueOn !== null || line.kind === 'assignment') && <DueDate date={line.dueOn} />}
          {line.note && <span>{noteOf(line, t)}</span>}
        </div>
      </div>
      <div className={classes.actions}>
        {line.kind === 'assignment' && (
          <>
            {line.can.done && (
              <Button
                size="compact-md"
                leftSection={<IconCheck size={17} aria-hidden />}
                loading={deed.running}
                onClick={() => start('done')}
              >
                {t('work.done')}
              </Button>
            )}
            {line.can.nothing && (
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconCircleMinus size={17} aria-hidden />}
                disabled={deed.running}
                onClick={() => start('nothing')}
              >
                {t('work.nothing')}
              </Button>
            )}
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon variant="default" size={32} aria-label={t('work.answerFor', { title: line.title })}>
                  <IconDots size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {line.can['extension-asked'] && (
                  <Menu.Item
                    leftSection={<IconCalendarPlus size={18} aria-hidden />}
                    onClick={() => onAsk('extension', answered)}
                  >
                    {t('work.extend')}
                  </Menu.Item>
                )}
                {line.can.transferred && (
                  <Menu.Item
                    leftSection={<IconUserShare size={18} aria-hidden />}
                    onClick={() => onAsk('transfer', answered)}
                  >
                    {t('work.transfer')}
                  </Menu.Item>
                )}
                <Menu.Item
                  leftSection={<IconExternalLink size={18} aria-hidden />}
                  renderRoot={(props: Record<string, unknown>) => <Link to={href} {...props} />}
                >
                  {t('work.open')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
        {line.kind === 'extension-to-decide' && (
          <>
            {line.can['extension-granted'] && (
              <Button
                size="compact-md"
                loading={deed.running}
                onClick={() => start('extension-granted', line.note ?? undefined)}
              >
                {t('work.grant')}
              </Button>
            )}
            {line.can['extension-refused'] && (
              <Button
                size="compact-md"
                variant="default"
                disabled={deed.running}
                onClick={() => start('extension-refused')}
              >
                {t('work.refuse')}
              </Button>
            )}
          </>
        )}
        {line.kind === 'document-to-instruct' && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconEye size={17} aria-hidden />}
            loading={note.running}
            onClick={() => note.start(line.recordId)}
          >
            {t('work.noteDocument')}
          </Button>
        )}
        {actOf(line) && (
          <Button
            size="compact-md"
            variant="light"
            renderRoot={(props: Record<string, unknown>) => <Link to={href} {...props} />}
          >
            {t(actOf(line) as TextKey)}
          </Button>
        )}
      </div>
      {problem && (
        <div className={classes.problem}>
          <ProblemNotice problem={problem} />
        </div>
      )}
    </li>
  )
}

function actOf(line: Line): TextKey | undefined {
  if (line.kind === 'plan-received' && line.state === 'drafting') return 'work.act.plan-begun'
  if (line.kind === 'report-due') return line.state === 'missing' ? 'work.act.report-due' : 'work.act.report-begun'
  return acts[line.kind]
}

function noteOf(line: Line, t: ReturnType<typeof useT>): string {
  if (line.kind === 'extension-to-decide' || line.kind === 'extension-asked')
    return t('work.asked', { day: formatDate(line.note ?? '') })
  if (line.kind === 'assignment') return t('work.owner', { owner: line.note ?? '' })
  return line.note ?? ''
}
