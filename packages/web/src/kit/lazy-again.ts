import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/**
 * A component with a chunk of its own, and a plain one in its place where the chunk cannot be fetched. `lazy` alone would keep
 * the plain one until the page is loaded anew; here whatever is mounted next asks for the chunk again.
 * @returns gives the component to a mount, which keeps it: `const [Box] = useState(box)`
 */
export function lazyAgain<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  plain: ComponentType<Props>,
): () => LazyExoticComponent<ComponentType<Props>> {
  let held: LazyExoticComponent<ComponentType<Props>> | undefined
  return () => {
    held ??= lazy(() =>
      load().catch(() => {
        held = undefined
        return { default: plain }
      }),
    )
    return held
  }
}
