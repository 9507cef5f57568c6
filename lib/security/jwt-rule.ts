import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { durationText } from '../edges/duration-text';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { JwtKeys } from './jwt-keys';
import { TokenLocation } from './token-location';

/** Which JSON web tokens are valid, and what services learn of them. */
export interface JwtRule {
  /** The `iss` that tokens must have. @default - any; needs `JwtKeys.fromUri` */
  readonly issuer?: Deferred<string>;
  /** By which tokens are verified. @default JwtKeys.discovered() */
  readonly keys?: JwtKeys;
  /** One of these must be among the token's audiences (`aud`). @default - any audience */
  readonly audiences?: Deferred<string[]>;
  /** Where tokens are looked for. @default - header `Authorization: Bearer …`, then query parameter `access_token` */
  readonly from?: readonly TokenLocation[];
  /** Leaves the token in the request that the service gets. @default false */
  readonly forwardOriginalToken?: Deferred<boolean>;
  /** Header in which the service gets the token's payload, in base64url. @default - none */
  readonly outputPayloadToHeader?: Deferred<string>;
  /** Claims that the service gets as headers; a header of that name that the client sent is replaced. @default - none */
  readonly outputClaimToHeaders?: readonly ClaimHeader[];
  /** Claims whose text is a list with blanks, besides `scope` and `permission`. At most 64. @default - none */
  readonly spaceDelimitedClaims?: Deferred<string[]>;
  /** For fetching the keys. @default - 5 s */
  readonly timeout?: Duration;
}

/** A claim that becomes a header: a text, a number or a boolean. */
export interface ClaimHeader {
  /** Name of the claim; of one within claims with dots between. */
  readonly claim: Deferred<string>;
  /** Name of the header. */
  readonly header: Deferred<string>;
}

/**
 * A rule as a RequestAuthentication has it.
 *
 * @throws ConfigError `jwt-rule`, `duration`
 */
export function jwtRule(rule: JwtRule, scope: IConstruct): Tree {
  const { keys = JwtKeys.discovered(), from = [], outputClaimToHeaders: claims = [] } = rule;
  check(rule, keys, scope);
  return {
    issuer: rule.issuer,
    ...keys._toIstio(),
    audiences: rule.audiences,
    ...TokenLocation._toIstio(from),
    forwardOriginalToken: rule.forwardOriginalToken,
    outputPayloadToHeader: rule.outputPayloadToHeader,
    outputClaimToHeaders:
      claims.length === 0 ? undefined : claims.map(({ claim, header }) => ({ claim, header })),
    spaceDelimitedClaims: rule.spaceDelimitedClaims,
    timeout: rule.timeout && durationText(scope, 'timeout', rule.timeout),
  };
}

function check(rule: JwtRule, keys: JwtKeys, scope: IConstruct): void {
  const refuse = (message: string): never => {
    throw new ConfigError('jwt-rule', scope, message);
  };
  if (rule.issuer === '') refuse("'issuer' is empty; name who issues the tokens, or leave it out");
  if (rule.issuer === undefined && keys._needIssuer) {
    refuse("a rule has neither 'issuer' nor JwtKeys.fromUri; name who issues the tokens");
  }
  for (const name of ['audiences', 'spaceDelimitedClaims'] as const) {
    const list = rule[name];
    if (list === undefined || isDeferral(list)) continue;
    if (list.length === 0 || list.includes('')) {
      refuse(`'${name}' is empty or holds an empty text; name them, or leave it out`);
    }
  }
  const delimited = rule.spaceDelimitedClaims;
  if (delimited !== undefined && !isDeferral(delimited) && delimited.length > 64) {
    refuse(`'spaceDelimitedClaims' holds ${delimited.length} claims, expected 64 at most`);
  }
  for (const { claim, header } of rule.outputClaimToHeaders ?? []) {
    if (claim === '') refuse("'outputClaimToHeaders' holds an empty claim; name it");
    if (isDeferral(header) || /^[-_A-Za-z0-9]+$/.test(header)) continue;
    refuse(`'outputClaimToHeaders' names the header '${header}', expected letters, digits, '-' and '_'`);
  }
}
