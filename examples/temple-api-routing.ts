// Testers are pinned to version 2 by a header, everybody else meets it once in ten times; both with the same timeout
// and retries, which fit.
import { Chart } from 'cdk8s';
import { VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { apiRules, TempleStack } from './apps/temple';

export default class TempleApiRouting extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'temple-stack' });
    const { api, v1, v2 } = new TempleStack(this);
    new VirtualService(this, 'routes', { name: 'temple-api', hosts: [api.host], rules: apiRules(v1, v2) });
  }
}
