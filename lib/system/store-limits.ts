import type { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { MeshObjectProps } from '../edges/mesh-object';
import { ConnectionPool } from '../routing/connection-pool';
import { DestinationRule } from '../routing/destination-rule';
import { OutlierDetection } from '../routing/outlier-detection';

/**
 * Bounds what one proxy opens to a store. Its only pod is never ejected: that would turn a few failures into an outage
 * for everybody.
 */
export function limitConnections(store: Construct & ICallable, props: MeshObjectProps): void {
  new DestinationRule(store, 'destination-rule', {
    ...props,
    service: store,
    connectionPool: ConnectionPool.of({ maxConnections: 100 }),
    outlierDetection: OutlierDetection.off(),
  });
}
