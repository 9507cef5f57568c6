import { describe, expect, test } from '@jest/globals';
import { entryOf } from '../../lib/simulate/call';
import { issuersOf, probesOfPolicy } from '../../lib/simulate/policy-probes';
import { callOf, joinedPicks, picksOf, type Picks, type Probe, type Target } from '../../lib/simulate/probe';
import { probeEntries } from '../../lib/simulate/probe-entries';
import { probedHosts } from '../../lib/simulate/probed-hosts';
import { Simulator } from '../../lib/simulate/simulator';
import type { Manifest } from '../../lib/mesh/manifest';
import { gateway, meshOf } from './shop';

const target: Target = { from: 'gateway:shop/gw:80', scheme: 'http', authority: 'a.test' };
const picks = (fields: Record<string, string | null>): Picks => new Map(Object.entries(fields));

describe('a request', () => {
  const plain = (request: string, headers?: Record<string, string>) => ({
    from: target.from,
    request,
    ...(headers === undefined ? {} : { headers }),
  });
  test.each([
    [{}, plain('GET http://a.test/')],
    [{ path: '/x', method: 'PUT' }, plain('PUT http://a.test/x')],
    [{ 'header x-a': '1', 'header x-b': null }, plain('GET http://a.test/', { 'x-a': '1' })],
    [{ 'query a': '1', 'query b': '2' }, plain('GET http://a.test/?a=1&b=2')],
    [{ authority: 'b.test' }, plain('GET http://a.test/', { Host: 'b.test' })],
    [{ path: 'x' }, undefined],
    [{ path: '/x y' }, undefined],
    [{ path: '/x?y' }, undefined],
    [{ path: '/x#y' }, undefined],
    [{ method: 'G T' }, undefined],
    [{ method: '' }, undefined],
    [{ 'query a': 'x y' }, undefined],
    [{ 'query a': 'x#y' }, undefined],
    [{ 'claim sub': 'bob' }, plain('GET http://a.test/')],
  ])('with %j', (fields, expected) => {
    expect(callOf(target, picks(fields))).toEqual(expected);
  });

  test.each([
    [{ 'claim a': '1' }, undefined, { iss: 'me', sub: 'somebody', a: '1' }],
    [{ 'claim sub': 'bob' }, 'shop', { iss: 'me', sub: 'bob', aud: 'shop' }],
    [
      { 'claim a][b': '1', 'claim a][c': '2' },
      undefined,
      { iss: 'me', sub: 'somebody', a: { b: '1', c: '2' } },
    ],
  ])('with %j for %s has a token', (fields, audience, expected) => {
    const issuer = { name: 'me', audience, header: 'x-token', prefix: 'T ' };
    const token = callOf({ ...target, issuer }, picks(fields))?.headers?.['x-token'] ?? '';
    const [start, payload = '', end] = token.split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(start?.slice(0, 2)).toBe('T ');
    expect([read(start?.slice(2) ?? ''), read(payload), end]).toEqual([
      { alg: 'RS256' },
      expected,
      'unsigned',
    ]);
    expect(callOf({ ...target, issuer }, picks({}))).not.toHaveProperty('headers');
  });

  test('fulfils all, then differs in one aspect after the other', () => {
    const probe: Probe = new Map([
      ['path', ['/a', '/b', '/c']],
      ['header x', ['1', null]],
    ]);
    expect(picksOf(probe).map((one) => [one.get('path'), one.get('header x')])).toEqual([
      ['/a', '1'],
      ['/b', '1'],
      ['/c', '1'],
      ['/a', null],
    ]);
    const other: Probe = new Map([
      ['path', ['/z']],
      ['method', ['PUT']],
      ['query q', []],
    ]);
    expect(Object.fromEntries(joinedPicks(probe, other))).toEqual({
      path: '/a',
      'header x': '1',
      method: 'PUT',
      'query q': null,
    });
  });
});

describe('the probes of a policy', () => {
  const rule = (fields: object) => probesOfPolicy({ spec: { rules: [fields] } } as unknown as Manifest);
  const aspects = (fields: object) => rule(fields).map((probe) => Object.fromEntries(probe));
  test.each([
    [{}, [{}]],
    [
      { to: [{ operation: { paths: ['*'] } }, { operation: { methods: ['*'] } }] },
      [{ path: ['any'] }, { method: ['any'] }],
    ],
    [{ to: [{ operation: { notHosts: ['*'] } }] }, [{ authority: ['any'] }]],
    [{ to: [{ operation: { ports: ['80'] } }] }, [{}]],
    [{ when: [{ key: 'request.headers[x-a]', values: ['*'] }] }, [{ 'header x-a': ['any', null] }]],
    [{ when: [{ key: 'request.auth.claims[a][b]', notValues: ['*'] }] }, [{ 'claim a][b': ['any', null] }]],
    [{ when: [{ key: 'request.auth.audiences', values: ['*', '*'] }] }, [{ 'claim aud': ['any', null] }]],
    [{ when: [{ key: 'request.auth.presenter', values: ['*'] }] }, [{ 'claim azp': ['any', null] }]],
    [{ when: [{ key: 'source.ip', values: ['10.0.0.0/8'] }] }, [{}]],
    [{ from: [{ source: { requestPrincipals: ['me/bob'] } }] }, [{ 'claim sub': ['bob', 'stranger', null] }]],
    [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }, [{ 'claim sub': ['any', 'stranger', null] }]],
    [{ from: [{ source: { namespaces: ['shop'] } }] }, [{}]],
  ])('%j', (fields, expected) => {
    expect(aspects(fields)).toEqual(expected);
  });

  test.each([
    [{ issuer: 'me' }, { name: 'me', audience: undefined, header: 'Authorization', prefix: 'Bearer ' }],
    [{ audiences: ['a', 'b'] }, { name: '', audience: 'a', header: 'Authorization', prefix: 'Bearer ' }],
    [
      { issuer: 'me', fromHeaders: [{ name: 'x-t' }] },
      { name: 'me', audience: undefined, header: 'x-t', prefix: '' },
    ],
    [
      { issuer: 'me', fromHeaders: [{ name: 'x-t', prefix: 'T ' }] },
      { name: 'me', audience: undefined, header: 'x-t', prefix: 'T ' },
    ],
  ])('and who issues tokens by %j', (fields, expected) => {
    expect(issuersOf({ spec: { jwtRules: [fields] } } as unknown as Manifest)).toEqual([expected]);
  });
});

