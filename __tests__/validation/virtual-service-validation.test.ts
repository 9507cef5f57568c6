import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'a canary',
    `hosts: [web, "*.shop.com"]
gateways: [mesh, istio-system/public]
http:
  - match: [{ uri: { prefix: "" }, headers: { x-user: { regex: "^a+$" } }, withoutHeaders: { x-b: { regex: "*" } }, queryParams: { q: { exact: a } } }]
    route: [{ destination: { host: web, subset: v1, port: { number: 80 } }, weight: 90 }, { destination: { host: web, subset: v2 }, weight: 10 }]
    timeout: 5s
    retries: { attempts: 2, perTryTimeout: 2s, retryOn: "connect-failure,503" }
    corsPolicy: { allowOrigins: [{ exact: "https://a.com" }], allowMethods: [GET], allowHeaders: ["*"], maxAge: 24h }
    headers: { request: { set: { x-a: "%DOWNSTREAM_REMOTE_ADDRESS%", host: a.com } } }
  - redirect: { uri: /, redirectCode: 302 }`,
    [],
  ],
  ['a delegate, which has no hosts', '{ http: [{ route: [{ destination: { host: web } }] }] }', []],
  [
    'a delegate of all kinds',
    '{ gateways: [mesh], tcp: [{ route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.gateways: is set, but without hosts only HTTP routes are delegated',
      'Ei spec.tcp: is set, but without hosts only HTTP routes are delegated',
    ],
  ],
  ['no routes', 'hosts: [web]', ['Ei spec: routes nothing, expected http, tls or tcp']],
  [
    'hosts that are none',
    '{ hosts: ["a_b", "10.0.0.1", "*"], http: [{ route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.hosts[0]: 'a_b' is no domain name: 'a_b' is no label; a wildcard stands in front, as in *.example.com`,
      `Ei spec.hosts[2]: is '*', which only a route at gateways may be for; name gateways, or the hosts`,
    ],
  ],
  [
    'every host at gateways',
    '{ hosts: ["*"], gateways: [g], http: [{ route: [{ destination: { host: web } }] }] }',
    [],
  ],
  [
    'hosts that overlap',
    '{ hosts: ["a.shop.com", "*.shop.com"], http: [{ route: [{ destination: { host: web } }] }] }',
    [`Ei spec.hosts[1]: '*.shop.com' overlaps with 'a.shop.com', a host of the same VirtualService`],
  ],
  [
    'names of gateways that are none',
    '{ hosts: [web], gateways: [a/b_c, g.shop], http: [{ route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.gateways[0]: 'b_c' is no name of a gateway, expected namespace/name`,
      `Wi spec.gateways[1]: 'g.shop' is an old form; write shop/g`,
    ],
  ],
  [
    'a claim of the token at sidecars',
    '{ hosts: [web], http: [{ match: [{ headers: { "@request.auth.claims.group": { exact: a } } }], route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.http[0].match[0].headers["@request.auth.claims.group"]: '@request.auth.claims.group' is a claim, by which only gateways route; name them under gateways`,
    ],
  ],
  [
    'a claim of the token at gateways',
    '{ hosts: [a.com], gateways: [g], http: [{ match: [{ headers: { "@request.auth.claims[group]": { exact: a } } }], route: [{ destination: { host: web } }] }] }',
    [],
  ],
  [
    'nothing done',
    '{ hosts: [web], http: [{ timeout: 5s }] }',
    ['Ei spec.http[0]: does nothing with a request, expected route, redirect or directResponse'],
  ],
  [
    'too much done',
    '{ hosts: [web], http: [{ redirect: { uri: / }, fault: { delay: { fixedDelay: 1s } }, rewrite: { uri: / }, route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.http[0]: sets route, fault, rewrite beside redirect, which answers the request itself; keep one',
    ],
  ],
  [
    'an answer beside a redirect',
    '{ hosts: [web], http: [{ redirect: { uri: / }, directResponse: { status: 200 } }] }',
    ['Ei spec.http[0]: sets directResponse beside redirect, which answers the request itself; keep one'],
  ],
  [
    'a delegate beside a route',
    '{ hosts: [web], http: [{ delegate: { name: a }, route: [{ destination: { host: web } }] }] }',
    ['Ei spec.http[0].route: is set beside delegate, to whose routes the requests go; keep one'],
  ],
  [
    'matches that are none',
    '{ hosts: [web], http: [{ match: [{ uri: { regex: "a++" }, method: { prefix: "" }, headers: { "a b": {} }, sourceNamespace: a_b, sourceLabels: { a: "b c" }, port: 70000, gateways: ["a b"] }], route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.http[0].match[0].gateways[0]: 'a b' is no domain name: 'a b' is no label of one`,
      `Ei spec.http[0].match[0].headers["a b"]: 'a b' is no name of a header`,
      'Ei spec.http[0].match[0].method.prefix: is empty, which matches everything; remove the match',
      'Ei spec.http[0].match[0].port: is port 70000, expected 1 to 65535',
      `Ei spec.http[0].match[0].sourceLabels.a: 'b c' is no value of a label, expected letters, digits, '-', '_' and '.'`,
      `Ei spec.http[0].match[0].sourceNamespace: 'a_b' is no namespace`,
      'Ei spec.http[0].match[0].uri.regex: is no regular expression in the syntax of RE2: invalid nested repetition operator: `++`',
    ],
  ],
  [
    'an expression that is too long',
    '{ hosts: [web], http: [{ match: [{ uri: { regex: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa } }], route: [{ destination: { host: web } }] }] }',
    ['Ei spec.http[0].match[0].uri.regex: has 1025 characters, a regular expression at most 1024'],
  ],
  [
    'destinations that are none',
    '{ hosts: [web], http: [{ route: [{ destination: { host: "*", subset: a_b, port: { number: 0 } } }, { weight: -1 }] }] }',
    [
      `Ei spec.http[0].route[0].destination.host: is '*', expected the host of one service`,
      'Ei spec.http[0].route[0].destination.port.number: is port 0, expected 1 to 65535',
      `Ei spec.http[0].route[0].destination.subset: 'a_b' is no name of a subset, expected a DNS label such as v1`,
      'Eai spec.http[0].route[1].destination: is required',
      'Ei spec.http[0].route[1].weight: is -1, expected 0 or more',
    ],
  ],
  [
    'weights of nothing',
    '{ hosts: [web], http: [{ route: [{ destination: { host: a } }, { destination: { host: b } }] }] }',
    [
      'Ei spec.http[0].route: has several destinations whose weights sum up to 0, so that none gets a request',
    ],
  ],
  [
    'headers that cannot be set',
    '{ hosts: [web], http: [{ headers: { request: { set: { ":path": /, x-a: "100%" }, remove: [host] }, response: { add: { ":status": "1" } } }, route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.http[0].headers.request.remove[0]: 'host' cannot be changed here; only a request's set and add may rewrite the authority`,
      `Ei spec.http[0].headers.request.set.x-a: '100%' opens a substitution that it does not close; write % as %%`,
      `Ei spec.http[0].headers.request.set[":path"]: ':path' cannot be changed here; only a request's set and add may rewrite the authority`,
      `Ei spec.http[0].headers.response.add[":status"]: ':status' cannot be changed here; only a request's set and add may rewrite the authority`,
    ],
  ],
  [
    'headers of one destination',
    '{ hosts: [web], http: [{ route: [{ destination: { host: a }, headers: { response: { set: { "": a } } } }] }] }',
    ['Ei spec.http[0].route[0].headers.response.set[""]: has an empty name, expected the name of a header'],
  ],
  [
    'an authority that is rewritten twice',
    '{ hosts: [web], http: [{ rewrite: { authority: a.com }, headers: { request: { set: { Host: b.com } } }, route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.http[0].headers.request.set.Host: rewrites the authority, which something else on this route rewrites too; keep one',
    ],
  ],
  [
    'rewrites of nothing, and of both',
    '{ hosts: [web], http: [{ rewrite: {}, route: [{ destination: { host: web } }] }, { rewrite: { uri: /, uriRegexRewrite: { match: a, rewrite: b } }, route: [{ destination: { host: web } }] }, { rewrite: { uriRegexRewrite: { match: "(", rewrite: b } }, route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.http[0].rewrite: rewrites nothing, expected uri, uriRegexRewrite or authority',
      'Ei spec.http[1].rewrite: sets both uri and uriRegexRewrite; keep one',
      'Ei spec.http[2].rewrite.uriRegexRewrite.match: is no regular expression in the syntax of RE2: missing closing ): `(`',
    ],
  ],
  [
    'a policy for browsers that is none',
    '{ hosts: [web], http: [{ corsPolicy: { allowOrigins: [{ exact: "" }], allowMethods: [FETCH], exposeHeaders: [""], maxAge: 1500ms }, route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.http[0].corsPolicy.allowMethods[0]: 'FETCH' is no method, expected GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, *`,
      'Ei spec.http[0].corsPolicy.allowOrigins[0]: matches no origin, expected exact, prefix or regex with a text',
      'Ei spec.http[0].corsPolicy.exposeHeaders[0]: has an empty name, expected the name of a header',
      'Ei spec.http[0].corsPolicy.maxAge: is 1500ms, expected whole seconds',
    ],
  ],
  [
    'faults that are none',
    '{ hosts: [web], http: [{ fault: {}, route: [{ destination: { host: web } }] }, { fault: { abort: { percentage: { value: 101 }, httpStatus: 99 }, delay: { percentage: { value: 0.00001 }, fixedDelay: 0s } }, route: [{ destination: { host: web } }] }, { fault: { abort: { grpcStatus: AWAY } }, route: [{ destination: { host: web } }] }, { fault: { abort: { percentage: { value: 1 } } }, route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.http[0].fault: sets nothing, expected abort, delay or both',
      'Ei spec.http[1].fault.abort.httpStatus: is 99, expected a status of 200 to 599',
      'Ei spec.http[1].fault.abort.percentage.value: is 101 percent, expected 0, or 0.0001 to 100',
      'Eai spec.http[1].fault.delay.fixedDelay: must be a valid duration greater than 1ms',
      'Ei spec.http[1].fault.delay.percentage.value: is 0.00001 percent, expected 0, or 0.0001 to 100',
      `Ei spec.http[2].fault.abort.grpcStatus: 'AWAY' is no status of gRPC, expected a name such as UNAVAILABLE`,
      'Wi spec.http[3].fault.abort: says no status, so that it aborts nothing',
    ],
  ],
  [
    'retries that are none',
    '{ hosts: [web], http: [{ retries: { attempts: -1 }, route: [{ destination: { host: web } }] }, { retries: { attempts: 0, retryOn: 5xx }, route: [{ destination: { host: web } }] }, { retries: { attempts: 1, retryOn: "5xx,gateway-errors, reset,509", perTryTimeout: 0s }, route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.http[0].retries.attempts: is -1, expected 0 or more',
      'Ei spec.http[1].retries: says how to try again, but attempts is 0, which switches that off',
      'Eai spec.http[2].retries.perTryTimeout: must be a valid duration greater than 1ms',
      `Ei spec.http[2].retries.retryOn: ' reset' is no condition; write reset`,
      `Ei spec.http[2].retries.retryOn: '509' is no condition; expected 5xx, gateway-error, reset, reset-before-request, connect-failure, retriable-4xx, refused-stream, retriable-status-codes, retriable-headers, envoy-ratelimited, http3-post-connect-failure, cancelled, deadline-exceeded, internal, resource-exhausted, unavailable, or a status code`,
      `Ei spec.http[2].retries.retryOn: 'gateway-errors' is no condition; write gateway-error`,
    ],
  ],
  [
    'redirects that are none',
    '{ hosts: [web], http: [{ redirect: {} }, { redirect: { uri: /, redirectCode: 200, scheme: ftp, port: 70000 } }] }',
    [
      'Ei spec.http[0].redirect: leads nowhere, expected at least one of uri, authority, scheme, port',
      'Ei spec.http[1].redirect.port: is port 70000, expected 1 to 65535',
      'Ei spec.http[1].redirect.redirectCode: is 200, expected 300 to 399',
      `Ei spec.http[1].redirect.scheme: is 'ftp', expected http or https`,
    ],
  ],
  [
    'an answer with a status that is none',
    '{ hosts: [web], http: [{ directResponse: { status: 700 } }] }',
    ['Ei spec.http[0].directResponse.status: is 700, expected a status of 200 to 599'],
  ],
  [
    'mirrors that are none',
    '{ hosts: [web], http: [{ mirror: { host: "" }, mirrors: [{ percentage: { value: 200 } }], mirrorPercent: 50, route: [{ destination: { host: web } }] }] }',
    [
      'Ei spec.http[0]: sets both mirror and mirrors; keep mirrors',
      'Ei spec.http[0].mirror.host: is empty, expected a domain name',
      'Wi spec.http[0].mirrorPercent: is deprecated; write mirrorPercentage',
      'Eai spec.http[0].mirrors[0].destination: is required',
      'Ei spec.http[0].mirrors[0].percentage.value: is 200 percent, expected 0 to 100',
    ],
  ],
  [
    'a timeout that is none',
    '{ hosts: [web], http: [{ timeout: soon, route: [{ destination: { host: web } }] }, { timeout: 1500us, route: [{ destination: { host: web } }] }] }',
    [
      'Ea spec.http[0].timeout: must be a valid duration greater than 1ms',
      'Ei spec.http[1].timeout: is 1500us, expected whole milliseconds',
    ],
  ],
  [
    'an export that is none',
    '{ hosts: [web], exportTo: ["~"], http: [{ route: [{ destination: { host: web } }] }] }',
    [`Ei spec.exportTo[0]: is '~', expected '.', '*' or the name of a namespace`],
  ],
];

describe('a VirtualService with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'VirtualService', spec))).toEqual(expected);
  });
});
