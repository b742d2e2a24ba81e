// `npm run bench`: every headline figure as a ratio to its reference in the same run, in one table.
import { spawn } from 'node:child_process'
import { continueUnderProjectNode, endOf, environment, root } from './bootstrap.mjs'

const node = await continueUnderProjectNode(import.meta.url)
const args = ['bench/main.ts', ...process.argv.slice(2)]
process.exit(await endOf(spawn(node, args, { cwd: root, stdio: 'inherit', env: environment(node) })))
