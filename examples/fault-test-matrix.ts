// Eight ways to misbehave, each by its name: a service for each of them, whose callers are the ones to watch.
import { Chart, Duration } from 'cdk8s';
import { EventBackend, FaultAbort, FaultDelay, FaultInjection, Percent, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class FaultTestMatrix extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'chaos' });
    const MATRIX = {
      'half-unavailable': { abort: FaultAbort.httpStatus(503, Percent.of(50)) },
      'beyond-timeouts': { delay: FaultDelay.fixed(Duration.seconds(15), Percent.all()) },
      'some-errors': { abort: FaultAbort.httpStatus(500, Percent.of(10)) },
      'slow-network': { delay: FaultDelay.fixed(Duration.seconds(5), Percent.of(30)) },
      overloaded: {
        abort: FaultAbort.httpStatus(503, Percent.of(15)),
        delay: FaultDelay.fixed(Duration.seconds(3), Percent.of(25)),
      },
      down: { abort: FaultAbort.httpStatus(503, Percent.all()) },
      slow: { delay: FaultDelay.fixed(Duration.seconds(5), Percent.all()) },
      flapping: { abort: FaultAbort.httpStatus(503, Percent.of(30)) },
    };
    const image = { repository: 'registry.example.com/shop/stock', tag: '1.0.0' };
    const tester = new Worker(this, 'tester', { name: 'tester', image });
    for (const [name, faults] of Object.entries(MATRIX)) {
      const service = new EventBackend(this, name, { name, image });
      tester.calls(service);
      new FaultInjection(service, 'faults', { name, service, testEnvironment: true, ...faults });
    }
  }
}
