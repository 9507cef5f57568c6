import { ACTIONS } from './pinned-action';
import type { GitHubDelivery } from './github-delivery';
import type { Step } from './workflow';

/** Releases of Helm that the workflows bring. */
const HELM: Readonly<Record<GitHubDelivery['helm'], string>> = { 3: 'v3.22.0', 4: 'v4.3.1' };
const NODE = '22';

/** The commit that the run is about, without the token that fetched it. */
export const CHECKOUT: Step = { uses: ACTIONS.checkout, with: { 'persist-credentials': false } };

/** Node, which runs the program. */
export const NODE_STEP: Step = { uses: ACTIONS.setUpNode, with: { 'node-version': NODE } };

/** What the program is made of, and what it then gives: `dist/`. */
export const SYNTHESIS: readonly Step[] = [
  CHECKOUT,
  NODE_STEP,
  { name: 'Install', run: 'npm ci' },
  { name: 'Synthesise', run: 'npm run synth' },
];

/** Helm in the major version that a delivery asks for. */
export function helmStep(major: GitHubDelivery['helm']): Step {
  return { uses: ACTIONS.setUpHelm, with: { version: HELM[major] } };
}

/** The names of the environments, as a script reads them word by word. */
export function environmentNames({ environments }: GitHubDelivery): string {
  return environments.map(({ name }) => name).join(' ');
}

/** Keeps files of a run for its later jobs, and for the runs that follow on it. */
export function keepStep(name: string, path: string): Step {
  return { uses: ACTIONS.uploadArtifact, with: { name, path, 'if-no-files-found': 'error' } };
}
