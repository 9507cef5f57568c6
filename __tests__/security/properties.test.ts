import { expect, test } from '@jest/globals';
import type { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import type { PolicyTargetProps } from '../../lib/edges/policy-target';
import { AuthorizationAction } from '../../lib/security/authorization-action';
import { AuthorizationCondition } from '../../lib/security/authorization-condition';
import { AuthorizationPolicy } from '../../lib/security/authorization-policy';
import type { AuthorizationRule } from '../../lib/security/authorization-rule';
import { JwtKeys } from '../../lib/security/jwt-keys';
import type { JwtRule } from '../../lib/security/jwt-rule';
import { PeerAuthentication, type MtlsMode } from '../../lib/security/peer-authentication';
import { RequestAuthentication } from '../../lib/security/request-authentication';
import { TokenLocation } from '../../lib/security/token-location';
import { durations, labels, lists, names, optional, policyTargets } from '../fixtures/arbitrary-policies';
import { manifest, shop } from '../routing/shop';

const words = lists(names);
const addresses = lists(
  fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, bits]) => `${address}/${bits}`),
  ),
);
const ports = lists(fc.integer({ min: 0, max: 65535 }));
const paths = lists(names.map((name) => `/${name}*`));
const principals = lists(names.map((name) => `cluster.local/ns/shop/sa/${name}`));
const requestPart = {
  to: optional(
    lists(
      fc.record({ ports, paths, hosts: words, methods: lists(fc.constantFrom('GET', 'POST', 'M-SEARCH')) }),
    ),
  ),
};
const anonymousSource = fc.record({ ipBlocks: addresses, notRemoteIpBlocks: addresses });
const identitySource = fc.record({
  principals,
  notNamespaces: words,
  requestPrincipals: words,
  ipBlocks: addresses,
});
const accountSource = fc.record({ serviceAccounts: words, notTrustDomains: words });
const conditions = fc.oneof(
  fc.tuple(names, words).map(([name, values]) => AuthorizationCondition.requestClaim(name, { values })),
  addresses.map((values) => AuthorizationCondition.remoteIp({ values })),
  words.map((notValues) => AuthorizationCondition.sourceNamespace({ notValues })),
);
const rules: fc.Arbitrary<AuthorizationRule> = fc.record(
  { from: lists(fc.oneof(identitySource, accountSource)), ...requestPart, when: lists(conditions) },
  { requiredKeys: [] },
) as fc.Arbitrary<AuthorizationRule>;
const anonymousRules = fc.record(
  { from: lists(anonymousSource), ...requestPart },
  { requiredKeys: [] },
) as fc.Arbitrary<AuthorizationRule>;
const decided = fc.record({
  action: fc.constantFrom(
    AuthorizationAction.allow(),
    AuthorizationAction.deny(),
    AuthorizationAction.audit(),
  ),
  rules: lists(rules),
});
const delegated = fc.record({
  action: names.map((provider) => AuthorizationAction.custom(provider)),
  rules: lists(anonymousRules),
});

const locations = fc.oneof(
  fc
    .tuple(names, optional(names))
    .map(([name, prefix]) => TokenLocation.header(name, prefix ? { prefix } : {})),
  names.map((name) => TokenLocation.cookie(name)),
  names.map((name) => TokenLocation.queryParameter(name)),
);
const jwtRules = fc.record(
  {
    issuer: fc.webUrl(),
    keys: fc.oneof(
      fc.constant(JwtKeys.discovered()),
      fc.webUrl({ validSchemes: ['http', 'https'] }).map((uri) => JwtKeys.fromUri(uri)),
    ),
    audiences: words,
    from: lists(locations),
    forwardOriginalToken: fc.boolean(),
    outputClaimToHeaders: lists(fc.record({ claim: names, header: names })),
    spaceDelimitedClaims: words,
    timeout: durations,
  },
  { requiredKeys: ['issuer'] },
) as fc.Arbitrary<JwtRule>;

const modes = fc.constantFrom<MtlsMode>('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');
const portModes = fc.dictionary(fc.integer({ min: 1, max: 65535 }).map(String), modes);

/** Valid props are never refused, and what they give fits the CRD. */
function alwaysFits<P>(props: fc.Arbitrary<P>, make: (chart: Chart, props: P) => { resource: never }): void {
  fc.assert(
    fc.property(props, (valid) => {
      manifest(make(shop(), valid).resource);
    }),
    { numRuns: 100 },
  );
}

test('any AuthorizationPolicy that is valid fits the CRD', () => {
  const props = fc.tuple(fc.oneof(decided, delegated), policyTargets);
  alwaysFits<[{ action: AuthorizationAction; rules: AuthorizationRule[] }, PolicyTargetProps]>(
    props,
    (chart, [own, target]) => new AuthorizationPolicy(chart, 'Policy', { ...own, ...target }) as never,
  );
});

test('any PeerAuthentication that is valid fits the CRD', () => {
  const props = fc.record(
    { mode: modes, selectorLabels: labels, portModes },
    { requiredKeys: ['selectorLabels'] },
  );
  alwaysFits(props, (chart, valid) => new PeerAuthentication(chart, 'Mtls', valid as never) as never);
});

test('any RequestAuthentication that is valid fits the CRD', () => {
  const props = fc.tuple(fc.record({ jwtRules: lists(jwtRules) }), policyTargets);
  alwaysFits(
    props,
    (chart, [own, target]) => new RequestAuthentication(chart, 'Login', { ...own, ...target }) as never,
  );
});

test('a text without dots and colons is no address', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[.:]/g, '')),
      (text) => {
        const rules = [{ from: [{ ipBlocks: [text] }] }];
        expect(() => new AuthorizationPolicy(shop(), 'Policy', { rules })).toThrow(
          /expected (an address|a text)/,
        );
      },
    ),
  );
});
