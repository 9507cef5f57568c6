import { Panel } from './panel';
import type { Pods } from './pod-metrics';
import type { Requests } from './request-metrics';

const WINDOW = '5m';
const SERVICE = '{{destination_service}}';
const CONTAINER = '{{pod}} {{container}}';

/** What a whole system does at a glance: requests, failures, what is missing, what is full. */
export function overviewPanels(requests: Requests, pods: Pods): readonly Panel[] {
  return [
    Panel.stat({
      title: 'Requests',
      unit: 'reqps',
      queries: [{ expr: requests.rate(WINDOW), legend: SERVICE }],
    }),
    Panel.stat({
      title: 'Errors',
      description: 'Share of the requests that end with 5xx',
      unit: 'percentunit',
      thresholds: [0.01, 0.05],
      queries: [{ expr: requests.errorRatio(WINDOW), legend: SERVICE }],
    }),
    Panel.stat({
      title: 'P95',
      unit: 'ms',
      thresholds: [500, 1000],
      queries: [{ expr: requests.duration(0.95, WINDOW), legend: SERVICE }],
    }),
    Panel.stat({
      title: 'Pods in service',
      description: 'Share of the pods that Deployments ask for',
      unit: 'percentunit',
      queries: [{ expr: pods.availability('deployment'), legend: '{{deployment}}' }],
    }),
    Panel.timeSeries({
      title: 'Requests by service',
      unit: 'reqps',
      queries: [{ expr: requests.rate(WINDOW), legend: SERVICE }],
    }),
    Panel.timeSeries({
      title: 'P95 by service',
      unit: 'ms',
      queries: [{ expr: requests.duration(0.95, WINDOW), legend: SERVICE }],
    }),
    Panel.timeSeries({
      title: 'CPU',
      unit: 'cores',
      queries: [{ expr: pods.cpu(WINDOW), legend: CONTAINER }],
    }),
    Panel.timeSeries({
      title: 'Memory',
      unit: 'bytes',
      queries: [{ expr: pods.memory(), legend: CONTAINER }],
    }),
    Panel.table({
      title: 'Errors by service',
      unit: 'percentunit',
      queries: [{ expr: requests.errorRatio(WINDOW) }],
    }),
  ];
}

/** The four golden signals of services: traffic, errors, latency, saturation. */
export function goldenSignalPanels(requests: Requests, pods: Pods): readonly Panel[] {
  return [
    Panel.timeSeries({
      title: 'Traffic',
      unit: 'reqps',
      queries: [{ expr: requests.rate(WINDOW), legend: SERVICE }],
    }),
    Panel.timeSeries({
      title: 'Errors',
      description: 'Requests that end with 4xx, by the caller, and with 5xx, by the service',
      unit: 'reqps',
      queries: [
        { expr: requests.rate(WINDOW, 'clientError'), legend: `4xx ${SERVICE}` },
        { expr: requests.rate(WINDOW, 'serverError'), legend: `5xx ${SERVICE}` },
      ],
    }),
    Panel.timeSeries({
      title: 'Latency of successes',
      unit: 'ms',
      queries: [0.5, 0.95, 0.99].map((quantile) => ({
        expr: requests.duration(quantile, WINDOW, 'success'),
        legend: `P${quantile * 100} ${SERVICE}`,
      })),
    }),
    Panel.timeSeries({
      title: 'Latency of failures',
      description: 'Apart, since failures are often fast',
      unit: 'ms',
      queries: [{ expr: requests.duration(0.95, WINDOW, 'serverError'), legend: `P95 ${SERVICE}` }],
    }),
    Panel.timeSeries({
      title: 'Saturation of CPU',
      description: 'Share of the limit',
      unit: 'percentunit',
      queries: [{ expr: pods.cpuRatio(WINDOW), legend: CONTAINER }],
    }),
    Panel.timeSeries({
      title: 'Saturation of memory',
      description: 'Share of the limit, at which a container is killed',
      unit: 'percentunit',
      queries: [{ expr: pods.memoryRatio(), legend: CONTAINER }],
    }),
  ];
}
