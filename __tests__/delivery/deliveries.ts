import type { GitHubDeliveryProps } from '../../lib/delivery/github-delivery';

/** The event system with everything that a delivery can have. */
export const WHOLE: GitHubDeliveryProps = {
  environments: [
    { name: 'dev', namespace: 'event-system', url: 'http://dev.events.example.com' },
    { name: 'staging', namespace: 'event-system', url: 'http://staging.events.example.com' },
    { name: 'prod', namespace: 'event-system', url: 'https://events.example.com' },
  ],
  release: 'event-system',
  chart: 'charts/event-backend',
  images: ['backend', 'worker', 'scheduler'].map((component) => ({
    component,
    name: `example/event-${component}`,
    context: `services/${component}`,
  })),
  infrastructure: [
    {
      name: 'istiod',
      namespace: 'istio-system',
      chart: 'istiod',
      repository: 'https://istio-release.storage.googleapis.com/charts',
      version: '1.30.3',
      values: 'infrastructure/{environment}/istiod.yaml',
    },
    {
      name: 'kube-prometheus-stack',
      namespace: 'monitoring',
      chart: 'kube-prometheus-stack',
      repository: 'oci://ghcr.io/prometheus-community/charts',
      version: '80.0.0',
    },
  ],
  smokePaths: ['/health', '/api/v1/health'],
  prometheus: { namespace: 'monitoring', name: 'prometheus-operated', port: 9090 },
};

/** The least that can be said. */
export const LEAST: GitHubDeliveryProps = {
  environments: [{ name: 'prod', namespace: 'events', url: 'https://events.example.com' }],
  release: 'events',
  chart: 'chart',
};

/** Every kind of delivery whose workflows are written, each held against all that is held of workflows. */
export const DELIVERIES: readonly (readonly [kind: string, props: GitHubDeliveryProps])[] = [
  ['the whole delivery', WHOLE],
  ['the least delivery', LEAST],
  ['Helm 4', { ...WHOLE, helm: 4 }],
  ['manifests', { ...WHOLE, method: 'manifests' }],
  ['the identity of the run', { ...WHOLE, clusterAccess: 'identity' }],
  ['another registry, that asks for a password', { ...WHOLE, registry: 'registry.example.com:5000' }],
];