describe('places and hosts that are worth trying', () => {
  const pod = (name: string, labels: string, account = 'default') =>
    `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: infra, labels: {${labels}}}, spec: {serviceAccountName: ${account}}}`;
  const counting = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: infra}
spec: {hosts: ['*.v.test', web.shop.svc.cluster.local], http: [{match: [{sourceLabels: {tier: a}}], directResponse: {status: 200}}]}`;
  const policy = (source: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: infra}
spec: {rules: [{${source}}]}`;
  const entries = (...documents: readonly string[]) =>
    probeEntries(meshOf(...documents))
      .map(({ from }) => from.replace('workload:infra/', ''))
      .filter((from) => !from.includes(':'));

  test.each([
    ['alike', [pod('a', ''), pod('b', '')], ['a']],
    [
      'by a label that counts',
      [counting, pod('a', 'tier: a'), pod('b', 'tier: b'), pod('c', 'tier: a')],
      ['a', 'b'],
    ],
    ['not by others', [counting, pod('a', 'zone: a'), pod('b', 'zone: b')], ['a']],
    ['not by accounts', [pod('a', ''), pod('b', '', 'b')], ['a']],
    [
      'by an account that counts',
      [
        policy('from: [{source: {principals: [cluster.local/ns/infra/sa/b]}}]'),
        pod('a', ''),
        pod('b', '', 'b'),
      ],
      ['a', 'b'],
    ],
    [
      'by one of a condition',
      [policy('when: [{key: source.principal, notValues: ["*/b"]}]'), pod('a', ''), pod('b', '', 'b')],
      ['a', 'b'],
    ],
    ['by their proxies', [pod('a', ''), pod('b', 'sidecar.istio.io/inject: "false"')], ['a', 'b']],
  ])('workloads differ: %s', (_, documents, expected) => {
    expect(entries(...documents)).toEqual(expected);
  });

  test('of a wildcard are below, far below and beside it', () => {
    const mesh = meshOf(counting, gateway.replace("hosts: ['*']", "hosts: ['*.g.test']"));
    const names = (port?: number) =>
      probedHosts(mesh, { from: 'x', key: 'x', ...(port === undefined ? {} : { port }) }).map(
        (one) => `${one.scheme} ${one.host.replace('.svc.cluster.local', '')} ${one.port}`,
      );
    expect(names(80)).toEqual(
      ['unknown.example', 'any.g.test', 'far.any.g.test', 'g.test'].map((host) => `http ${host} 80`),
    );
    expect(names(81)).toEqual([]);
    expect(names()).toEqual([
      ...['web.shop 80', 'api.shop 80', 'api.shop 9000', 'empty.shop 80', 'ledger.bank 7000'].map(
        (one) => `http ${one}`,
      ),
      ...['any.v.test', 'far.any.v.test', 'v.test', 'unknown.example'].map((host) => `http ${host} 80`),
    ]);
  });

  test.each([
    ['gateway:shop/gw:80', { kind: 'gateway', gateway: 'shop/gw', port: 80 }],
    ['gateway:*:80', { kind: 'gateway', gateway: '*', port: 80 }],
    ['workload:shop/a', { kind: 'workload', namespace: 'shop', name: 'a' }],
  ])('%s is an entry', (from, expected) => {
    expect(entryOf(from)).toEqual(expected);
  });

  test.each([
    ['gateway:gw:80', 'says not where a request enters'],
    ['gateway:shop/gw', 'says not where a request enters'],
    ['x gateway:shop/gw:80', 'says not where a request enters'],
    ['x workload:shop/a', 'says not where a request enters'],
    ['workload:a', 'says not where a request enters'],
    ['workload:shop/a:80', 'says not where a request enters'],
    ['gateway:shop/none:80', 'no Gateway shop/none; the Gateways are shop/gw'],
    ['gateway:*:81', 'no Gateway with a server at port 81; the Gateways are shop/gw'],
    ['workload:bank/none', 'no workload none in namespace bank; its workloads are ledger-1'],
    ['workload:none/a', 'no workload a in namespace none; there are none'],
  ])('%s is none', (from, message) => {
    const simulator = new Simulator(meshOf(gateway));
    expect(() => simulator.answer({ from, request: 'GET http://a.test/' })).toThrow(message);
  });

  test('no more than ten are named of those that there are', () => {
    const many = Array.from({ length: 12 }, (_, index) => pod(`p${index}`, ''));
    const asked = (count: number) => () =>
      new Simulator(meshOf(...many.slice(0, count))).answer({
        from: 'workload:infra/x',
        request: 'GET http://a/',
      });
    expect(asked(10)).toThrow(/p8, p9$/);
    expect(asked(12)).toThrow(/p8, p9 and 2 more$/);
  });
});
