import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Navigate,
  Outlet,
  type RouterHistory,
  redirect,
  useRouter,
} from '@tanstack/react-router'
import { NotFoundPage, ProblemPage } from './kit/problem-page.tsx'
import { pageProblemOf, problemFrom } from './problem.ts'
import { queries } from './queries.ts'
import { type Room, rooms } from './rooms.ts'
import { grants, sessionQuery, setupQuery, useSession } from './session/session.ts'
import { parseSearch, writeSearch } from './url.ts'

function Failed({ error }: ErrorComponentProps) {
  const router = useRouter()
  return <ProblemPage problem={pageProblemOf(error)} onRetry={() => void router.invalidate()} />
}

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: Failed })

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./session/sign-in.tsx'), 'SignInPage'),
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./session/setup.tsx'), 'SetupPage'),
})

const ownPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/own-password',
  component: lazyRouteComponent(() => import('./session/own-password.tsx'), 'OwnPasswordPage'),
})

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./session/reset-password.tsx'), 'ResetPasswordPage'),
})

const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    const session = await queries.ensureQueryData(sessionQuery)
    if (session?.mustChangePassword) throw redirect({ to: '/own-password', search: { to: location.href } as never })
    if (session) return
    const { needed } = await queries.ensureQueryData(setupQuery)
    throw needed ? redirect({ to: '/setup' }) : redirect({ to: '/sign-in', search: { to: location.href } as never })
  },
  component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
  notFoundComponent: NotFoundPage,
  errorComponent: Failed,
})

function StartPage() {
  const { rights } = useSession()
  const first = rooms.find((room) => !room.needs || grants(rights, room.needs))
  return <Navigate to={first ? first.path : '/account'} replace />
}

const startRoute = createRoute({ getParentRoute: () => frameRoute, path: '/', component: StartPage })

const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account.tsx'), 'AccountPage'),
})

/** Every other address, inside the frame, so that a wrong link keeps the way out at hand. */
const elsewhereRoute = createRoute({ getParentRoute: () => frameRoute, path: '$', component: NotFoundPage })

function Closed() {
  return <ProblemPage problem={problemFrom(403, undefined)} />
}

/** A room's declared paths as routes, loaded when first opened, closed to whom the rail does not show it. */
function routesOf(room: Room) {
  return room.pages.map((page) =>
    createRoute({
      getParentRoute: () => frameRoute,
      path: `${room.path}${page === '/' ? '' : page}`,
      component: lazyRouteComponent(async () => {
        const { pages } = await room.lazy()
        const Page = pages[page]
        if (!Page) throw new Error(`${room.path} declares ${page} without a component`)
        return {
          default: () => {
            const { rights } = useSession()
            return room.needs && !grants(rights, room.needs) ? <Closed /> : <Page />
          },
        }
      }),
    }),
  )
}

/** The whole tree. `history` is given by the gallery and tests only. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      setupRoute,
      ownPasswordRoute,
      resetPasswordRoute,
      frameRoute.addChildren([startRoute, accountRoute, ...rooms.flatMap(routesOf), elsewhereRoute]),
    ]),
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    ...(history ? { history } : {}),
  })
}
