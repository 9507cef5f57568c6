import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import ThirtyServices from '../examples/thirty-services';
import { evaluateChart } from '../lib/emit/evaluate-chart';
import type { JsonObject } from '../lib/vocabulary/json';

const folder = path.resolve(__dirname, '../examples');
const ids = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'));

/** A manifest as far as these tests look into it. */
interface Manifest extends JsonObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

async function manifestsOf(id: string): Promise<Manifest[]> {
  const example = (await import(path.join(folder, id))) as {
    readonly default: new (scope: Construct, id: string) => Chart;
  };
  return evaluateChart(new example.default(new App(), id)) as Manifest[];
}

describe('every example', () => {
  test('is in the list', () => {
    const list = readFileSync(path.join(folder, 'README.md'), 'utf8');
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !list.includes(`[${id}.ts](${id}.ts)`))).toEqual([]);
  });

  test.each(ids)('%s takes no name twice, and gives the same again', async (id) => {
    const manifests = await manifestsOf(id);
    const names = manifests.map(
      ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(await manifestsOf(id)).toEqual(manifests);
  });
});

describe('thirty services', () => {
  const chart = new ThirtyServices(new App(), 'thirty-services');
  const manifests = evaluateChart(chart) as Manifest[];
  const of = (kind: string, name: string): JsonObject => {
    const found = manifests.find((one) => one.kind === kind && one.metadata.name === `tickets-${name}`);
    if (!found) throw new Error(`there is no ${kind} tickets-${name}`);
    return found;
  };
  const components = (json: JsonObject) =>
    [
      ...JSON.stringify(json).matchAll(
        /"podSelector":{"matchLabels":{[^}]*"app.kubernetes.io\/component":"([^"]+)"/g,
      ),
    ].map(([, component]) => component);

  test('are thirty, beside the roles', () => {
    expect(Object.keys(chart.system.services)).toHaveLength(30);
    expect(manifests.filter(({ kind }) => kind === 'Deployment')).toHaveLength(33);
  });

  test('are let in by identity, and by packet, where the table says so and nowhere else', () => {
    const callers = ['cart', 'catalog'];
    const principals = [
      ...JSON.stringify(of('AuthorizationPolicy', 'shop-pricing')).matchAll(/\/sa\/([\w-]+)/g),
    ];
    expect(principals.map(([, account]) => account)).toEqual(
      callers.map((name) => `tickets-shop-${name}`).reverse(),
    );
    const { ingress } = of('NetworkPolicy', 'shop-pricing')['spec'] as JsonObject;
    expect(components({ ingress }).sort()).toEqual(callers);
  });

  test('are let out, and known to the proxy, where the table says so and nowhere else', () => {
    const callees = ['currencies', 'promotions', 'tax'];
    const { egress } = of('NetworkPolicy', 'shop-pricing')['spec'] as JsonObject;
    expect(components({ egress }).sort()).toEqual(callees);
    const hosts = [
      ...JSON.stringify(of('Sidecar', 'shop-pricing')).matchAll(/"\*\/tickets-shop-([\w-]+)\./g),
    ];
    expect(hosts.map(([, host]) => host).sort()).toEqual(callees);
  });

  test('that nobody calls are open to nobody but the public API', () => {
    const { ingress } = of('NetworkPolicy', 'shop-admin-api')['spec'] as JsonObject;
    expect(components({ ingress })).toEqual(['backend']);
  });
});
