import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { evaluateChart } from '../lib/emit/evaluate-chart';
import { EventSystemChart } from '../lib/system/event-system-chart';
import type { AnyManifest } from './event-system/manifest-graph';

const folder = path.resolve(__dirname, '..', 'environments');
const chart = new EventSystemChart(new App(), 'event-backend');

function manifestsOf(file: string): AnyManifest[] {
  const release = { name: 'event-system', namespace: 'event-system' };
  const options = { values: chart.values, file: path.join(folder, file), release };
  return evaluateChart(chart, options) as unknown as AnyManifest[];
}

/** The names of all objects by kind: what an environment consists of, at a glance. */
function inventory(manifests: readonly AnyManifest[]): Record<string, string> {
  const kinds = [...new Set(manifests.map(({ kind }) => kind))].sort();
  return Object.fromEntries(
    kinds.map((kind) => {
      const names = manifests.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);
      return [kind, names.sort().join(' ')];
    }),
  );
}

describe('the environments of the program', () => {
  test.each(readdirSync(folder))('%s consists of these objects', (file) => {
    expect(inventory(manifestsOf(file))).toMatchSnapshot();
  });

  test.each([
    ['VirtualService', 'event-system-event-backend-vs'],
    ['AuthorizationPolicy', 'event-system-postgresql'],
    ['NetworkPolicy', 'event-system-event-backend-worker'],
    ['Sidecar', 'event-system-event-backend-worker'],
  ])('prod: %s %s', (kind, name) => {
    const object = manifestsOf('prod.yaml').find(
      (other) => other.kind === kind && other.metadata.name === name,
    );
    expect(object?.spec).toMatchSnapshot();
  });
});
