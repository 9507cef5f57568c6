import { claimAt, type AccessRequest } from './access-request';
import { claimMatches, inBlock, isTemplate, templateMatches, valueMatches } from './access-value';
import { re2 } from './re2';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** Whether a request has a value that a policy lists for an attribute; undefined where its address is not known. */
export type ValueTest = (value: string, request: AccessRequest) => boolean | undefined;

/** The attributes of `from.source` and `to.operation`; the same with `not` in front say what must not be. */
export const fieldTests: Readonly<Record<string, ValueTest>> = {
  principals: principalTest,
  namespaces: namespaceTest,
  requestPrincipals: requestPrincipalTest,
  serviceAccounts: () => false,
  ipBlocks: sourceIpTest,
  remoteIpBlocks: remoteIpTest,
  hosts: (value, { authority }) => valueMatches(value.toLowerCase(), authority.toLowerCase()),
  methods: (value, { method }) => valueMatches(value, method),
  paths: (value, { path }) => (isTemplate(value) ? templateMatches(value, path) : valueMatches(value, path)),
  ports: (value, { port }) => Number(value) === port,
};

/** The test that a `serviceAccounts` value stands for, seen from the policy's namespace. */
export function serviceAccountTest(policyNamespace: string): ValueTest {
  return (value, { principal }) => {
    const [account = '', namespace = policyNamespace] = value.split('/').reverse();
    return (
      principal !== undefined &&
      (re2(`.+/ns/${namespace}/(?:.+/|)sa/${account}(?:/.+)?`)?.matches(principal) ?? false)
    );
  };
}

/** Whether a rule asks for an address, which a request may not tell. */
export function asksForAddress(rule: JsonObject): boolean {
  return (
    objectsOf(rule['when']).some(({ key }) => ADDRESS_KEYS.includes(textOf(key) ?? '')) ||
    objectsOf(rule['from']).some(({ source }) => ADDRESS_FIELDS.some((field) => field in objectOf(source)))
  );
}

const ADDRESS_FIELDS = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const ADDRESS_KEYS = ['source.ip', 'remote.ip', 'destination.ip'];

/** The test of a key of `when`; undefined for one that Istio does not know, which drops the rule. */
export function conditionTest(key: string): ValueTest | undefined {
  const header = bracketed(key, 'request.headers');
  if (header?.[0] !== undefined) return headerTest(header[0].toLowerCase());
  const claim = bracketed(key, 'request.auth.claims');
  if (claim) return (value, { claims }) => claimMatches(value, claimAt(claims, claim));
  return CONDITIONS[key];
}

const CONDITIONS: Readonly<Record<string, ValueTest>> = {
  'source.ip': sourceIpTest,
  'remote.ip': remoteIpTest,
  'source.namespace': namespaceTest,
  'source.principal': principalTest,
  'request.auth.principal': requestPrincipalTest,
  'request.auth.audiences': (value, { claims }) => claimMatches(value, claimAt(claims, ['aud'])),
  'request.auth.presenter': (value, { claims }) => claimMatches(value, claimAt(claims, ['azp'])),
  'destination.ip': () => undefined,
  'destination.port': (value, { port }) => Number(value) === port,
  'connection.sni': (value, { sni }) => sni !== undefined && valueMatches(value, sni),
};

function sourceIpTest(value: string, { sourceIp }: AccessRequest): boolean | undefined {
  return sourceIp === undefined ? undefined : inBlock(value, sourceIp);
}

function remoteIpTest(value: string, { remoteIp }: AccessRequest): boolean | undefined {
  return remoteIp === undefined ? undefined : inBlock(value, remoteIp);
}

function headerTest(name: string): ValueTest {
  return (value, { headers, method, authority, path }) => {
    const text =
      name === ':method'
        ? method
        : name === ':authority' || name === 'host'
          ? authority
          : name === ':path'
            ? path
            : headers[name];
    // Alone, a star asks for the header to be there, be it empty.
    return text !== undefined && (value === '*' || valueMatches(value, text));
  };
}

function principalTest(value: string, { principal }: AccessRequest): boolean {
  return principal !== undefined && valueMatches(value, principal);
}

function namespaceTest(value: string, { principal }: AccessRequest): boolean {
  const namespace = /\/ns\/([^/]+)\//.exec(principal ?? '')?.[1];
  return namespace !== undefined && (re2(value.replaceAll('*', '.*'))?.matches(namespace) ?? false);
}

/** The issuer and the subject of the token, joined by a slash. */
function requestPrincipalTest(value: string, { claims }: AccessRequest): boolean {
  const [issuer, subject] = [textOf(claims?.['iss']), textOf(claims?.['sub'])];
  if (!issuer || !subject) return false;
  const slash = value.lastIndexOf('/');
  if (value === '*') return true;
  if (slash < 0) {
    if (value.startsWith('*')) return subject.endsWith(value.slice(1));
    return value.endsWith('*') && issuer.startsWith(value.slice(0, -1));
  }
  const [wantedIssuer, wantedSubject] = [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) return valueMatches(wantedIssuer, issuer) && subject === wantedSubject;
  return issuer === wantedIssuer && valueMatches(wantedSubject, subject);
}

/** `request.headers[x-user]` gives `x-user`; `request.auth.claims[a][b]` gives both names. */
function bracketed(key: string, attribute: string): readonly string[] | undefined {
  if (!key.startsWith(`${attribute}[`) || !key.endsWith(']')) return undefined;
  return key.slice(attribute.length + 1, -1).split('][');
}
