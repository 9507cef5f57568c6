import path from 'node:path';

import { findHelm } from '../helm/helm';
import { clusterEnvironment, kubectl } from './kubectl';
import { title, type Manifest } from './manifests';
import { projectRoot } from './programs';
import { runProgram, type ProgramResult } from './run-program';

/** The committed chart. */
export const chart = path.join(projectRoot, 'charts', 'event-backend');

/**
 * Runs the real Helm against the running cluster, in a namespace.
 *
 * @throws with what Helm printed, when it fails
 */
export const helm = async (namespace: string, ...args: readonly string[]): Promise<ProgramResult> => {
  const result = await runProgram(await findHelm(), ['--namespace', namespace, ...args], {
    env: clusterEnvironment(),
  });
  if (result.exitCode === 0) return result;
  throw new Error(`helm ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
};

/** The objects of the kinds (comma-separated) that a namespace holds. */
export const objectsOf = async <Kind extends Manifest>(namespace: string, kinds: string): Promise<Kind[]> => {
  const { stdout } = await kubectl(['get', kinds, '-n', namespace, '-o', 'json']);
  return (JSON.parse(stdout) as { items: Kind[] }).items;
};

/** What every namespace holds, what controllers derive from other objects, and what only reports. */
const OF_THE_CLUSTER =
  /^(serviceaccount\/default|configmap\/kube-root-ca.crt|event(\.events\.k8s\.io)?\/|endpoints\/|endpointslice)/;

/** Everything in a namespace, as `kind/name` and sorted, but for what the cluster itself puts there. */
export const everythingIn = async (namespace: string): Promise<string[]> => {
  const { stdout: kinds } = await kubectl(['api-resources', '--namespaced', '--verbs=list', '-o', 'name']);
  const listed = kinds.trim().split('\n').join(',');
  const { stdout } = await kubectl(['get', listed, '-n', namespace, '--ignore-not-found', '-o', 'name']);
  return [...new Set(stdout.split('\n'))].filter((name) => name !== '' && !OF_THE_CLUSTER.test(name)).sort();
};

/** Kinds whose label selectors choose pods of their own namespace. */
const SELECTING_KINDS = [
  ...['services', 'deployments', 'statefulsets', 'poddisruptionbudgets', 'networkpolicies'],
  ...['authorizationpolicies.security.istio.io', 'peerauthentications.security.istio.io'],
  ...['sidecars.networking.istio.io'],
].join(',');

const RELEASE = 'app.kubernetes.io/instance';

type Labels = Readonly<Record<string, string>>;

/** A label selector of an object, and the pods that it chooses. */
export interface Selection {
  readonly kind: string;
  /** The object with its release, the path of the selector, and its labels. */
  readonly selector: string;
  /** Releases whose pods it chooses. */
  readonly releases: readonly string[];
}

/** All label selectors in a part of an object, with their paths. */
const labelSelectors = (value: unknown, at: string): { at: string; labels: Labels }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, child]) => {
    const here = `${at}.${field}`;
    if (!/^(s|podS|labelS|workloadS)elector$/.test(field)) return labelSelectors(child, here);
    const selector = child as Readonly<Record<string, Labels | undefined>>;
    if (selector['matchExpressions'] !== undefined)
      throw new Error(`${here} has expressions, which this test does not read`);
    return [{ at: here, labels: selector['matchLabels'] ?? selector['labels'] ?? (child as Labels) }];
  });
};

/** Every label selector by which an object of a release chooses pods of its namespace. */
export const selectionsOf = async (namespace: string, release: string): Promise<Selection[]> => {
  const pods = await objectsOf(namespace, 'pods');
  const objects = await objectsOf(namespace, SELECTING_KINDS);
  return objects
    .filter(({ metadata }) => metadata.labels?.[RELEASE] === release)
    .flatMap((object) =>
      labelSelectors(object.spec, 'spec').map(({ at, labels }) => {
        const chosen = pods.filter(({ metadata }) =>
          Object.entries(labels).every(([key, label]) => metadata.labels?.[key] === label),
        );
        const releases = new Set(chosen.map(({ metadata }) => metadata.labels?.[RELEASE] ?? 'none'));
        const selector = `${title(object)} ${at} ${JSON.stringify(labels)}`;
        return { kind: object.kind, selector, releases: [...releases] };
      }),
    );
};
