import { isIP } from 'node:net';
import type { Problem, Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import type { JsonObject } from '../../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const VALIDATING = 'admissionregistration.k8s.io/ValidatingWebhookConfiguration';
const MUTATING = 'admissionregistration.k8s.io/MutatingWebhookConfiguration';

/** A webhook leads to istiod: a Service in the cluster, or the URL of a control plane outside of it. */
export const controlPlaneAddressValid: Rule = {
  code: 'EVM155',
  name: 'control-plane-address-valid',
  aliases: ['IST0163', 'IST0164'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a webhook of Istio has neither a Service nor a URL that can be used',
  reads: [VALIDATING, MUTATING],
  check(mesh, report) {
    const configurations = [
      ...mesh
        .of(VALIDATING)
        .filter(({ name }) => name === 'istiod-default-validator' || name.startsWith('istio-validator')),
      ...mesh.of(MUTATING).filter(({ name }) => name.startsWith('istio-sidecar-injector')),
    ];
    for (const manifest of configurations) {
      objectsOf(manifest.object['webhooks']).forEach((hook, index) => {
        const problem = problemOf(manifest, hook, index);
        if (problem) report(problem);
      });
    }
  },
};

function problemOf(manifest: Manifest, hook: JsonObject, index: number): Problem | undefined {
  const client = objectOf(hook['clientConfig']);
  const path = ['webhooks', index, 'clientConfig'];
  const remedy =
    'give it the Service of istiod, or the https URL of the external control plane by its host name';
  const invalid = (message: string, where = path): Problem => ({
    manifest,
    path: where,
    message,
    remedy,
    aliases: ['IST0163'],
  });
  if (client['url'] === undefined) {
    return client['service'] === undefined
      ? invalid('the webhook has neither a Service nor a URL')
      : undefined;
  }
  const url = textOf(client['url']) ?? '';
  const host = hostOf(url);
  if (host === undefined || host === '') return invalid(`'${url}' is no URL with a host`, [...path, 'url']);
  if (isIP(host) !== 0) {
    const message = `the control plane is addressed by its IP ${host} instead of a name`;
    return { manifest, path: [...path, 'url'], message, remedy, severity: 'info', aliases: ['IST0164'] };
  }
  const mistake = isName(host) ? undefined : `'${host}' is a name that no DNS server can resolve`;
  return mistake === undefined ? undefined : invalid(mistake, [...path, 'url']);
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  } catch {
    return undefined;
  }
}

/** Whether a name may be known to DNS at all: not reserved to be unknown, and more than one word. */
function isName(host: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+\.?$/i.test(host) && !/\.(invalid|test|example|local)\.?$/i.test(host);
}
