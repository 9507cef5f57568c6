import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';
import { Simulator } from '../../lib/simulate/simulator';
import { inOneLine } from './in-one-line';

/** A small mesh: three services in `shop`, one in `bank`, a gateway's pod and a client's. */
export const services = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: bank}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {selector: {app: api}, ports: [{name: http, port: 80}, {name: http-admin, port: 9000}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty, namespace: shop}
spec: {selector: {app: nobody}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: ledger, namespace: bank}
spec: {selector: {app: ledger}, ports: [{name: http, port: 7000}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web, version: v1}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, namespace: shop, labels: {app: web, version: v2}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api-1, namespace: shop, labels: {app: api, version: v1}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ledger-1, namespace: bank, labels: {app: ledger}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: v1
kind: Pod
metadata: {name: gateway-1, namespace: shop, labels: {istio: ingress}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop, labels: {app: client}}
spec: {serviceAccountName: client, containers: [{name: app, image: app}]}
`;

/** A Gateway for every host at port 80. */
export const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec:
  selector: {istio: ingress}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]
`;

/** A VirtualService `web` on the gateway, for one host, with these routes. */
export function routes(http: string, host = 'a.com'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: ['${host}']
  gateways: [gw]
  http:
${http.replace(/^\n/, '').replace(/^/gm, '    ')}`;
}

/** A simulator of documents besides the services. */
export function simulatorOf(...documents: readonly string[]): Simulator {
  return new Simulator(meshOf(...documents));
}

export function meshOf(...documents: readonly string[]): Mesh {
  return new Mesh(yamlManifests([services, ...documents].join('\n---\n'), 'test.yaml', 'shop'));
}

/** Asks for a request in short: `GET a.com/path x-user=bob`, by the gateway unless another place is named. */
export function ask(simulator: Simulator, request: string, from = 'gateway:shop/gw:80'): string {
  const [first = '', ...headers] = request.split(/ (?=[\w-]+=)/);
  const [method = '', url = ''] = first.split(' ');
  return inOneLine(
    simulator.answer({
      from,
      request: `${method} ${url.includes('://') ? url : `http://${url}`}`,
      headers: Object.fromEntries(
        headers.map((header) => header.split(/=(.*)/s).slice(0, 2) as [string, string]),
      ),
    }),
  );
}

/** From the client's pod. */
export const client = 'workload:shop/client';
