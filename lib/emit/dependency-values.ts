import type { ChartValues } from '../values/chart-values';
import type { Json } from '../vocabulary/json';
import type { ChartDependency } from './chart-metadata';

/**
 * Declares the values by which Helm switches and configures a chart's dependencies, as far as the program does not: its
 * values are closed otherwise. A dependency's own values are open, as only that chart knows them; `global` is open
 * always.
 */
export function declareDependencyValues(values: ChartValues, dependencies: readonly ChartDependency[]): void {
  const keys = dependencies.map(keyOf);
  for (const dependency of dependencies) {
    const key = keyOf(dependency);
    const conditions = conditionsOf(dependency);
    const own = conditions.find((path) => path[0] === key)?.slice(1) ?? [];
    // A default counts as set, and tags speak only where no condition does.
    const isSwitched = own.length > 0 && dependency.tags === undefined;
    declareOpen(values, [key], `Values of the chart ${dependency.name}`, isSwitched ? nested(own, true) : {});
    for (const path of conditions) {
      if (keys.includes(path[0] ?? '') || path[0] === 'global' || dependency.tags !== undefined) continue;
      if (isFree(values, path))
        groupOf(values, path).boolean(path.at(-1) ?? '', {
          default: true,
          description: `Brings the chart ${dependency.name} along`,
        });
    }
    for (const imported of dependency.importValues ?? []) {
      if (typeof imported === 'string' || imported.parent === '.') continue;
      declareOpen(values, imported.parent.split('.'), `Values that the chart ${dependency.name} exports`, {});
    }
  }
  const tags = [...new Set(dependencies.flatMap((dependency) => dependency.tags ?? []))];
  if (tags.length > 0 && isFree(values, ['tags']))
    values.map<boolean>('tags', {
      default: {},
      values: { type: 'boolean' },
      description: `Charts that are brought along, by their tags: ${tags.join(', ')}`,
    });
}

function keyOf({ name, alias }: ChartDependency): string {
  return alias ?? name;
}

/** The paths of a condition: Helm takes the first one that is there. */
function conditionsOf({ condition = '' }: ChartDependency): string[][] {
  const paths = condition.split(',').map((path) => path.trim());
  return paths.filter((path) => path !== '').map((path) => path.split('.'));
}

function declareOpen(
  values: ChartValues,
  path: readonly string[],
  description: string,
  fallback: Readonly<Record<string, Json>>,
): void {
  if (isFree(values, path))
    groupOf(values, path).object(path.at(-1) ?? '', { default: fallback, description });
}

/** Whether no value is declared at a path, above it or below. */
function isFree(values: ChartValues, path: readonly string[]): boolean {
  return values.declared.every((declared) => {
    const depth = Math.min(declared.path.length, path.length);
    return declared.path.slice(0, depth).join('.') !== path.slice(0, depth).join('.');
  });
}

function groupOf(values: ChartValues, path: readonly string[]): ChartValues {
  return path.slice(0, -1).reduce((group, key) => group.at(key), values);
}

function nested(path: readonly string[], value: Json): Record<string, Json> {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}
