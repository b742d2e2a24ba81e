import './styles.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { FrameLayout } from './frame/frame.tsx'
import { answerFromSamples } from './gallery/answers.ts'
import { sampleRooms, sampleSession } from './gallery/sample.ts'
import { scenes } from './gallery/scenes.tsx'
import { setLocale } from './i18n/index.ts'
import { keepFor } from './keep.ts'
import { queries } from './queries.ts'
import { sessionQuery } from './session/session.ts'
import { contrastVariables, theme } from './theme.ts'
import { parseSearch, useUrlSearch, writeSearch } from './url.ts'

/**
 * Every component with realistic data and no server: `/gallery.html?show=list&scheme=dark&locale=en&tour=yes`.
 * Development only.
 */
const asked = new URLSearchParams(window.location.search)
answerFromSamples()
setLocale(asked.get('locale') === 'en' ? 'en' : 'vi')
const session = {
  ...sampleSession,
  person: {
    ...sampleSession.person,
    locale: asked.get('locale') === 'en' ? 'en' : 'vi',
    preferences: { 'tour.deputy': asked.get('tour') !== 'yes' },
  },
} as const
keepFor(session.person.id, false)
queries.setQueryDefaults(['session'], { staleTime: Number.POSITIVE_INFINITY })
queries.setQueryData(sessionQuery.queryKey, session)

function Scene() {
  const [search] = useUrlSearch()
  const name = typeof search.show === 'string' ? search.show : 'list'
  // `shots.ts` asks what there is to photograph.
  if (name === 'names') return <pre id="names">{Object.keys(scenes).join('\n')}</pre>
  const scene = scenes[name]
  if (!scene) return <p>No scene {name}</p>
  if (scene.bare) return scene.show()
  return (
    <FrameLayout session={session} rooms={sampleRooms}>
      {scene.show()}
    </FrameLayout>
  )
}

const root = createRootRoute({ component: Outlet })
const router = createRouter({
  routeTree: root.addChildren([createRoute({ getParentRoute: () => root, path: '/$', component: Scene })]),
  parseSearch,
  stringifySearch: writeSearch,
})

const place = document.getElementById('root')
if (!place) throw new Error('gallery.html has no #root')
createRoot(place).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={contrastVariables}
    forceColorScheme={asked.get('scheme') === 'dark' ? 'dark' : 'light'}
  >
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
)
