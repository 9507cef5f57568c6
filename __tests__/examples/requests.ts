import type { ExpectedRoute } from './scenario';

/** Requests of one workload: what it asks for, how it ends, and with which headers. */
export function requests(
  from: string,
  ...table: readonly (readonly [string, string, Readonly<Record<string, string>>?])[]
): readonly ExpectedRoute[] {
  return table.map(([request, gives, headers]) => ({
    from,
    request,
    ...(headers === undefined ? {} : { headers }),
    gives,
  }));
}

/** A token that says this; the tests' mesh takes signatures for granted. */
export function bearing(claims: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return { authorization: `Bearer ${part({ alg: 'RS256' })}.${part(claims)}.signature` };
}

/** The issuer of the tokens in the examples. */
export const issuer = 'https://auth.example.com';

/** A token of it. */
export const user = bearing({ iss: issuer, sub: 'user' });

/** The answer of a service on port 80. */
export function to(name: string, namespace = 'default'): string {
  return `route ${name}.${namespace}:80 100 %`;
}

/** The answer where a policy says no. */
export const denied = 'denied 403';

/** Two of the callers of the examples. */
export const frontend = 'workload:default/web-frontend';
export const outsider = 'workload:default/outsider';
