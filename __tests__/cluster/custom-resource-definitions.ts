import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { kubectl } from './kubectl';
import { projectRoot } from './programs';

/**
 * The folder with the custom resource definitions that the manifests' kinds need: the one that EVENT_MESH_CRDS names,
 * relative to the project's root.
 *
 * @throws when there is no such folder
 */
export const customResourceDefinitions = (): string => {
  const folder = path.resolve(projectRoot, process.env['EVENT_MESH_CRDS'] ?? '../shared/crds');
  if (existsSync(folder)) return folder;
  throw new Error(
    `there is no folder ${folder}; set EVENT_MESH_CRDS to a folder with the custom resource definitions of Istio, ` +
      'the Gateway API and the operators, as YAML files',
  );
};

interface CustomResourceDefinition {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const isEstablished = ({ status }: CustomResourceDefinition): boolean =>
  status?.conditions?.some(({ type, status: holds }) => type === 'Established' && holds === 'True') ?? false;

/** Installs the custom resource definitions into the running cluster and waits until the API server serves them. */
export const installCustomResourceDefinitions = async (): Promise<void> => {
  await kubectl(['apply', '--server-side', '-R', '-f', customResourceDefinitions()]);
  const deadline = Date.now() + 60_000;
  // `kubectl wait` asks for one after the other and takes seconds.
  for (;;) {
    const { stdout } = await kubectl(['get', 'customresourcedefinitions', '-o', 'json']);
    const { items } = JSON.parse(stdout) as { items: CustomResourceDefinition[] };
    if (items.every(isEstablished)) return;
    if (Date.now() > deadline) throw new Error('custom resource definitions are not established after 60 s');
    await sleep(200);
  }
};
