/**
 * The house: which floor may import which. Each rule has a name and a sentence; `npm run architecture` runs them.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'domain-imports-nothing',
      comment: 'The domain is pure: no npm package, no node: module and no other floor.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { pathNot: '^shared/domain/' },
    },
    {
      name: 'config-knows-domain-and-zod',
      comment: 'Settings and environments are described with the domain and zod alone.',
      severity: 'error',
      from: { path: '^shared/config/' },
      to: { pathNot: ['^shared/(config|domain)/', 'node_modules/zod/'] },
    },
    {
      name: 'ports-speak-domain',
      comment: 'A port is told in the nouns of the domain.',
      severity: 'error',
      from: { path: '^shared/ports\\.ts$' },
      to: { pathNot: '^shared/domain/' },
    },
    {
      name: 'pipeline-knows-domain-and-ports',
      comment: 'A recipe gets what it needs from outside through ports.',
      severity: 'error',
      from: { path: '^shared/pipeline/' },
      to: { pathNot: ['^shared/(pipeline|domain)/', '^shared/ports\\.ts$'] },
    },
    {
      name: 'api-tells-recipes-in-zod',
      comment:
        'The query API turns requests into calls of recipes and their results into answers; what it reads from comes in through ports.',
      severity: 'error',
      from: { path: '^shared/api/' },
      to: { pathNot: ['^shared/(api|pipeline|domain|config)/', '^shared/ports\\.ts$', 'node_modules/zod/'] },
    },
    {
      name: 'adapters-do-not-know-recipes',
      comment: 'An adapter speaks to the outside and implements ports; recipes call it, never the other way.',
      severity: 'error',
      from: { path: '^shared/adapters/' },
      to: { path: ['^shared/(pipeline|api)/', '^(functions|cli|infra|console|bench|test)/'] },
    },
    {
      name: 'shared-does-not-know-its-users',
      comment: 'What is shared does not import those who share it.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|cli|infra|console|bench|test)/' },
    },
    {
      name: 'doorways-do-not-know-each-other',
      comment: 'A function is deployed alone; what two of them need belongs in shared.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: ['^functions/', '^(cli|infra|console)/'], pathNot: '^functions/$1/' },
    },
    {
      name: 'infra-knows-config',
      comment: 'Infrastructure shares names and settings with the functions, and refers to their code by path.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(shared/(domain|pipeline|adapters)|functions|cli|console)/' },
    },
    {
      name: 'page-knows-domain-and-answers',
      comment:
        'The page runs in a browser: it shares words and the shape of answers, asks the query API for all else, and draws with Preact and uPlot.',
      severity: 'error',
      from: { path: '^console/' },
      to: {
        pathNot: [
          '^console/',
          '^shared/domain/',
          '^shared/api/[^/]*(answers|problem)\\.ts$',
          'node_modules/(preact|uplot|zod)/',
        ],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or the third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead, unless it is where a program begins.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^cli/main\\.ts$',
          '^console/(first\\.ts|main\\.tsx)$',
          '^functions/[^/]+/[^/]*handler\\.ts$',
          '^infra/app\\.ts$',
          '^infra/examples/',
          '^test/(deploy|kill|simulation)/main\\.ts$',
          '^test/browser/(pictures|[^/]*\\.browser)\\.ts$',
          '\\.test\\.ts$',
          '^test/fixtures/',
          '\\.config\\.ts$',
          '^bench/',
        ],
      },
      to: {},
    },
    {
      name: 'only-installed-packages',
      comment: 'What is imported is in package.json; shipped code does not import development tools.',
      severity: 'error',
      from: { path: '^(shared|functions|cli|console)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
