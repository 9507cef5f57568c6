import { describe, test } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { expectPromise } from './expect-promise';
import { exampleManifests } from './manifests';
import type { ExpectedRoute } from './scenario';
import { scenarios } from './scenarios';

const promised = Object.entries(scenarios).flatMap(([id, { routes = [] }]) =>
  routes.length === 0 ? [] : [[id, routes] as const],
);

const lineOf = ({ from, request, headers = {}, gives }: ExpectedRoute): string =>
  `${[from, request, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join(' ')} -> ${gives}`;

describe.each(promised)('%s', (id, routes) => {
  test.each(routes.map((promise) => [lineOf(promise), promise] as const))(
    '%s',
    async (_, { gives, ...call }) => {
      expectPromise(meshOf((await exampleManifests(id)).all), call, gives);
    },
  );
});
