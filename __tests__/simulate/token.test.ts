import { describe, expect, test } from '@jest/globals';
import type { Manifest } from '../../lib/mesh/manifest';
import { claimCondition, claimNames } from '../../lib/simulate/claim-condition';
import { preparedRequest } from '../../lib/simulate/prepared-request';
import { exactly, stringCondition } from '../../lib/simulate/string-condition';
import { tokenVerdict } from '../../lib/simulate/token';

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = (claims: unknown): string => `e30.${encoded(claims)}.x`;
const requested = (headers: Record<string, string>, query = '') =>
  preparedRequest({ from: 'x', request: `GET http://a.test/${query}`, headers });
const verdictOf = (rules: readonly object[], headers: Record<string, string>, query = '') => {
  const found = tokenVerdict(
    [{ spec: { jwtRules: rules } } as unknown as Manifest],
    requested(headers, query),
  );
  return found.kind === 'accepted' ? found.claims : found.kind === 'refused' ? found.reason : 'none';
};

/** @see https://istio.io/latest/docs/reference/config/security/jwt/ */
describe('a token', () => {
  const ME = { iss: 'me', sub: 'bob' };
  const bearer = (claims: unknown) => ({ Authorization: `Bearer ${token(claims)}` });
  test.each<[readonly object[], Record<string, string>, string, unknown]>([
    [[], bearer(ME), '', 'none'],
    [[{ issuer: 'me' }], {}, '', 'none'],
    [[{ issuer: 'me' }], { Authorization: token(ME) }, '', 'none'],
    [[{ issuer: 'me' }], bearer(ME), '', ME],
    [[{ issuer: 'me' }], {}, `?access_token=${token(ME)}`, ME],
    [[{ issuer: 'you' }], bearer(ME), '', "the token's issuer is me"],
    [[{ issuer: 'me' }], bearer({}), '', "the token's issuer is absent"],
    [[{ issuer: 'me' }], { Authorization: 'Bearer a.b' }, '', 'the token is no JWT'],
    [[{ issuer: 'me' }], { Authorization: `Bearer e30.${encoded(ME)}` }, '', 'the token is no JWT'],
    [[{ issuer: 'me' }], { Authorization: 'Bearer a.b.c' }, '', 'the token is no JWT'],
    [[{ issuer: 'me' }], bearer(['me']), '', 'the token is no JWT'],
    [[{ issuer: 'you' }, { issuer: 'me' }], bearer(ME), '', ME],
    [[{ issuer: 'me' }, { issuer: 'you' }], bearer({ iss: 'x' }), '', "the token's issuer is x"],
    [[{ issuer: 'me', audiences: ['a', 'b'] }], bearer({ ...ME, aud: 'b' }), '', { ...ME, aud: 'b' }],
    [
      [{ issuer: 'me', audiences: ['b'] }],
      bearer({ ...ME, aud: ['a', 'b'] }),
      '',
      { ...ME, aud: ['a', 'b'] },
    ],
    [
      [{ issuer: 'me', audiences: ['b'] }],
      bearer({ ...ME, aud: 'a' }),
      '',
      'the token is for another audience',
    ],
    [[{ issuer: 'me', audiences: ['b'] }], bearer(ME), '', 'the token is for another audience'],
    [[{ issuer: 'me', fromHeaders: [{ name: 'X-T', prefix: 'T ' }] }], { 'x-t': `T ${token(ME)}` }, '', ME],
    [[{ issuer: 'me', fromHeaders: [{ name: 'X-T' }] }], { 'x-t': token(ME) }, '', ME],
    [[{ issuer: 'me', fromHeaders: [{ name: 'X-T' }] }], bearer(ME), '', 'none'],
    [[{ issuer: 'me', fromParams: ['t'] }], {}, `?t=${token(ME)}`, ME],
    [[{ issuer: 'me', fromParams: ['t'] }], bearer(ME), `?access_token=${token(ME)}`, 'none'],
  ])('by %j of %j %s: %j', (rules, headers, query, expected) => {
    expect(verdictOf(rules, headers, query)).toEqual(expected);
  });
});

/** @see https://istio.io/latest/docs/tasks/security/authentication/jwt-route/ */
describe('a claim', () => {
  test.each([
    ['@request.auth.claims.role', ['role']],
    ['@request.auth.claims.group.id', ['group', 'id']],
    ['@request.auth.claims[group][id]', ['group', 'id']],
    ['@request.auth.claims[a.b]', ['a.b']],
    ['@request.auth.claims', undefined],
    ['@request.auth.claims.', undefined],
    ['x@request.auth.claims.role', undefined],
    ['@request.auth.claims[role]x', undefined],
    ['role', undefined],
  ])('%s is %j', (header, expected) => {
    expect(claimNames(header)).toEqual(expected);
  });

  test.each([
    [{ role: 'admin' }, true],
    [{ role: ['dev', 'admin'] }, true],
    [{ role: 'dev' }, false],
    [{ role: true }, false],
    [{}, false],
    [undefined, false],
  ])('of %j is what is asked for: %s', (claims, expected) => {
    const request = requested({});
    const condition = claimCondition(['role'], exactly('admin'));
    expect(condition.holds(claims === undefined ? request : request.withClaims(claims))).toBe(expected);
    expect(condition.words).toBe('claim "role" is "admin"');
  });
});

test.each([
  [undefined, 'is present', true, ['', 'a', 'ab', 'b', 'c']],
  [{ regex: '*' }, 'is present', true, ['', 'a', 'ab', 'b', 'c']],
  [{ exact: 'a', prefix: 'b', regex: 'c' }, 'is "a"', false, ['a']],
  [{ prefix: 'a', regex: 'c' }, 'begins with "a"', false, ['a', 'ab']],
  [{ regex: 'a|b' }, 'matches /a|b/', false, ['a', 'b']],
  [{ regex: 'a(' }, 'matches /a(/', false, []],
  [{ exact: '' }, 'is ""', false, ['']],
])('the condition %j %s (presence alone: %s), which %j fulfil', (match, words, presence, texts) => {
  const condition = stringCondition(match);
  expect([condition.words, condition.presence]).toEqual([words, presence]);
  expect(['', 'a', 'ab', 'b', 'c'].filter((text) => condition.holds(text))).toEqual(texts);
  expect(condition.holds('z')).toBe(presence);
});
