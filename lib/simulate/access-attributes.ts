import { claimAt, type AccessRequest } from './access-request';
import { claimMatches, inBlock, isTemplate, templateMatches, valueMatches } from './access-value';
import { re2 } from './re2';
import { textOf } from '../vocabulary/json-fields';

/** Whether a request has one of the values that a policy lists for an attribute. */
export type ValueTest = (value: string, request: AccessRequest) => boolean;

/** The attributes of `from.source` and `to.operation`; the same with `not` in front say what must not be. */
export const fieldTests: Readonly<Record<string, ValueTest>> = {
  principals: principalTest,
  namespaces: namespaceTest,
  requestPrincipals: requestPrincipalTest,
  serviceAccounts: () => false,
  ipBlocks: (value, { sourceIp }) => sourceIp !== undefined && inBlock(value, sourceIp),
  remoteIpBlocks: (value, { remoteIp }) => remoteIp !== undefined && inBlock(value, remoteIp),
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

/** The test of a key of `when`; undefined for one that Istio does not know, which drops the rule. */
export function conditionTest(key: string): ValueTest | undefined {
  const header = bracketed(key, 'request.headers');
  if (header?.[0] !== undefined) return headerTest(header[0].toLowerCase());
  const claim = bracketed(key, 'request.auth.claims');
  if (claim) return (value, { claims }) => claimMatches(value, claimAt(claims, claim));
  return CONDITIONS[key];
}

const CONDITIONS: Readonly<Record<string, ValueTest>> = {
  'source.ip': (value, { sourceIp }) => sourceIp !== undefined && inBlock(value, sourceIp),
  'remote.ip': (value, { remoteIp }) => remoteIp !== undefined && inBlock(value, remoteIp),
  'source.namespace': namespaceTest,
  'source.principal': principalTest,
  'request.auth.principal': requestPrincipalTest,
  'request.auth.audiences': (value, { claims }) => claimMatches(value, claimAt(claims, ['aud'])),
  'request.auth.presenter': (value, { claims }) => claimMatches(value, claimAt(claims, ['azp'])),
  'destination.ip': () => false,
  'destination.port': (value, { port }) => Number(value) === port,
  'connection.sni': (value, { sni }) => sni !== undefined && valueMatches(value, sni),
};

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
