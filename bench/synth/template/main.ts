// The Event Notification Service as one would first write it with the default template: cdk8s-plus and ApiObjects.
import { ApiObject, App, Chart, Size, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const istio = 'networking.istio.io/v1';

class Environment extends Chart {
  public constructor(scope: App, id: string, replicas: number) {
    super(scope, id, { namespace: 'event-system' });

    const settings = new kplus.ConfigMap(this, 'settings', { data: { LOG_LEVEL: 'info', ENVIRONMENT: id } });
    const storeHosts = ['postgresql', 'redis-master'].map((name) => this.store(name));
    for (const role of ['backend', 'worker', 'scheduler']) {
      const deployment = new kplus.Deployment(this, role, {
        replicas: role === 'scheduler' ? 1 : replicas,
        serviceAccount: new kplus.ServiceAccount(this, `${role}-account`),
        containers: [
          {
            image: 'event-notification-service:1.0.0',
            args: [role],
            portNumber: 5001,
            envFrom: [kplus.Env.fromConfigMap(settings)],
            envVariables: {
              DATABASE_HOST: kplus.EnvValue.fromValue(storeHosts[0]),
              REDIS_HOST: kplus.EnvValue.fromValue(storeHosts[1]),
            },
            liveness: kplus.Probe.fromHttpGet('/health', { port: 5001 }),
            resources: {
              cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
              memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
            },
          },
        ],
      });
      new kplus.NetworkPolicy(this, `${role}-policy`, { selector: deployment });
      this.mesh(
        'AuthorizationPolicy',
        `${role}-allow`,
        { action: 'ALLOW', rules: [{}] },
        'security.istio.io/v1',
      );
      this.mesh('Sidecar', `${role}-sidecar`, { egress: [{ hosts: ['./*', 'istio-system/*'] }] });
      if (role === 'backend') deployment.exposeViaService({ name: 'backend', ports: [{ port: 5001 }] });
    }
    this.mesh('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } }, 'security.istio.io/v1');
    this.mesh('Gateway', 'gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    });
    this.mesh('VirtualService', 'routes', {
      hosts: ['*'],
      gateways: ['gateway'],
      http: [{ route: [{ destination: { host: 'backend', port: { number: 5001 } } }], timeout: '15s' }],
    });
    for (const host of ['backend', ...storeHosts]) {
      this.mesh('DestinationRule', `${host}-rule`, {
        host,
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } } },
      });
    }
  }

  private store(name: string): string {
    const port = name === 'postgresql' ? 5432 : 6379;
    const service = new kplus.Service(this, `${name}-service`, { metadata: { name }, ports: [{ port }] });
    const set = new kplus.StatefulSet(this, name, {
      service,
      containers: [{ image: `${name}:1`, portNumber: port, securityContext: { user: 1000 } }],
    });
    new kplus.Secret(this, `${name}-credentials`, { metadata: { name: `${name}-credentials` } });
    new kplus.NetworkPolicy(this, `${name}-policy`, { selector: set });
    return name;
  }

  private mesh(kind: string, name: string, spec: object, apiVersion = istio): void {
    new ApiObject(this, name, { apiVersion, kind, metadata: { name }, spec });
  }
}

const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_CHART });
new Environment(app, 'dev', 1);
new Environment(app, 'staging', 2);
new Environment(app, 'prod', 3);
app.synth();
