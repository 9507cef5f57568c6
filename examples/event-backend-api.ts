// The HTTP API alone: one port that container, Service and probes agree on.
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { backend } from './apps/notifications';

export default class EventBackendApi extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    backend(this);
  }
}
