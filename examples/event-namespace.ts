// A namespace whose pods get sidecars, and may do no more than Pod Security's level `restricted` allows. A Helm chart of
// the same tree has no Namespace, since Helm does not own the one that it installs into.
import { Chart } from 'cdk8s';
import { MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend } from './apps/notifications';

export default class EventNamespace extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new MeshNamespace(this, 'namespace', { name: 'event-system' });
    backend(this);
  }
}
