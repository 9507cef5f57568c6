// httpbin, which answers with what it was asked, and a pod from which it is asked.
import { EventBackend, Worker } from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

/** `curl` calls `httpbin`, which listens on port 8000 of its Service and port 8080 of its pods. */
export class Httpbin extends Construct {
  readonly httpbin: EventBackend;
  readonly curl: Worker;

  constructor(scope: Construct) {
    super(scope, 'httpbin-system');
    this.httpbin = new EventBackend(this, 'httpbin', {
      name: 'httpbin',
      image: { repository: 'docker.io/mccutchen/go-httpbin', tag: 'v2.15.0' },
      port: 8080,
      servicePort: 8000,
      healthPath: '/status/200',
      drainSeconds: 0, // the image has no shell
    });
    this.curl = new Worker(this, 'curl', {
      name: 'curl',
      image: { repository: 'docker.io/curlimages/curl', tag: '8.16.0' },
      command: ['/bin/sleep', 'infinity'],
    });
    this.curl.calls(this.httpbin);
  }
}
