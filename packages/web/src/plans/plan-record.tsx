import { Anchor, Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowsDiff,
  IconChartBar,
  IconCheck,
  IconDownload,
  IconFileText,
  IconFileUpload,
  IconPencil,
  IconPlus,
  IconSend,
  IconSitemap,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { ApproveDialog } from '../documents/approve-dialog.tsx'
import { whoActs } from '../documents/document.ts'
import { IssueDialog } from '../documents/issue-dialog.tsx'
import { PaperHistory } from '../documents/paper-history.tsx'
import { formatDate } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { Empty } from '../kit/empty.tsx'
import type { Fact } from '../kit/facts.tsx'
import { followsLink } from '../kit/follow-row.ts'
import { Loaded } from '../kit/loaded.tsx'
import type { Action } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { RecordPage } from '../kit/record-page.tsx'
import { useRemarksTab } from '../remarks/remarks-tab.tsx'
import { useSession } from '../session/session.ts'
import { StatusBadge } from '../status.tsx'
import { usePathPart } from '../url.ts'
import { CascadeDialog } from './cascade-dialog.tsx'
import { type Plan, planQuery } from './plan-queries.ts'
import classes from './plan-record.module.css'
import { assignmentStatus, planStatus } from './plan-status.tsx'
import { PlanText } from './plan-text.tsx'
import { ReceiversDialog } from './receivers-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'

export function PlanRecord() {
  const id = usePathPart('planId')
  const query = useQuery(planQuery(id))
  return <Loaded query={query}>{(plan) => <Record plan={plan} key={plan.id} />}</Loaded>
}

type Step = 'submit' | 'withdraw'

function Record({ plan }: { plan: Plan }) {
  const t = useT()
  const navigate = useNavigate()
  const { standing } = plan
  const { unit } = useSession()
  const [asking, setAsking] = useState<'cascade' | 'approve' | 'return' | 'reopen' | 'issue'>()
  const path = { path: { id: plan.documentId } }
  const remarks = useRemarksTab({ kind: 'plan', id: plan.id })

  const derive = useDeed({
    run: (_: null, headers) =>
      answer(api.POST('/api/plans/{id}/derive', { params: { path: { id: plan.id } }, body: {}, headers })),
    changes: ['plan'],
    onDone: (made) => void navigate({ to: `/plans/${made.id}/edit` }),
  })
  const step = useDeed({
    run: (which: Step, headers) =>
      which === 'submit'
        ? answer(api.POST('/api/documents/{id}/submit', { params: path, body: {}, headers }))
        : answer(api.POST('/api/documents/{id}/withdraw', { params: path, body: {}, headers })),
    changes: ['plan', 'document', 'work'],
    said: (_, which) => t(which === 'submit' ? 'plans.said.submitted' : 'plans.said.withdrawn'),
  })
  const receive = useDeed({
    run: (_: null, headers) =>
      answer(api.POST('/api/plans/{id}/receive', { params: { path: { id: plan.id } }, headers })),
    changes: ['plan'],
  })
  // opening the plan is receiving it
  const told = useRef(false)
  useEffect(() => {
    if (!standing.can.receive || told.current) return
    told.current = true
    receive.start(null)
  }, [standing.can.receive, receive])

  const actions = actionsOf()
  const problem = derive.problem ?? step.problem
  return (
    <>
      <RecordPage
        code={plan.number ?? t('plans.unnumbered')}
        title={plan.title ?? ''}
        status={planStatus(standing)}
        word={t(`plans.word.${standing.state}` as TextKey)}
        waits={standing.waitsFor ? t(`plans.waits.${standing.waitsFor}` as TextKey) : undefined}
        back={{ to: '/plans', label: t('plans.title') }}
        action={actions.next}
        secondary={actions.others}
        who={whoActs(standing.side === 'own' ? standing.state : standing.side === 'below' ? 'below' : 'carried')}
        facts={factsOf(plan, t)}
        notice={problem && <ProblemNotice problem={problem} />}
        tabs={[
          { id: 'content', label: t('plans.part.content'), content: () => <PlanText plan={plan} /> },
          { id: 'progress', label: t('plans.part.progress'), content: () => <Progress plan={plan} /> },
          { id: 'papers', label: t('plans.part.papers'), content: () => <Papers plan={plan} /> },
          remarks,
          {
            id: 'history',
            label: t('plans.part.history'),
            content: () => (
              <PaperHistory documentId={plan.documentId} own={standing.side === 'own' || standing.side === 'copy'} />
            ),
          },
        ]}
      />
      {asking === 'cascade' && <CascadeDialog plan={plan} onClose={() => setAsking(undefined)} />}
      {asking === 'issue' && <IssueDialog documentId={plan.documentId} onClose={() => setAsking(undefined)} />}
      {asking === 'approve' && (
        <ApproveDialog
          documentId={plan.documentId}
          paper="plan"
          facts={[
            { label: t('plans.name'), value: plan.title ?? '' },
            { label: t('plans.facts.tasks'), value: t('plans.facts.tasksCount', { count: plan.tasks.length }) },
            ...(plan.annexReference ? [{ label: t('plans.facts.annex'), value: t('plans.facts.annexPrinted') }] : []),
          ]}
          onClose={() => setAsking(undefined)}
        />
      )}
      {(asking === 'return' || asking === 'reopen') && (
        <ReturnDialog plan={plan} step={asking} onClose={() => setAsking(undefined)} />
      )}
    </>
  )

  /** What this person may do, the next thing first. */
  function actionsOf(): { next: Action | undefined; others: Action[] } {
    const { can } = standing
    const own = plan.ownPlan
    const list: (Action | false | null)[] = [
      can.derive &&
        !own && {
          label: t(unit.kind === 'school' ? 'plans.act.deriveSchool' : 'plans.act.derive'),
          icon: IconPlus,
          running: derive.running,
          onPress: () => derive.start(null),
        },
      own && { label: t('plans.act.openOwn'), icon: IconFileText, to: `/plans/${own.id}` },
      can.approve && { label: t('documents.approve'), icon: IconCheck, onPress: () => setAsking('approve') },
      can.return && { label: t('plans.act.return'), icon: IconArrowBackUp, onPress: () => setAsking('return') },
      can.edit && { label: t('plans.act.edit'), icon: IconPencil, to: `/plans/${plan.id}/edit` },
      can.submit && {
        label: t('plans.act.submit'),
        icon: IconSend,
        running: step.running,
        onPress: () => step.start('submit'),
      },
      can.issue && { label: t('plans.act.issue'), icon: IconFileUpload, onPress: () => setAsking('issue') },
      can.cascade && { label: t('plans.act.cascade'), icon: IconSitemap, onPress: () => setAsking('cascade') },
      can.watch &&
        (plan.carriers > 0 || standing.side === 'carried') && {
          label: t('plans.act.coverage'),
          icon: IconChartBar,
          to: `/plans/${plan.id}/coverage`,
        },
    ]
    const compare: Action[] =
      plan.tasks.length > 0
        ? [
            {
              label: t(plan.superior ? 'plans.act.compareSuperior' : 'plans.act.compare'),
              icon: IconArrowsDiff,
              to: `/plans/${plan.id}/compare`,
            },
          ]
        : []
    // what is to be signed outside is taken out where the signed copy is brought back
    const paper = `/api/documents/${plan.documentId}/paper`
    const printed: Action[] = can.issue
      ? [
          { label: t('plans.act.docx'), icon: IconDownload, onPress: () => window.location.assign(`${paper}.docx`) },
          {
            label: t('plans.act.pdf'),
            icon: IconDownload,
            onPress: () => void window.open(`${paper}.pdf`, '_blank', 'noopener'),
          },
        ]
      : []
    // going back is never the next thing to do
    const back: (Action | false)[] = [
      can.withdraw && {
        label: t('plans.act.withdraw'),
        icon: IconArrowBackUp,
        running: step.running,
        onPress: () => step.start('withdraw'),
      },
      can.reopen && { label: t('plans.act.reopen'), icon: IconPencil, onPress: () => setAsking('reopen') },
    ]
    const real = (all: (Action | false | null)[]) => all.filter((action): action is Action => Boolean(action))
    const forward = real(list)
    return { next: forward[0], others: [...forward.slice(1), ...printed, ...compare, ...real(back)] }
  }
}

function factsOf(plan: Plan, t: ReturnType<typeof useT>): Fact[] {
  const out = plan.tasks.filter((task) => task.scope === 'out').length
  const main = plan.receivers.filter((r) => r.role === 'main')
  const copies = plan.receivers.filter((r) => r.role === 'copy')
  return [
    {
      label: t('plans.facts.unit'),
      value: plan.standing.side === 'copy' ? (plan.issuer ?? '') : (plan.unitShortName ?? plan.unitName),
    },
    ...(plan.issuedOn ? [{ label: t('plans.issuedOn'), value: formatDate(plan.issuedOn) }] : []),
    ...(plan.superior
      ? [
          {
            label: t('plans.facts.superior'),
            value: (
              <Anchor renderRoot={(props) => <Link to={`/plans/${plan.superior?.id}`} {...props} />}>
                {plan.superior.number ?? plan.superior.title}
              </Anchor>
            ),
          },
        ]
      : []),
    {
      label: t('plans.facts.tasks'),
      value: [
        t('plans.facts.tasksCount', { count: plan.tasks.length }),
        ...(out > 0 ? [t('plans.facts.outCount', { count: out })] : []),
      ].join(', '),
    },
    ...(plan.reportDueOn ? [{ label: t('plans.reportDue'), value: <DueDate date={plan.reportDueOn} /> }] : []),
    ...(plan.receivers.length > 0
      ? [
          {
            label: t('plans.facts.reportTo'),
            value: [
              ...main.map((r) => r.shortName ?? r.name),
              ...copies.map((r) => `${r.shortName ?? r.name} ${t('plans.facts.copyMark')}`),
            ].join('; '),
          },
        ]
      : []),
    ...(plan.carriers > 0
      ? [{ label: t('plans.facts.carriers'), value: t('plans.facts.carriersCount', { count: plan.carriers }) }]
      : []),
  ]
}

/** The plan's tasks with their states; who watches others goes on to the matrix. */
function Progress({ plan }: { plan: Plan }) {
  const t = useT()
  const tasks = plan.tasks.filter((task) => task.state !== null || task.scope === 'out')
  if (tasks.length === 0) {
    return (
      <Empty
        icon={IconChartBar}
        title={t('plans.coverage.empty')}
        text={t('plans.coverage.emptyText')}
        action={plan.carriers > 0 ? { label: t('plans.act.coverage'), to: `/plans/${plan.id}/coverage` } : undefined}
      />
    )
  }
  return (
    <ul className={classes.tasks}>
      {tasks.map((task) => (
        <li key={task.id} {...followsLink}>
          <div className={classes.line}>
            <b>
              {task.section}.{task.position}
            </b>
            <StatusBadge status={task.scope === 'out' ? 'out-of-scope' : assignmentStatus(task.state ?? 'open')} />
            {task.dueOn && <DueDate date={task.dueOn} settled={task.state !== 'open' && task.state !== 'doing'} />}
            <span className={classes.quiet}>{task.ownerPersonName ?? task.ownerPartName ?? ''}</span>
          </div>
          {task.assignmentId === null ? (
            <div>{task.text}</div>
          ) : (
            <Link to={`/work/${task.assignmentId}`} className={classes.task} data-row>
              {task.text}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function Papers({ plan }: { plan: Plan }) {
  const t = useT()
  const [asking, setAsking] = useState<'own' | 'carriers'>()
  const base = `/api/documents/${plan.documentId}`
  const links = [
    ...(plan.standing.side === 'own' && plan.fileId === null
      ? [
          { href: `${base}/paper.docx`, label: t('plans.act.docx') },
          ...(plan.superior ? [{ href: `${base}/paper.docx?changes=true`, label: t('plans.act.docxMarked') }] : []),
          { href: `${base}/paper.pdf`, label: t('plans.act.pdf') },
        ]
      : []),
    ...(plan.fileId ? [{ href: `${base}/file`, label: t('plans.act.original') }] : []),
    ...(plan.signedFileId ? [{ href: `${base}/file?signed=true`, label: t('plans.papers.signed') }] : []),
  ]
  return (
    <div className={classes.papers}>
      {links.length > 0 && (
        <section>
          <h2>{t('plans.papers.own')}</h2>
          {links.map((link) => (
            <Anchor key={link.href} href={link.href} download>
              <IconDownload size={16} aria-hidden style={{ verticalAlign: '-2px' }} /> {link.label}
            </Anchor>
          ))}
        </section>
      )}
      {plan.superior && (
        <section>
          <h2>{t('plans.papers.superior')}</h2>
          <Anchor renderRoot={(props) => <Link to={`/plans/${plan.superior?.id}`} {...props} />}>
            {plan.superior.number} · {plan.superior.title}
          </Anchor>
        </section>
      )}
      <Receivers
        title={t('plans.papers.receivers')}
        none={t('plans.papers.none')}
        rows={plan.receivers.map((r) => ({ ...r, key: String(r.unitId) }))}
        onChange={plan.standing.can.setReceivers ? () => setAsking('own') : undefined}
      />
      {(plan.standing.can.cascade || plan.carrierReceivers.length > 0) && (
        <Receivers
          title={t('plans.papers.carrierReceivers')}
          none={t('plans.papers.issuerReceives')}
          rows={plan.carrierReceivers.map((r) => ({
            key: `${r.unitId} ${r.through}`,
            name: r.through ? t(`plans.receivers.through.${r.through}`) : (r.name ?? ''),
            role: r.role,
          }))}
          onChange={plan.standing.can.cascade ? () => setAsking('carriers') : undefined}
        />
      )}
      {asking && <ReceiversDialog plan={plan} of={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

/** Who receives reports, main first, with the button to change it for those who may. */
function Receivers({
  title,
  none,
  rows,
  onChange,
}: {
  title: string
  none: string
  rows: { key: string; name: string; role: 'main' | 'copy' }[]
  onChange: (() => void) | undefined
}) {
  const t = useT()
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <span>{none}</span>}
      {rows.map((r) => (
        <span key={r.key}>
          {r.name} · {t(r.role === 'main' ? 'plans.papers.main' : 'plans.papers.copy')}
        </span>
      ))}
      {onChange && (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPencil size={16} aria-hidden />}
          aria-label={`${t('plans.receivers.change')}: ${title}`}
          onClick={onChange}
        >
          {t('plans.receivers.change')}
        </Button>
      )}
    </section>
  )
}
