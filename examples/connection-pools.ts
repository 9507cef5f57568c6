// Limits of what one proxy keeps open to the customers, for all versions together and more tightly for the first one.
import { Chart } from 'cdk8s';
import { ConnectionPool } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class ConnectionPools extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new CustomerSystem(
      this,
      {
        connectionPool: ConnectionPool.of({
          http2MaxRequests: 200,
          http1MaxPendingRequests: 10,
          maxRetries: 3,
        }),
      },
      { connectionPool: ConnectionPool.of({ http2MaxRequests: 50 }) },
    );
  }
}
