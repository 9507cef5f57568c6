import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { collectObjects } from '../../lib/emit/collected-object';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { Participant } from '../../lib/edges/participant';
import { AuthorizationPolicy } from '../../lib/security/authorization-policy';
import type { AuthorizationRule } from '../../lib/security/authorization-rule';
import { ChartValues } from '../../lib/values/chart-values';
import { constraintsOf } from '../../lib/values/constraint';
import { includeWhen } from '../../lib/values/inclusion';

const shop = () => new Chart(Testing.app(), 'test', { namespace: 'shop' });
const specOf = (policy: AuthorizationPolicy) => (policy.resource.toJson() as { spec: unknown }).spec;

function caller(chart: Chart, name: string): Participant {
  const labels = { app: name };
  return new Participant(chart, name, {
    name,
    namespace: 'shop',
    selectorLabels: labels,
    serviceAccountName: name,
  });
}

test('allows by identity, operation and condition', () => {
  const chart = shop();
  const policy = new AuthorizationPolicy(chart, 'Policy', {
    name: 'readers',
    selectorLabels: { app: 'customers' },
    rules: [
      {
        from: [{ callers: [caller(chart, 'web')], principals: ['cluster.local/ns/ops/sa/probe'] }],
        to: [{ methods: ['GET'], paths: ['/api/*'], ports: [8080] }],
        when: [{ key: 'request.headers[x-api-version]', values: ['v1'] }],
      },
    ],
  });
  expect(policy.resource.toJson()).toMatchInlineSnapshot(`
   {
     "apiVersion": "security.istio.io/v1",
     "kind": "AuthorizationPolicy",
     "metadata": {
       "name": "readers",
       "namespace": "shop",
     },
     "spec": {
       "action": "ALLOW",
       "rules": [
         {
           "from": [
             {
               "source": {
                 "principals": [
                   "cluster.local/ns/shop/sa/web",
                   "cluster.local/ns/ops/sa/probe",
                 ],
               },
             },
           ],
           "to": [
             {
               "operation": {
                 "methods": [
                   "GET",
                 ],
                 "paths": [
                   "/api/*",
                 ],
                 "ports": [
                   "8080",
                 ],
               },
             },
           ],
           "when": [
             {
               "key": "request.headers[x-api-version]",
               "values": [
                 "v1",
               ],
             },
           ],
         },
       ],
       "selector": {
         "matchLabels": {
           "app": "customers",
         },
       },
     },
   }
  `);
});

test('denies', () => {
  const rules = [{ from: [{ notNamespaces: ['shop', 'istio-system'] }], to: [{ notPorts: [15020] }] }];
  expect(specOf(new AuthorizationPolicy(shop(), 'Policy', { action: 'DENY', rules }))).toEqual({
    action: 'DENY',
    rules: [
      {
        from: [{ source: { notNamespaces: ['shop', 'istio-system'] } }],
        to: [{ operation: { notPorts: ['15020'] } }],
      },
    ],
  });
});

test('denies everything that nothing else allows', () => {
  const policy = AuthorizationPolicy.denyAll(shop(), 'Policy', { selectorLabels: { app: 'a' } });
  expect(specOf(policy)).toEqual({ selector: { matchLabels: { app: 'a' } }, action: 'ALLOW' });
});

describe('callers that are absent', () => {
  test('leave no rule behind that lets everybody in', () => {
    const chart = shop();
    const [web, batch] = [caller(chart, 'web'), caller(chart, 'batch')];
    const both = new AuthorizationPolicy(chart, 'Both', {
      rules: [{ from: [{ callers: [web] }, { callers: [batch] }] }],
    });
    const one = new AuthorizationPolicy(chart, 'One', {
      rules: [{ from: [{ callers: [batch], namespaces: ['shop'] }] }],
    });
    includeWhen(batch, false);
    expect(specOf(both)).toEqual({
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }] }],
    });
    expect(specOf(one)).toEqual({ action: 'ALLOW', rules: [] });
  });
});

describe('refuses', () => {
  test.each<[string, AuthorizationRule[], string]>([
    ['no rules', [], "'rules' is empty: an ALLOW policy would deny everything and a DENY policy do nothing"],
    [
      'an empty source',
      [{ from: [{}] }],
      "'from' of a rule is empty; say what it must match, or leave it out",
    ],
    [
      'an empty list',
      [{ to: [{ methods: [] }] }],
      "'methods' in 'to' of a rule is empty and would match everything; give it an entry or leave it out (at test/Policy)",
    ],
    ['a condition without values', [{ when: [{ key: 'source.ip' }] }], "'when' of a rule is empty"],
  ])('%s', (_name, rules, message) => {
    expect(() => new AuthorizationPolicy(shop(), 'Policy', { rules })).toThrow(message);
  });

  test('a list that is empty at deploy time', () => {
    const chart = shop();
    const namespaces = new ChartValues().list<string>('allowed', {
      default: [],
      items: { type: 'string' },
      description: 'Namespaces',
    });
    new AuthorizationPolicy(chart, 'Policy', { rules: [{ from: [{ namespaces }] }] });
    expect(constraintsOf(chart).map(({ message }) => message)).toEqual([
      "'namespaces' in 'from' of a rule is empty and would match everything; give it an entry or leave it out",
    ]);
  });
});

test('is left out where there is no mesh', () => {
  const chart = shop();
  AuthorizationPolicy.denyAll(chart, 'Policy', { platform: { mesh: false } });
  const context = {
    release: { name: 'r', namespace: 'shop' },
    chart: { name: 'c', version: '1', appVersion: '1' },
  };
  expect(plainManifests(collectObjects(chart, 'plain'), context)).toEqual([]);
});
