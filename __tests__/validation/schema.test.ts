import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import type { JsonObject } from '../../lib/vocabulary/json';
import { said } from './expectation';

const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web }\nspec:';
const gateway = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: web }\nspec:';
const virtualService =
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec:';
const listener = '{ name: http, port: 80, protocol: HTTP }';

const rows: readonly (readonly [about: string, yaml: string, expected: readonly string[]])[] = [
  ['nothing: a good route', `${route} { rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`, []],
  ['nothing: a good gateway', `${gateway} { gatewayClassName: istio, listeners: [${listener}] }`, []],
  [
    'an unknown field',
    `${virtualService} { host: [web], http: [{ route: [{ destination: { host: web } }] }] }`,
    ['Ea spec.host: is no field of this kind; did you mean hosts?'],
  ],
  [
    'values of other types',
    `${virtualService} { hosts: web, http: [{ timeout: 5, retries: { attempts: "3" }, route: [{ destination: { host: 1 } }] }] }`,
    [
      'Ea spec.hosts: is the text "web", expected a list',
      'Ea spec.http[0].retries.attempts: is the text "3", expected an integer of 32 bits',
      'Ea spec.http[0].route[0].destination.host: is 1, expected a text',
      'Ea spec.http[0].timeout: is 5, expected a text',
    ],
  ],
  [
    'a number of too many bits',
    `${virtualService} { hosts: [web], http: [{ route: [{ destination: { host: web }, weight: 3000000000 }] }] }`,
    ['Ea spec.http[0].route[0].weight: is 3000000000, expected an integer of 32 bits'],
  ],
  [
    'two of which one may be',
    `${virtualService} { hosts: [web], http: [{ match: [{ uri: { exact: a, prefix: b } }], route: [{ destination: { host: web } }] }] }`,
    ['Ea spec.http[0].match[0].uri: sets exact and prefix, of which only one may be set'],
  ],
  [
    'nulls in a list, but not in a map',
    `${virtualService} { hosts: [web], http: [null, { name: null, route: [{ destination: { host: web } }] }] }`,
    ['Eai spec.http[0]: is null, expected a map'],
  ],
  [
    'the same key in a list',
    `${gateway} { gatewayClassName: istio, listeners: [${listener}, ${listener}] }`,
    ['Ea spec.listeners[1]: has the same name as element 0'],
  ],
  [
    'a required field, a limit and a pattern',
    `${gateway} { listeners: [{ name: "A b", port: 0, protocol: HTTP }] }`,
    [
      'Ea spec.gatewayClassName: is required',
      'Ea spec.listeners[0].name: is "A b", which does not match ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
      'Ea spec.listeners[0].port: is 0, expected at least 1',
    ],
  ],
  [
    'rules that need their defaults',
    `${route} { rules: [{ backendRefs: [{ name: web }], filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }] }] }`,
    ['Ea spec.rules[0].backendRefs[0]: Must have port for Service reference'],
  ],
  [
    'paths by the rules of routes',
    `${route} { rules: [{ matches: [{ path: { type: PathPrefix, value: "a//b/../%2f" } }] }] }`,
    [
      `Ea spec.rules[0].matches[0].path: must not contain '%2f' when type one of ['Exact', 'PathPrefix']`,
      `Ea spec.rules[0].matches[0].path: must not contain '/../' when type one of ['Exact', 'PathPrefix']`,
      `Ea spec.rules[0].matches[0].path: must not contain '//' when type one of ['Exact', 'PathPrefix']`,
      `Ea spec.rules[0].matches[0].path: value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']`,
    ],
  ],
  [
    'metadata that is no text',
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web, labels: { a: true }, annotations: [] }\nspec: { hosts: [web], http: [{ route: [{ destination: { host: web } }] }] }`,
    [
      'Ea metadata.annotations: is no map of texts',
      'Ea metadata.labels.a: is true, expected a text; write it in quotes',
    ],
  ],
  [
    'a dry run of what cannot be tried out',
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web, annotations: { istio.io/dry-run: "true" } }\nspec: {}`,
    ['Ei metadata.annotations["istio.io/dry-run"]: has no effect on this kind; only policies are tried out'],
  ],
  [
    'a dry run that is neither true nor false',
    `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: web, annotations: { istio.io/dry-run: "maybe" } }\nspec: {}`,
    [`Ei metadata.annotations["istio.io/dry-run"]: is 'maybe', expected true or false`],
  ],
  ['nothing: a kind that nobody knows', `apiVersion: a.com/v1\nkind: B\nspec: { c: 1 }`, []],
  [
    'nothing: a status',
    `apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nspec: { address: 1.1.1.1 }\nstatus: { a: 1 }`,
    [],
  ],
];

describe('of an object with', () => {
  test.each(rows)('%s', (_about, yaml, expected) => {
    expect(said(load(yaml) as JsonObject)).toEqual(expected);
  });
});
