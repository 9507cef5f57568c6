import type { PriceTable } from '../../lib/cost/price-table';
import type { Manifest } from '../../lib/mesh/manifest';
import { manifestOf } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import type { JsonObject } from '../../lib/vocabulary/json';

/** The prices of the restaurant's estimate: 30 days of 24 hours. */
export const restaurantPrices: PriceTable = {
  name: 'restaurant',
  date: '2025-01-01',
  source: 'the estimate',
  currency: 'USD',
  hoursPerMonth: 720,
  nodes: 3,
  prices: { cpu: 0.0416, memory: 0.0046, storage: 0.1, storageClasses: {}, loadBalancer: 16 },
  sidecar: { cpu: '10m', memory: '40Mi' },
};

const services = ['api-gateway', 'order', 'restaurant', 'menu', 'auth', 'notification', 'payment', 'user'];

/** What of the restaurant's installation may be decided otherwise. */
export interface RestaurantOptions {
  readonly istiods?: number;
  readonly sidecarCpu?: string;
  readonly alertmanager?: boolean;
  readonly dashboardBalancer?: boolean;
}

/**
 * The mesh and the observability of a restaurant with eight services of two pods. The applications run with the mesh
 * or without it, so that they request nothing here.
 */
export function restaurant(options: RestaurantOptions = {}): Mesh {
  const { istiods = 2, sidecarCpu, alertmanager = false, dashboardBalancer = false } = options;
  const annotations: JsonObject =
    sidecarCpu === undefined
      ? {}
      : { 'sidecar.istio.io/proxyCPU': sidecarCpu, 'sidecar.istio.io/proxyMemory': '40Mi' };
  const objects: readonly JsonObject[] = [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'restaurant', labels: { 'istio-injection': 'enabled' } },
    },
    ...services.map((name) => workload('Deployment', 'restaurant', name, 2, {}, annotations)),
    workload('Deployment', 'istio-system', 'istiod', istiods, { cpu: '500m', memory: '2Gi' }),
    workload('Deployment', 'istio-system', 'istio-ingressgateway', 2, { cpu: '100m', memory: '128Mi' }),
    workload('StatefulSet', 'observability', 'prometheus', 1, { cpu: '500m', memory: '2Gi' }),
    workload('Deployment', 'observability', 'grafana', 1, { cpu: '100m', memory: '256Mi' }),
    workload('StatefulSet', 'observability', 'loki', 1, { cpu: '200m', memory: '512Mi' }),
    workload('DaemonSet', 'observability', 'promtail', undefined, { cpu: '50m', memory: '128Mi' }),
    workload('Deployment', 'observability', 'jaeger', 1, { cpu: '100m', memory: '256Mi' }),
    workload('Deployment', 'observability', 'kiali', 1, { cpu: '100m', memory: '256Mi' }),
    claim('prometheus', '50Gi'),
    claim('loki', '100Gi'),
    claim('jaeger', '20Gi'),
    claim('grafana', '10Gi'),
    ...(alertmanager ? [claim('alertmanager', '10Gi')] : []),
    service('istio-system', 'istio-ingressgateway', 'LoadBalancer'),
    service('observability', 'grafana', dashboardBalancer ? 'LoadBalancer' : 'NodePort'),
  ];
  return meshOf(objects);
}

/** The mesh of some objects. */
export function meshOf(objects: readonly unknown[]): Mesh {
  return new Mesh(
    objects
      .map((object) => manifestOf(object, 'default'))
      .filter((manifest): manifest is Manifest => manifest !== undefined),
  );
}

function workload(
  kind: string,
  namespace: string,
  name: string,
  replicas: number | undefined,
  requests: JsonObject,
  annotations: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      template: {
        metadata: { labels: { app: name }, annotations },
        spec: { containers: [{ name, resources: { requests } }] },
      },
    },
  };
}

function claim(name: string, storage: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'observability' },
    spec: { resources: { requests: { storage } } },
  };
}

function service(namespace: string, name: string, type: string): JsonObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { type } };
}
