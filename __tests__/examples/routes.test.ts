import { describe, expect, test } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { Simulator } from '../../lib/simulate/simulator';
import { describeRoute } from './describe-route';
import { exampleManifests } from './manifests';
import type { ExpectedRoute } from './scenario';
import { scenarios } from './scenarios';

const promised = Object.entries(scenarios).flatMap(([id, { routes = [] }]) =>
  routes.length === 0 ? [] : [[id, routes] as const],
);

const lineOf = ({ from, request, headers = {} }: ExpectedRoute, gives: string): string =>
  `${[from, request, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join(' ')} -> ${gives}`;

describe.each(promised)('%s', (id, routes) => {
  test('sends requests where it promises', async () => {
    const simulator = new Simulator(meshOf((await exampleManifests(id)).all));
    const found = routes.map((call) => lineOf(call, describeRoute(simulator.answer(call))));
    expect(found).toEqual(routes.map((call) => lineOf(call, call.gives)));
  });
});
