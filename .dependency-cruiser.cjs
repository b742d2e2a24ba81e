// The house rules of the packages and rooms. Each says who may not know whom; scripts/house-rules.test.ts plants one
// violation of each and asks for exactly these names.
const server = '^packages/server/src'
const test = '\\.(test|e2e)\\.tsx?$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other at run time are one; a cycle of types only vanishes before that.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'vanban-knows-no-package-of-ours',
      comment: 'Documents are a library of their own: it is published without the rest.',
      severity: 'error',
      from: { path: '^packages/vanban/' },
      to: { path: '^(packages|bench|e2e)/', pathNot: '^packages/vanban/' },
    },
    {
      name: 'vanban-needs-no-database-and-no-server',
      severity: 'error',
      from: { path: '^packages/vanban/src', pathNot: test },
      to: { path: 'node_modules/(pg|kysely|fastify|pg-boss)/' },
    },
    {
      name: 'rules-know-nothing',
      comment: 'Pure behaviour that server and web share: no package of ours, no I/O.',
      severity: 'error',
      from: { path: '^packages/rules/' },
      to: { path: '^(packages|bench|e2e)/', pathNot: '^packages/rules/' },
    },
    {
      name: 'rules-do-no-io',
      severity: 'error',
      from: { path: '^packages/rules/src', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'catalogue-takes-types-only',
      comment: 'The catalogue declares; behaviour it borrowed would travel with it.',
      severity: 'error',
      from: { path: '^packages/catalogue/src', pathNot: test },
      to: { path: '^packages/(vanban|rules)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'catalogue-knows-no-floor-above',
      severity: 'error',
      from: { path: '^packages/catalogue/' },
      to: { path: '^(packages/(server|web)|bench|e2e)/' },
    },
    {
      name: 'web-reaches-the-server-over-http',
      comment: 'Its types are generated from the OpenAPI description.',
      severity: 'error',
      from: { path: '^packages/web/' },
      to: { path: '^packages/server/' },
    },
    {
      name: 'web-takes-only-types-of-vanban',
      comment: 'Reading and writing documents is the server’s work; the browser shows the result.',
      severity: 'error',
      from: { path: '^packages/web/src', pathNot: test },
      to: { path: '^packages/vanban/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-knows-no-web',
      severity: 'error',
      from: { path: '^packages/server/' },
      to: { path: '^packages/web/' },
    },
    {
      name: 'a-room-enters-another-by-its-door',
      comment: 'A room imports platform/* and other rooms’ index.ts, nothing deeper.',
      severity: 'error',
      from: { path: `${server}/([^/]+)/` },
      to: { path: `${server}/[^/]+/`, pathNot: [`${server}/(platform|$1)/`, `${server}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: `${server}/platform/`, pathNot: test },
      to: { path: `${server}/`, pathNot: `${server}/platform/` },
    },
    {
      name: 'only-the-entrance-knows-all-rooms',
      comment: 'main.ts, cli.ts and the assembly they share; a room that imported them would import everything.',
      severity: 'error',
      from: { path: `${server}/[^/]+/`, pathNot: test },
      to: { path: `${server}/[^/]+\\.ts$` },
    },
    {
      name: 'every-import-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|shots|out)/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
