import type { Report, Rule } from '../rule';
import { selects } from '../../mesh/label-selector';
import type { Manifest } from '../../mesh/manifest';
import type { JsonObject } from '../../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../../vocabulary/json-fields';

const CONFIGURATION = 'admissionregistration.k8s.io/MutatingWebhookConfiguration';
const REVISION = 'istio.io/rev';
const INJECTION = 'istio-injection';
const INJECT = 'sidecar.istio.io/inject';

interface Webhook {
  readonly manifest: Manifest;
  readonly index: number;
  readonly hook: JsonObject;
}

/** A pod that two webhooks take is injected twice. */
export const injectionWebhookUnique: Rule = {
  code: 'EVM153',
  name: 'injection-webhook-unique',
  aliases: ['IST0139'],
  severity: 'error',
  preset: 'recommended',
  summary: 'two webhooks inject into the same pods, or a webhook calls a Service that is not there',
  reads: [CONFIGURATION, '/Service'],
  check(mesh, report) {
    const webhooks = mesh.of(CONFIGURATION).filter(isOfIstio).flatMap(webhooksOf);
    reportOverlaps(webhooks, report);
    for (const { manifest, index, hook } of webhooks) {
      const service = objectOf(objectOf(hook['clientConfig'])['service']);
      const [namespace, name] = [textOf(service['namespace']), textOf(service['name'])];
      if (namespace === undefined || name === undefined || mesh.find('/Service', namespace, name)) continue;
      report({
        manifest,
        path: ['webhooks', index, 'clientConfig', 'service'],
        message: `the webhook calls the Service ${namespace}/${name}, which is not there`,
        remedy: 'install the control plane of the revision, or remove the webhook',
      });
    }
  },
};

/** Tries every combination of the labels that webhooks of Istio go by, as they select by nothing else. */
function reportOverlaps(webhooks: readonly Webhook[], report: Report): void {
  const revisions = [undefined, ...new Set(webhooks.flatMap(revisionsOf))];
  const labels = (key: string, values: readonly string[]): readonly Record<string, string>[] =>
    revisions.flatMap((revision) =>
      [undefined, ...values].map((value) => ({
        ...(value === undefined ? {} : { [key]: value }),
        ...(revision === undefined ? {} : { [REVISION]: revision }),
      })),
    );
  for (const namespace of labels(INJECTION, ['enabled', 'disabled'])) {
    for (const pod of labels(INJECT, ['true', 'false'])) {
      const takers = webhooks.filter(
        ({ hook }) => selects(hook['namespaceSelector'], namespace) && selects(hook['objectSelector'], pod),
      );
      for (const { manifest, index, hook } of takers.length > 1 ? takers : []) {
        const others = takers
          .filter((other) => other.hook !== hook)
          .map(nameOf)
          .sort();
        report({
          manifest,
          path: ['webhooks', index],
          message: `the webhook takes pods that ${others.join(', ')} takes too, so that they are injected twice`,
          remedy: 'remove one of the webhooks, or make their selectors exclude each other',
        });
      }
    }
  }
}

function isOfIstio(manifest: Manifest): boolean {
  return (
    manifest.labels[REVISION] !== undefined ||
    webhooksOf(manifest).some(
      (webhook) =>
        (textOf(webhook.hook['name']) ?? '').endsWith('istio.io') || revisionsOf(webhook).length > 0,
    )
  );
}

function webhooksOf(manifest: Manifest): readonly Webhook[] {
  return objectsOf(manifest.object['webhooks']).map((hook, index) => ({ manifest, index, hook }));
}

function revisionsOf({ manifest, hook }: Webhook): readonly string[] {
  const own = manifest.labels[REVISION];
  return [
    ...(own === undefined ? [] : [own]),
    ...['namespaceSelector', 'objectSelector'].flatMap((field) => {
      const { matchLabels, matchExpressions } = objectOf(hook[field]);
      const label = textOf(objectOf(matchLabels)[REVISION]);
      const listed = objectsOf(matchExpressions).filter(({ key }) => key === REVISION);
      return [...(label === undefined ? [] : [label]), ...listed.flatMap(({ values }) => textsOf(values))];
    }),
  ];
}

function nameOf({ manifest, hook }: Webhook): string {
  return `${manifest.name}/${textOf(hook['name']) ?? ''}`;
}
