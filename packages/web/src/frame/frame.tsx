import { IconSearch } from '@tabler/icons-react'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useServerEvents } from '../events.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Toasts } from '../kit/toast.tsx'
import { type Room, rooms } from '../rooms.ts'
import { noteSessionBack, useSessionEnded } from '../session/ended.ts'
import { useIdleSignOut } from '../session/idle.ts'
import { grants, type Session, useSession } from '../session/session.ts'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { useFetchAhead } from './fetch-ahead.ts'
import classes from './frame.module.css'
import { JobPanel } from './job-panel.tsx'
import { Notices } from './notices.tsx'
import { BottomBar, Rail } from './rail.tsx'
import { UnitSwitch } from './unit-switch.tsx'
import { useTour } from './use-tour.ts'

const Tour = lazy(() => import('./tour.tsx'))
const Palette = lazy(() => import('./palette.tsx'))
const SignInForm = lazy(() => import('../session/sign-in.tsx').then((module) => ({ default: module.SignInForm })))

/** The one frame around every page of a signed-in person. */
export function Frame() {
  const session = useSession()
  useServerEvents(session.person.id)
  useIdleSignOut()
  const visible = rooms.filter((room) => !room.needs || grants(session.rights, room.needs))
  useFetchAhead(visible)
  return (
    <FrameLayout session={session} rooms={visible}>
      <Outlet />
    </FrameLayout>
  )
}

/** The frame without its sources: what the gallery shows too. */
export function FrameLayout({
  session,
  rooms: visible,
  children,
}: {
  session: Session
  rooms: readonly Room[]
  children: React.ReactNode
}) {
  const t = useT()
  const main = useRef<HTMLElement>(null)
  const [searching, setSearching] = useState(false)
  const tour = useTour(session)
  const ended = useSessionEnded()
  const { pathname } = useLocation()

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setSearching(true)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])

  // A new page begins at its content for who listens to it; the first page keeps the browser's own start.
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current !== pathname) main.current?.focus({ preventScroll: true })
    before.current = pathname
  }, [pathname])

  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('frame.skip')}
      </a>
      <Rail rooms={visible} />
      <header className={classes.top}>
        <UnitSwitch session={session} />
        <button type="button" className={classes.search} data-tour="search" onClick={() => setSearching(true)}>
          <IconSearch size={19} aria-hidden />
          <span>{t('frame.search')}</span>
          <kbd>Ctrl K</kbd>
          <b className="visually-hidden">{t('frame.search')}</b>
        </button>
        <Notices />
        <AccountMenu session={session} onTour={tour.start} />
      </header>
      <main className={classes.main} id="main" tabIndex={-1} ref={main}>
        <ConnectionBanner />
        {children}
      </main>
      <BottomBar rooms={visible} />
      <JobPanel />
      <Toasts />
      {/* its steps point at the start page and the frame: elsewhere it would only be in the way */}
      {tour.role && pathname === '/work' && (
        <Suspense>
          <Tour role={tour.role} onEnd={tour.end} />
        </Suspense>
      )}
      {searching && (
        <Suspense>
          <Palette rooms={visible} rights={session.rights} onClose={() => setSearching(false)} />
        </Suspense>
      )}
      <Dialog opened={ended} onClose={noteSessionBack} title={t('problem.signedOut')} centered>
        <p>{t('problem.signedOutText')}</p>
        <Suspense>
          <SignInForm onDone={noteSessionBack} keepPage />
        </Suspense>
      </Dialog>
    </div>
  )
}
