import type { Connections } from './connection-metrics';
import { Panel } from './panel';
import type { Pods } from './pod-metrics';
import type { Queue } from './queue-metrics';

const WINDOW = '5m';
const CONTAINER = '{{pod}} {{container}}';

/** What waits in a queue, and how those who work it off are. */
export function queuePanels(queue: Queue, workers: Pods): readonly Panel[] {
  return [
    Panel.timeSeries({ title: 'Jobs that wait', queries: [{ expr: queue.depth(), legend: '{{key}}' }] }),
    Panel.timeSeries({
      title: 'Jobs that failed',
      description: 'In 15 minutes, less those that were tried again or dropped',
      queries: [{ expr: queue.failures('15m'), legend: '{{key}}' }],
    }),
    ...workerPanels(workers),
  ];
}

/** How those who work off a queue are. */
export function workerPanels(workers: Pods): readonly Panel[] {
  return [
    Panel.timeSeries({
      title: 'Workers in service',
      description: 'Share of the pods that are asked for',
      unit: 'percentunit',
      queries: [{ expr: workers.availability('deployment'), legend: '{{deployment}}' }],
    }),
    Panel.timeSeries({
      title: 'Restarts of workers in an hour',
      queries: [{ expr: workers.restarts('1h'), legend: CONTAINER }],
    }),
    Panel.timeSeries({
      title: 'CPU of workers',
      unit: 'cores',
      queries: [{ expr: workers.cpu(WINDOW), legend: CONTAINER }],
    }),
    Panel.timeSeries({
      title: 'Memory of workers',
      unit: 'percentunit',
      queries: [{ expr: workers.memoryRatio(), legend: CONTAINER }],
    }),
  ];
}

/** Databases and queues as the mesh and Kubernetes see them: whatever runs in their pods. */
export function storePanels(stores: readonly Connections[], pods: Pods): readonly Panel[] {
  const each = (query: (store: Connections) => ReturnType<Connections['open']>) =>
    stores.map((store) => ({ expr: query(store), legend: '{{destination_service}}' }));
  return [
    Panel.timeSeries({ title: 'Open connections', queries: each((store) => store.open()) }),
    Panel.timeSeries({ title: 'New connections per second', queries: each((store) => store.opened(WINDOW)) }),
    Panel.timeSeries({ title: 'Received', unit: 'binBps', queries: each((store) => store.received(WINDOW)) }),
    Panel.timeSeries({ title: 'Sent', unit: 'binBps', queries: each((store) => store.sent(WINDOW)) }),
    Panel.timeSeries({
      title: 'CPU of stores',
      unit: 'cores',
      queries: [{ expr: pods.cpu(WINDOW), legend: CONTAINER }],
    }),
    Panel.timeSeries({
      title: 'Memory of stores',
      description: 'Share of the limit, at which a container is killed',
      unit: 'percentunit',
      queries: [{ expr: pods.memoryRatio(), legend: CONTAINER }],
    }),
    Panel.timeSeries({
      title: 'Stores in service',
      unit: 'percentunit',
      queries: [{ expr: pods.availability('statefulset'), legend: '{{statefulset}}' }],
    }),
    Panel.timeSeries({
      title: 'Restarts of stores in an hour',
      queries: [{ expr: pods.restarts('1h'), legend: CONTAINER }],
    }),
  ];
}
