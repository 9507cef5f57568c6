import { ApiObject, JsonPatch } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Participant } from '../edges/participant';
import type { Platform } from '../edges/participant-props';
import { completePodTemplate } from '../pods/pod-template';
import type { Deferred } from '../values/chart-value';
import { ChartOnlyObject } from '../values/chart-only-object';
import { bindMetadata } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeOnlyIn, includeWhen, inclusionOf } from '../values/inclusion';
import { and } from '../values/conditions';
import { fields, format } from '../values/operators';
import type { EventBackend } from '../workloads/event-backend';
import type { SystemNames } from './names';

const IMAGE = 'docker.io/library/busybox:1.37.0';
const USER = 65534;

/**
 * A test that asks the backend for its health, as any caller in the mesh would: through the Service, with an identity
 * and policies of its own. The pod and its policies are in the chart alone, where `helm test` makes them.
 *
 * @see https://helm.sh/docs/topics/chart_tests/
 */
export function addSmokeTest(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  backend: EventBackend,
  enabled: Deferred<boolean>,
): void {
  const test = new Construct(scope, 'tests');
  const name = names.part('test');
  const metadata = { name, namespace: names.namespace, labels: names.labels('test') };
  const caller = new Participant(test, 'Mesh', {
    ...metadata,
    selectorLabels: names.selectorLabels('test') as never,
    serviceAccountName: name,
    platform,
  });
  caller.calls(backend);
  // Its policies choose a pod that is there while a test runs: they come and go with it.
  for (const policy of caller.node.findAll().filter((child) => child instanceof ApiObject)) {
    policy.addJsonPatch(JsonPatch.add('/metadata/annotations', { ...HOOK, 'helm.sh/hook-weight': '-1' }));
  }
  includeOnlyIn(caller, 'chart');
  bindMetadata(new ServiceAccount(test, 'ServiceAccount', { automountToken: false }), metadata);
  const template = completePodTemplate(MADE, {
    labels: metadata.labels,
    serviceAccountName: name,
    mesh: platform.mesh ?? true,
    runAsUser: USER,
    container: {
      image: IMAGE,
      imagePullPolicy: 'IfNotPresent',
      command: ['wget', '-q', '-O', '-', '-T', '10', healthUrl(backend)] as never,
      resources: RESOURCES,
    },
  }) as { readonly metadata: { readonly annotations: Tree }; readonly spec: Tree };
  new ChartOnlyObject(test, 'Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, annotations: fields({ ...HOOK, ...LOG }, template.metadata.annotations) },
    spec: template.spec,
  });
  includeWhen(test, and(enabled, inclusionOf(backend)));
}

function healthUrl(backend: EventBackend): Deferred<string> {
  return format`http://${backend.host}:${backend.calledPorts[0]?.port ?? 80}/health`;
}

/** `helm uninstall` leaves what hooks have made, so that it goes when the test has passed. */
const HOOK = {
  'helm.sh/hook': 'test',
  'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
};

/** Helm prints the pod's log before the pod goes; `helm test --logs` of Helm 3 looks for it after that, in vain. */
const LOG = { 'helm.sh/hook-output-log-policy': 'hook-succeeded,hook-failed' };

const MADE: Tree = { spec: { restartPolicy: 'Never', containers: [{ name: 'health' }] } };

const RESOURCES = {
  requests: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
};
