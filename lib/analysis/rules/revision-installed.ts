import { isControlPlane } from '../control-plane';
import { DEFAULT_REVISION, INJECTION_WEBHOOK, installedRevisions, OPERATOR } from '../installed-revisions';
import type { Rule } from '../rule';
import { workloadTypes } from '../../mesh/workloads';

const NAMESPACE = '/Namespace';
const REVISION = 'istio.io/rev';
const INJECTION = 'istio-injection';

/** Pods that ask for a revision which nobody serves get no proxy, and no error either. */
export const revisionInstalled: Rule = {
  code: 'EVM321',
  name: 'revision-installed',
  aliases: [],
  severity: 'error',
  preset: 'recommended',
  summary: 'a Namespace or pods ask for a revision of Istio that no installation in the set serves',
  reads: [NAMESPACE, OPERATOR, INJECTION_WEBHOOK, ...workloadTypes],
  check(mesh, report) {
    const installed = installedRevisions(mesh);
    if (!installed) return;
    const told = `the installation serves ${[...installed].sort().join(', ')}`;
    const remedy = 'name one of these, or add the tag to the installation';
    for (const manifest of mesh.of(NAMESPACE)) {
      const injected = manifest.labels[INJECTION] === 'enabled';
      const revision = injected ? DEFAULT_REVISION : manifest.labels[REVISION];
      if (revision === undefined || installed.has(revision)) continue;
      report({
        manifest,
        path: ['metadata', 'labels', injected ? INJECTION : REVISION],
        message: `pods of the namespace get no proxy: nobody serves the revision ${revision}, ${told}`,
        remedy,
      });
    }
    for (const { manifest, labels, template } of mesh.workloads.all) {
      const revision = labels[REVISION];
      if (revision === undefined || installed.has(revision) || isControlPlane(manifest)) continue;
      report({
        manifest,
        path: [...template, 'metadata', 'labels', REVISION],
        message: `the pods get no proxy: nobody serves the revision ${revision}, ${told}`,
        remedy,
      });
    }
  },
};
