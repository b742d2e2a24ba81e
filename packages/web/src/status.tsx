import {
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconBan,
  IconCalendarPlus,
  IconCheck,
  IconChecks,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleMinus,
  IconCirclePlus,
  IconClock,
  IconEqual,
  IconHourglass,
  IconInbox,
  IconPencil,
  IconPlayerPlay,
  IconQuestionMark,
  IconRubberStamp,
  IconSend,
  IconSlash,
  type TablerIcon,
} from '@tabler/icons-react'
import { type TextKey, useT } from './i18n/index.ts'
import type { vi } from './i18n/vi.ts'
import tones from './tone.module.css'

export type Tone = 'neutral' | 'info' | 'wait' | 'good' | 'bad'
export type Status = keyof typeof vi.status

interface Look {
  tone: Tone
  icon: TablerIcon
}

/** The one table of status: colour + icon here, the word under `status.` in the dictionaries. Colour never speaks alone. */
export const STATUS = {
  draft: { tone: 'neutral', icon: IconPencil },
  submitted: { tone: 'info', icon: IconSend },
  returned: { tone: 'wait', icon: IconArrowBackUp },
  approved: { tone: 'good', icon: IconCheck },
  issued: { tone: 'good', icon: IconRubberStamp },
  sent: { tone: 'good', icon: IconSend },
  received: { tone: 'info', icon: IconInbox },
  accepted: { tone: 'good', icon: IconChecks },
  adopted: { tone: 'info', icon: IconCheck },
  'not-started': { tone: 'neutral', icon: IconCircle },
  'in-progress': { tone: 'info', icon: IconPlayerPlay },
  done: { tone: 'good', icon: IconCheck },
  'nothing-to-report': { tone: 'good', icon: IconCircleMinus },
  'not-answered': { tone: 'neutral', icon: IconCircleDashed },
  'not-applicable': { tone: 'neutral', icon: IconSlash },
  'out-of-scope': { tone: 'neutral', icon: IconBan },
  'due-soon': { tone: 'wait', icon: IconClock },
  overdue: { tone: 'bad', icon: IconAlertTriangle },
  waiting: { tone: 'wait', icon: IconHourglass },
  'extension-requested': { tone: 'wait', icon: IconCalendarPlus },
  confirmed: { tone: 'good', icon: IconCheck },
  unconfirmed: { tone: 'wait', icon: IconQuestionMark },
  unrecognised: { tone: 'wait', icon: IconQuestionMark },
  cancelled: { tone: 'neutral', icon: IconBan },
  active: { tone: 'good', icon: IconCircleCheck },
  ended: { tone: 'neutral', icon: IconArchive },
  expired: { tone: 'neutral', icon: IconArchive },
  stale: { tone: 'bad', icon: IconAlertTriangle },
  same: { tone: 'good', icon: IconEqual },
  adapted: { tone: 'info', icon: IconPencil },
  partial: { tone: 'wait', icon: IconCircleHalf2 },
  'left-out': { tone: 'bad', icon: IconCircleMinus },
  added: { tone: 'neutral', icon: IconCirclePlus },
  'in-force': { tone: 'good', icon: IconCircleCheck },
  amended: { tone: 'wait', icon: IconPencil },
  lapsed: { tone: 'bad', icon: IconAlertTriangle },
  'not-yet-in-force': { tone: 'neutral', icon: IconClock },
} satisfies Record<Status, Look>

/** CSS class that sets `--tone` and `--tone-soft`, for a component that wears a status colour. */
export function toneClass(tone: Tone): string {
  return tones[tone] ?? ''
}

export function StatusBadge({ status, word }: { status: Status; word?: string }) {
  const t = useT()
  const look = STATUS[status]
  const Icon = look.icon
  return (
    <span className={`${tones.badge} ${tones[look.tone]}`}>
      <Icon size={15} stroke={2} aria-hidden />
      {word ?? t(`status.${status}` as TextKey)}
    </span>
  )
}

/** Made once: a matrix shows hundreds of the same few. */
const SYMBOLS = Object.fromEntries(
  Object.entries(STATUS).map(([status, { tone, icon: Icon }]) => [
    status,
    <span key={status} className={`${tones.symbol} ${tones[tone]}`}>
      <Icon size={16} stroke={2} aria-hidden />
    </span>,
  ]),
)

/** Colour and icon alone, for a matrix cell; the word is in the cell's label. */
export function statusSymbol(status: Status): React.ReactNode {
  return SYMBOLS[status]
}
