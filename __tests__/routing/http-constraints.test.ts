import { expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Cors } from '../../lib/routing/cors';
import { Destination } from '../../lib/routing/destination';
import { FaultAbort, FaultDelay } from '../../lib/routing/fault';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRule } from '../../lib/routing/http-rule';
import { PathMatch } from '../../lib/routing/path-match';
import { QueryParameterMatch } from '../../lib/routing/query-parameter-match';
import { ResponseBody } from '../../lib/routing/response-body';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { Rewrite } from '../../lib/routing/rewrite';
import { TextMatch } from '../../lib/routing/text-match';
import { Percent } from '../../lib/vocabulary/percent';
import { service, shop } from './shop';

const backend = service(shop(), 'backend');
const to = [Destination.service(backend)];
const star = TextMatch.exact('*');

test.each<[string, () => unknown, string]>([
  // Matches
  ['lookahead', () => PathMatch.regex('/(?=a)'), "'path' is '/(?=a)', expected a regular expression of RE2"],
  ['an empty expression', () => HeaderMatch.regex('a', ''), "'regex' is '', expected 1 to 1024 characters"],
  ['a long expression', () => TextMatch.regex('a'.repeat(1025)), 'expected 1 to 1024 characters'],
  ['an empty prefix', () => TextMatch.prefix(''), "'prefix' is '', expected at least one character"],
  [
    'a parameter without name',
    () => QueryParameterMatch.exact('', 'a'),
    "'name' is '', expected the name of a",
  ],
  // What is done on the way
  [
    'a rewrite without root',
    () => Rewrite.prefix('v2'),
    "'prefix' is 'v2', expected one that begins with '/'",
  ],
  [
    'a backreference',
    () => Rewrite.regex('(a)\\1', 'b'),
    'neither lookaround nor backreferences: invalid escape sequence: `\\1`',
  ],
  ['an empty substitution', () => Rewrite.regex('a', ''), "'substitution' is '', expected a text"],
  ['a host with a port', () => Rewrite.host('a:80'), "'host' is 'a:80', expected a DNS name in lower case"],
  [
    'status 199',
    () => FaultAbort.httpStatus(199, Percent.all()),
    "'status' is 199, expected a whole number from 200",
  ],
  [
    'a status of no failure',
    () => FaultAbort.grpcStatus('OK' as 'UNKNOWN', Percent.all()),
    "'status' is 'OK', expected one of CANCELLED",
  ],
  [
    'a delay of nothing',
    () => FaultDelay.fixed(Duration.millis(0), Percent.all()),
    "'delay' is 0ms, expected whole milliseconds from 1",
  ],
  [
    'half a millisecond',
    () => FaultDelay.fixed(Duration.millis(0.5), Percent.all()),
    "'delay' is 0.5ms, expected",
  ],
  ['no origin', () => Cors.of({ allowOrigins: [] }), "'allowOrigins' is empty, expected at least one origin"],
  [
    'cookies for everybody',
    () => Cors.of({ allowOrigins: [star], allowCredentials: true }),
    "'allowCredentials' is true with the origin '*', which browsers refuse; name the origins",
  ],
  [
    'a fraction of a second',
    () => Cors.of({ allowOrigins: [star], maxAge: Duration.millis(1500) }),
    "'maxAge' is 1500ms, expected whole seconds",
  ],
  [
    'a header with a blank',
    () => Cors.of({ allowOrigins: [star], allowHeaders: ['a b'] }),
    "'allowHeaders' is 'a b', expected the name of a header",
  ],
  ['half a body', () => ResponseBody.base64('Zg='), "'bytes' is 'Zg=', expected base64"],
  [
    'a great body',
    () => ResponseBody.text('a'.repeat(2 ** 20 + 1)),
    'the body has 1048577 bytes, expected at most',
  ],
  [
    'status 600',
    () => HttpRule.respond({ status: 600 }),
    "'status' is 600, expected a whole number from 200 to 599",
  ],
  [
    'a pseudo-header',
    () => HttpRule.route({ to, requestHeaders: { set: { ':path': '/' } } }),
    "'requestHeaders' is ':path', expected the name of a header",
  ],
  [
    'the host in responses',
    () => HttpRule.route({ to, responseHeaders: { set: { host: 'a' } } }),
    "'responseHeaders' changes 'host', expected another header",
  ],
  [
    'a lone percent sign',
    () => HttpRule.route({ to, requestHeaders: { set: { 'x-a': '100%' } } }),
    "'requestHeaders.x-a' is '100%', expected a text without control characters, in which % begins a variable",
  ],
  [
    'a header that is set twice',
    () => HttpRule.route({ to, requestHeaders: { set: { 'x-a': '1', 'X-A': '2' } } }),
    "'requestHeaders' is 'x-a' twice, expected each once",
  ],
  [
    'two hosts',
    () => HttpRule.route({ to, requestHeaders: { set: { Host: 'a' } }, rewrite: Rewrite.host('b') }),
    "'requestHeaders' changes 'host', and so does 'rewrite', expected one of them",
  ],
  [
    'no timeout',
    () => HttpRule.route({ to, timeout: Duration.seconds(0) }),
    "'timeout' is 0ms, expected whole milliseconds from 1",
  ],
  [
    'status 799',
    () => RetryPolicy.of({ retryOn: ['799'] }),
    "'retryOn' is '799', expected a condition of Envoy, or a",
  ],
  ['no backoff', () => RetryPolicy.of({ backoff: Duration.millis(0) }), "'backoff' is 0ms, expected"],
  [
    'a weight below 0',
    () => Destination.service(backend, { weight: -1 }),
    "'weight' is -1, expected a whole number",
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(message);
});
