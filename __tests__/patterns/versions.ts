import { Testing, type Chart } from 'cdk8s';
import type { JsonObject } from '../../lib/vocabulary/json';
import { EventBackend } from '../../lib/workloads/event-backend';
import { crdMistakes } from '../routing/shop';

const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };

/** A backend `orders` with the versions v1 and v2. */
export function orders(chart: Chart): EventBackend {
  const backend = new EventBackend(chart, 'orders', { name: 'orders', image });
  backend.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
  return backend;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: JsonObject };
  readonly spec: never;
}

/** The objects of a kind below a construct of the chart, after those of the mesh have been found to fit their CRDs. */
export function objects(chart: Chart, kind: string): Manifest[] {
  const found = (Testing.synth(chart) as Manifest[]).filter((object) => object.kind === kind);
  const mistakes = found
    .filter(({ apiVersion }) => /istio\.io|gateway\.networking/.test(apiVersion))
    .flatMap(crdMistakes);
  if (mistakes.length > 0) throw new Error(`${kind}: ${mistakes.join('; ')}`);
  return found;
}

/** The spec of the only object of a kind. */
export function spec(chart: Chart, kind: string): Record<string, never> {
  const [only, ...others] = objects(chart, kind);
  if (!only || others.length > 0) throw new Error(`${others.length + (only ? 1 : 0)} objects of ${kind}`);
  return only.spec;
}
