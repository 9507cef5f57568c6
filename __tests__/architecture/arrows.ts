import type { SourceImport } from './source-imports';

const construct = ['vocabulary', 'schema', 'values', 'edges', 'pods'];
const constructRooms = [
  'workloads',
  'stores',
  'routing',
  'security',
  'observability',
  'extensions',
  'enrolment',
];
const judge = ['vocabulary', 'schema', 'mesh', 'validation'];
const verdict = ['vocabulary', 'mesh', 'analysis', 'simulate', 'validation'];

/** What each room of lib/ imports, beside itself. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  vocabulary: [],
  schema: ['vocabulary'],
  values: ['vocabulary'],
  // BUILD
  edges: ['vocabulary', 'schema', 'values'],
  pods: ['vocabulary', 'schema', 'values'],
  workloads: construct,
  stores: construct,
  routing: construct,
  security: construct,
  observability: construct,
  extensions: construct,
  enrolment: construct,
  patterns: [...construct, ...constructRooms],
  system: [...construct, ...constructRooms, 'patterns'],
  // JUDGE
  validation: ['vocabulary', 'schema'],
  mesh: ['vocabulary', 'schema'],
  analysis: judge,
  simulate: judge,
  cost: ['vocabulary', 'schema', 'mesh'],
  diff: ['vocabulary', 'schema', 'mesh', 'cost', 'simulate'],
  report: [...verdict, 'cost'],
  jest: verdict,
  // FILES
  installation: ['vocabulary', 'schema'],
  delivery: ['vocabulary', 'schema'],
  // EMIT
  emit: ['vocabulary', 'values'],
  cli: [...verdict, 'schema', 'cost', 'diff', 'report'],
  // The program, beside lib/
  main: ['system', 'emit', 'analysis', 'installation', 'delivery'],
};

/** The rooms that may use the generated API objects of imports/. */
const build = [
  'edges',
  'pods',
  'workloads',
  'stores',
  'routing',
  'security',
  'observability',
  'extensions',
  'enrolment',
  'patterns',
  'system',
];
const importsPackage = '@cdk8s/istio-imports';

/** The rooms that judge plain manifests, wherever these come from, and therefore know no constructs. */
const plain = [
  'schema',
  'validation',
  'mesh',
  'analysis',
  'simulate',
  'cost',
  'diff',
  'report',
  'installation',
  'delivery',
  'cli',
];
const constructPackages = /^(cdk8s|cdk8s-plus-\d+|constructs)$/;

/** What is wrong with an import, or undefined. */
function forbidden({ from, to }: SourceImport): string | undefined {
  if (from === 'lib/index.ts') return undefined;
  const room = roomOf(from);
  const allowed = room === undefined ? undefined : arrows[room];
  if (room === undefined || !allowed) return 'is in no room of the table of arrows';

  if (to === importsPackage || to.startsWith(`${importsPackage}/`) || to.startsWith('imports/')) {
    if (!build.includes(room)) return `imports ${to}: only ${build.join(', ')} build API objects`;
    return to.startsWith('imports/') ? `imports ${to}: name the package, ${importsPackage}` : undefined;
  }
  if (constructPackages.test(to) && plain.includes(room)) {
    return `imports ${to}: ${room} reads plain manifests, never constructs`;
  }
  if (
    !to.includes('/') ||
    !/^(lib|main\.ts|examples|__tests__|bench|scripts|build|environments)\b/.test(to)
  ) {
    return undefined; // another package
  }
  if (/^lib\/([^/]+\/)?index\.ts$/.test(to)) return `imports ${to}: import the defining file, never an index`;
  const target = roomOf(to);
  if (target === room || (target !== undefined && allowed.includes(target))) return undefined;
  return `imports ${to}: ${room} imports only ${allowed.join(', ') || 'itself'}`;
}

/** `lib/<room>/…`; the program is a room too. */
function roomOf(file: string): string | undefined {
  return file === 'main.ts' ? 'main' : /^lib\/([^/]+)\//.exec(file)?.[1];
}

/** Each forbidden import of lib/ and the program as one line: file, line number, what is wrong. */
export function forbiddenArrows(imports: readonly SourceImport[]): string[] {
  return imports.flatMap((one) => {
    const reason = forbidden(one);
    return reason === undefined ? [] : [`${one.from}:${one.line} ${reason}`];
  });
}

/** Each import by which an example or the documentation goes past the public entry points. */
export function privateImports(imports: readonly SourceImport[], entryPoints: readonly string[]): string[] {
  const packageName = entryPoints[0] ?? '';
  return imports
    .filter(({ to }) => !entryPoints.includes(to))
    .filter(
      ({ to }) => to.startsWith(`${packageName}/`) || /^(@cdk8s\/istio-imports|lib|imports|build)\b/.test(to),
    )
    .map(({ from, line, to }) => `${from}:${line} imports ${to}: import only ${entryPoints.join(', ')}`);
}

/** The import cycles, each as `a.ts -> b.ts -> a.ts`; `import type` makes none. */
export function cycles(imports: readonly SourceImport[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return found;
}
