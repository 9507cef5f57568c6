import { expect, test } from '@jest/globals';
import type { ApiObject, Chart } from 'cdk8s';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { AuthorizationAction } from '../../lib/security/authorization-action';
import { AuthorizationCondition } from '../../lib/security/authorization-condition';
import { AuthorizationPolicy } from '../../lib/security/authorization-policy';
import { JwtKeys } from '../../lib/security/jwt-keys';
import { PeerAuthentication, type MtlsMode } from '../../lib/security/peer-authentication';
import { RequestAuthentication } from '../../lib/security/request-authentication';
import { TokenLocation } from '../../lib/security/token-location';
import { violations } from '../../lib/validation/validate';
import { ConfigError } from '../../lib/vocabulary/config-error';
import type { JsonObject } from '../../lib/vocabulary/json';
import { shop } from '../routing/shop';

/** Texts of which some are right in each place, and most are wrong in most places. */
const texts = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '*',
      '**',
      '*a',
      'a*',
      'a*b',
      '/a',
      '/{*}/b',
      '/{**}/{*}',
      '/a{*}',
      'GET',
      'get',
      'shop/web',
      '/',
    ],
    ...['cluster.local/ns/shop/sa/web', '10.0.0.0/8', '10.0.0.0/33', '300.1.1.1', '::1', '::1/129', 'x y'],
    ...['https://a.example', 'http://', 'a.example:99999', '{{ x }}', 'request.headers[x', 'ünïcode'],
  ),
  fc.string({ maxLength: 8 }),
);
const lists = fc.array(texts, { maxLength: 3 });
const numbers = fc.array(fc.oneof(fc.integer({ min: -1, max: 70_000 }), fc.constant(1.5)), { maxLength: 2 });

/** Any of the fields, each with any of the values. */
const record = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

const sources = record(
  ['principals', 'serviceAccounts', 'namespaces', 'trustDomains', 'requestPrincipals', 'ipBlocks'].flatMap(
    (name) => [name, `not${name[0]?.toUpperCase()}${name.slice(1)}`],
  ),
  lists,
);
const operations = fc
  .tuple(record(['hosts', 'notHosts', 'methods', 'paths', 'notPaths'], lists), record(['ports'], numbers))
  .map(([words, ports]) => ({ ...words, ...ports }));
const conditions: readonly ((name: string, values: string[]) => AuthorizationCondition)[] = [
  (name, values) => AuthorizationCondition.requestHeader(name, { values }),
  (name, values) => AuthorizationCondition.requestClaim(name, { values }),
  (_, values) => AuthorizationCondition.remoteIp({ values }),
  (_, notValues) => AuthorizationCondition.sourceNamespace({ notValues }),
];
const actions: readonly ((name: string) => AuthorizationAction)[] = [
  () => AuthorizationAction.allow(),
  () => AuthorizationAction.deny(),
  () => AuthorizationAction.audit(),
  (name) => AuthorizationAction.custom(name),
];
const keys: readonly ((uri: string) => JwtKeys)[] = [
  () => JwtKeys.discovered(),
  (uri) => JwtKeys.fromUri(uri),
];
const locations: readonly ((name: string) => TokenLocation)[] = [
  (name) => TokenLocation.header(name),
  (name) => TokenLocation.header('Authorization', { prefix: name }),
  (name) => TokenLocation.cookie(name),
  (name) => TokenLocation.queryParameter(name),
];

/**
 * Every construct is refused by a `ConfigError`, or gives an object that the API server and istiod take; some of them
 * must be one, and some the other.
 */
function refusedOrTaken<P>(
  props: fc.Arbitrary<P>,
  make: (chart: Chart, hostile: P) => { readonly resource: ApiObject },
): void {
  const seen = { refused: 0, taken: 0 };
  const isMade = (hostile: P): unknown => {
    try {
      return make(shop(), hostile).resource.toJson();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return undefined;
    }
  };
  fc.assert(
    fc.property(props, (hostile) => {
      const manifest = isMade(hostile);
      seen[manifest === undefined ? 'refused' : 'taken'] += 1;
      if (manifest === undefined) return;
      const errors = violations(manifest as JsonObject).filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect([seen.refused > 30, seen.taken > 5, seen]).toEqual([true, true, seen]);
}

test('whatever an AuthorizationPolicy is made of, it is refused, or taken by the cluster', () => {
  const one = <T>(makers: readonly T[]) => fc.constantFrom(...makers);
  refusedOrTaken(
    fc.record({
      action: fc.tuple(one(actions), texts),
      from: fc.array(sources, { maxLength: 2 }),
      to: fc.array(operations, { maxLength: 2 }),
      when: fc.array(fc.tuple(one(conditions), texts, lists), { maxLength: 2 }),
    }),
    (chart, { action: [action, provider], from, to, when }) =>
      new AuthorizationPolicy(chart, 'Policy', {
        action: action(provider),
        rules: [
          {
            ...(from.length > 0 ? { from } : {}),
            ...(to.length > 0 ? { to } : {}),
            ...(when.length > 0
              ? { when: when.map(([condition, name, values]) => condition(name, values)) }
              : {}),
          },
        ],
      }),
  );
});

test('whatever a PeerAuthentication is made of, it is refused, or taken by the cluster', () => {
  const modes = fc.constantFrom<MtlsMode>('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');
  const words = fc.constantFrom('app', 'a.example/app', '', 'x y', '-a', 'ünïcode', 'a'.repeat(64), '*');
  const ports = fc.oneof(fc.integer({ min: -1, max: 70_000 }).map(String), texts);
  refusedOrTaken(
    fc.record(
      {
        mode: modes,
        selectorLabels: fc.dictionary(words, words, { maxKeys: 2 }),
        portModes: fc.dictionary(ports, modes, { maxKeys: 2 }),
      },
      { requiredKeys: [] },
    ),
    (chart, hostile) => new PeerAuthentication(chart, 'Mtls', hostile),
  );
});

test('whatever a RequestAuthentication is made of, it is refused, or taken by the cluster', () => {
  const rules = fc.record(
    {
      issuer: texts,
      keys: fc.tuple(fc.constantFrom(...keys), texts),
      audiences: lists,
      from: fc.array(fc.tuple(fc.constantFrom(...locations), texts), { maxLength: 2 }),
      outputPayloadToHeader: texts,
      outputClaimToHeaders: fc.array(fc.record({ claim: texts, header: texts }), { maxLength: 2 }),
      spaceDelimitedClaims: lists,
      timeout: fc.integer({ min: 0, max: 4_000_000 }).map((milliseconds) => Duration.millis(milliseconds)),
    },
    { requiredKeys: [] },
  );
  refusedOrTaken(fc.array(rules, { maxLength: 2 }), (chart, hostile) => {
    const jwtRules = hostile.map(({ keys, from, ...rule }) => ({
      ...rule,
      ...(keys ? { keys: keys[0](keys[1]) } : {}),
      ...(from ? { from: from.map(([location, name]) => location(name)) } : {}),
    }));
    return new RequestAuthentication(chart, 'Login', { jwtRules: jwtRules });
  });
});
