import { readdirSync } from 'node:fs';
import path from 'node:path';
import { App, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { readPath } from '../../lib/vocabulary/field-path';
import type { ExampleManifest } from './scenario';

const folder = path.resolve(__dirname, '../../examples');

/** The names of all examples. */
export const exampleIds: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
  .sort();

/** The manifests of an example, with every value at its default. */
export async function exampleManifests(id: string): Promise<Manifests> {
  const example = (await import(path.join(folder, id))) as {
    readonly default: new (scope: Construct, id: string) => Chart;
  };
  return new Manifests(id, evaluateChart(new example.default(new App(), id)) as ExampleManifest[]);
}

/** Manifests, and how a test looks into them. */
export class Manifests {
  constructor(
    private readonly id: string,
    readonly all: readonly ExampleManifest[],
  ) {}

  /** The names of all objects of a kind, in the order of the alphabet. */
  names(kind: string): readonly string[] {
    return this.all
      .filter((one) => one.kind === kind)
      .map(({ metadata }) => metadata.name)
      .sort();
  }

  /** The object `Kind/name`, or `Kind/namespace/name`. */
  get(reference: string): ExampleManifest {
    const [kind, ...rest] = reference.split('/');
    const name = rest.at(-1);
    const namespace = rest.length > 1 ? rest[0] : undefined;
    const found = this.all.find(
      (one) =>
        one.kind === kind &&
        one.metadata.name === name &&
        (namespace === undefined || one.metadata.namespace === namespace),
    );
    if (!found) throw new Error(`${this.id} has no ${reference}`);
    return found;
  }

  /** The value of a field: `VirtualService/web spec.http[0].timeout`; undefined when it is absent. */
  field(place: string): unknown {
    const [reference = '', written = ''] = place.split(' ');
    let value: unknown = this.get(reference);
    for (const segment of readPath(written)) {
      value = (value as Record<string | number, unknown> | undefined)?.[segment];
    }
    return value;
  }
}
