// `npm start`: installs what is missing, builds the web app if it is stale, then becomes the server.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { continueUnderProjectNode, endOf, environment, isWatched, root } from './bootstrap.mjs'
import { buildWeb } from './build-web.mjs'

const node = await continueUnderProjectNode(import.meta.url)
if (!(await buildWeb(root, node))) process.exit(1)

const main = [join(root, 'packages', 'server', 'src', 'main.ts'), ...process.argv.slice(2)]
// One process less in memory, and signals and exit code are the server's own. Windows has no such call.
if (isWatched() && process.platform !== 'win32' && process.execve !== undefined) {
  process.execve(node, [node, ...main], environment(node))
}
process.exit(await endOf(spawn(node, main, { stdio: 'inherit', env: environment(node) })))
