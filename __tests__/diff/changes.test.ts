import { describe, expect, test } from '@jest/globals';
import { bases, changedLines, withField } from './changed-objects';
import type { Json } from '../../lib/vocabulary/json';

const backend = ['spec', 'template', 'spec', 'containers', 0];
const main = ['spec', 'http', 1];

type Row = [
  kind: keyof typeof bases,
  path: readonly (string | number)[],
  value: Json | undefined,
  lines: readonly string[],
];

describe('changes of a field, in the words of its kind', () => {
  test.each<Row>([
    // What pods run
    ['deployment', ['spec', 'replicas'], 2, ['live: replicas 1 -> 2']],
    [
      'deployment',
      [...backend, 'image'],
      'shop/web:2',
      ['restart: image of container backend shop/web:1 -> shop/web:2'],
    ],
    [
      'deployment',
      [...backend, 'env', 0, 'value'],
      'debug',
      ['restart: value of env LOG_LEVEL of container backend info -> debug'],
    ],
    [
      'deployment',
      [...backend, 'env', 2],
      { name: 'NEW', value: 'x y' },
      ['restart: env NEW of container backend added: x y'],
    ],
    [
      'deployment',
      [...backend, 'env', 1],
      undefined,
      ['restart: env DB of container backend removed: db:5432'],
    ],
    [
      'deployment',
      [...backend, 'args'],
      ['serve', '--port=81'],
      ['restart: args of container backend serve, --port=80 -> serve, --port=81'],
    ],
    [
      'deployment',
      [...backend, 'resources', 'requests', 'cpu'],
      '250m',
      ['restart: resources.requests.cpu of container backend 100m -> 250m'],
    ],
    [
      'deployment',
      [...backend, 'resources', 'requests', 'memory'],
      '1Gi',
      ['restart: resources.requests.memory of container backend 128Mi -> 1Gi'],
    ],
    [
      'deployment',
      [...backend, 'resources', 'limits'],
      { memory: '1Gi' },
      ['restart: resources.limits.memory of container backend added: 1Gi'],
    ],
    [
      'deployment',
      [...backend, 'ports', 0, 'containerPort'],
      8080,
      ['restart: containerPort of port http of container backend 80 -> 8080'],
    ],
    [
      'deployment',
      [...backend, 'readinessProbe', 'httpGet', 'path'],
      '/healthz',
      ['restart: readinessProbe.httpGet.path of container backend /ready -> /healthz'],
    ],
    [
      'deployment',
      [...backend, 'readinessProbe', 'periodSeconds'],
      5,
      ['restart: readinessProbe.periodSeconds of container backend 10 -> 5'],
    ],
    [
      'deployment',
      [...backend, 'volumeMounts', 0, 'mountPath'],
      '/var/tmp',
      [
        'restart: mount /tmp of container backend removed: {"name":"tmp"',
        'restart: mount /var/tmp of container backend added: {"name":"tmp"',
      ],
    ],
    [
      'deployment',
      ['spec', 'template', 'spec', 'containers', 1],
      undefined,
      ['restart: container helper removed: {"name":"helper","image":"shop/helper:1"'],
    ],
    [
      'deployment',
      ['spec', 'template', 'spec', 'volumes', 0, 'emptyDir', 'medium'],
      'Memory',
      ['restart: emptyDir.medium of volume tmp added: Memory'],
    ],
    [
      'deployment',
      ['spec', 'template', 'spec', 'serviceAccountName'],
      'web',
      ['restart: pod serviceAccountName default -> web'],
    ],
    [
      'deployment',
      ['spec', 'template', 'metadata', 'annotations', 'note'],
      'b',
      ['restart: pod annotation note a -> b'],
    ],
    [
      'deployment',
      ['spec', 'template', 'metadata', 'labels', 'version'],
      'v1',
      ['restart: pod label version added: v1'],
    ],
    [
      'deployment',
      ['spec', 'strategy'],
      { type: 'Recreate' },
      [
        'live: strategy.type RollingUpdate -> Recreate',
        'live: strategy.rollingUpdate.maxSurge removed: 25%',
        'live: strategy.rollingUpdate.maxUnavailable removed: 25%',
      ],
    ],
    [
      'deployment',
      ['spec', 'selector', 'matchLabels', 'app'],
      'site',
      ['immutable: selector.matchLabels.app web -> site'],
    ],
    ['deployment', ['metadata', 'labels'], { team: 'a' }, ['cosmetic: label team added: a']],
    ['statefulSet', ['spec', 'serviceName'], 'db', ['immutable: serviceName web -> db']],
    [
      'statefulSet',
      ['spec', 'volumeClaimTemplates', 0, 'spec', 'resources', 'requests', 'storage'],
      '2Gi',
      ['immutable: spec.resources.requests.storage of claim data 1Gi -> 2Gi'],
    ],
    ['statefulSet', ['spec', 'replicas'], 3, ['live: replicas 1 -> 3']],
    [
      'job',
      ['spec', 'template', 'spec', 'containers', 0, 'image'],
      'once:2',
      ['immutable: image of container once once:1 -> once:2'],
    ],
    [
      'cronJob',
      ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'image'],
      'once:2',
      ['live: image of container once once:1 -> once:2'],
    ],
    ['cronJob', ['spec', 'schedule'], '0 2 * * *', ['live: schedule 0 1 * * * -> 0 2 * * *']],
    // What they keep and read
    [
      'claim',
      ['spec', 'resources', 'requests', 'storage'],
      '20Gi',
      ['live: resources.requests.storage 10Gi -> 20Gi'],
    ],
    [
      'claim',
      ['spec', 'resources', 'requests', 'storage'],
      '5Gi',
      ['immutable: resources.requests.storage 10Gi -> 5Gi'],
    ],
    ['claim', ['spec', 'storageClassName'], 'fast', ['immutable: storageClassName added: fast']],
    ['configMap', ['data', 'mode'], 'slow', ['live: data mode fast -> slow']],
    [
      'configMap',
      ['data', 'app.conf'],
      'a = 1\nb = 5\nc = 3\n',
      ['live: data app.conf line 2: b = 2 -> b = 5'],
    ],
    [
      'configMap',
      ['data', 'app.conf'],
      'a = 1\nx\ny\nc = 3\n',
      ['live: data app.conf from line 2: 1 lines -> 2 lines'],
    ],
    ['secret', ['data', 'password'], 'c2VzYW1l', ['live: data password changed (the value is not shown)']],
    ['secret', ['type'], 'kubernetes.io/tls', ['immutable: type Opaque -> kubernetes.io/tls']],
    // Where requests go
    ['service', ['spec', 'ports', 0, 'targetPort'], 'http', ['routing: targetPort of port http 80 -> http']],
    ['service', ['spec', 'ports', 1], undefined, ['routing: port grpc removed: {"name":"grpc","port":9000']],
    [
      'service',
      ['spec', 'type'],
      'LoadBalancer',
      [
        'routing: type ClusterIP -> LoadBalancer',
        'routing: externalTrafficPolicy added: Cluster',
        'routing: allocateLoadBalancerNodePorts added: true',
      ],
    ],
    ['service', ['spec', 'selector', 'app'], 'site', ['routing: selector.app web -> site']],
    ['service', ['spec', 'clusterIP'], '10.0.0.2', ['immutable: clusterIP 10.0.0.1 -> 10.0.0.2']],
    ['virtualService', [...main, 'route', 1, 'weight'], 20, ['routing: weight of v2 of route main 10 -> 20']],
    ['virtualService', [...main, 'timeout'], '15s', ['routing: timeout of route main 10s -> 15s']],
    [
      'virtualService',
      [...main, 'retries', 'attempts'],
      0,
      ['routing: retries.attempts of route main 3 -> 0'],
    ],
    [
      'virtualService',
      [...main, 'route', 2],
      { destination: { host: 'old' } },
      ['routing: old of route main added: {"destination":{"host":"old"}}'],
    ],
    ['virtualService', ['spec', 'http', 0], undefined, ['routing: route beta removed: {"name":"beta"']],
    [
      'virtualService',
      ['spec', 'http', 0, 'match', 0, 'headers', 'x-beta', 'exact'],
      '2',
      ['routing: headers.x-beta.exact of match of route beta 1 -> 2'],
    ],
    [
      'virtualService',
      ['spec', 'http', 0, 'name'],
      'preview',
      ['routing: name of route beta beta -> preview'],
    ],
    ['virtualService', ['spec', 'hosts', 2], 'm.shop.example', ['routing: host m.shop.example added']],
    ['virtualService', ['spec', 'hosts', 1], undefined, ['routing: host www.shop.example removed']],
    [
      'destinationRule',
      ['spec', 'trafficPolicy', 'outlierDetection', 'consecutive5xxErrors'],
      7,
      ['routing: trafficPolicy.outlierDetection.consecutive5xxErrors 5 -> 7'],
    ],
    [
      'destinationRule',
      ['spec', 'subsets', 1, 'labels', 'version'],
      'v3',
      ['routing: labels.version of subset v2 v2 -> v3'],
    ],
    [
      'httpRoute',
      ['spec', 'rules', 0, 'backendRefs', 1, 'weight'],
      20,
      ['routing: weight of web-canary of rule PathPrefix /api 10 -> 20'],
    ],
    [
      'httpRoute',
      ['spec', 'rules', 1, 'backendRefs', 0, 'port'],
      81,
      ['routing: port of site of rule PathPrefix / 80 -> 81'],
    ],
    [
      'gateway',
      ['spec', 'servers', 0, 'hosts'],
      ['*.shop.example'],
      ['routing: host of server http shop.example -> *.shop.example'],
    ],
    // Who may do what
    ['authorizationPolicy', ['spec', 'action'], 'DENY', ['policy: action ALLOW -> DENY']],
    [
      'authorizationPolicy',
      ['spec', 'rules', 0, 'from', 0, 'source', 'principals', 1],
      'cluster.local/ns/shop/sa/b',
      ['policy: principal cluster.local/ns/shop/sa/b of source added'],
    ],
    [
      'peerAuthentication',
      ['spec', 'mtls', 'mode'],
      'PERMISSIVE',
      ['policy: mtls.mode STRICT -> PERMISSIVE'],
    ],
    ['networkPolicy', ['spec', 'ingress', 0, 'ports', 0, 'port'], 81, ['policy: port of port 80 80 -> 81']],
    ['roleBinding', ['roleRef', 'name'], 'writer', ['immutable: roleRef.name reader -> writer']],
    [
      'roleBinding',
      ['subjects', 0, 'name'],
      'api',
      ['policy: subject web removed: {"kind"', 'policy: subject api added: {"kind"'],
    ],
    [
      'namespace',
      ['metadata', 'labels'],
      { 'istio-injection': 'enabled' },
      ['policy: label istio-injection added: enabled'],
    ],
    ['autoscaler', ['spec', 'maxReplicas'], 9, ['live: maxReplicas 5 -> 9']],
    // The spelling
    [
      'virtualService',
      ['apiVersion'],
      'networking.istio.io/v1beta1',
      ['cosmetic: apiVersion networking.istio.io/v1 -> networking.istio.io/v1beta1'],
    ],
    [
      'virtualService',
      ['metadata', 'annotations'],
      { note: 'it "is"' },
      ['routing: annotation note added: "it \\"is\\""'],
    ],
  ])('%s %j = %j', (kind, path, value, lines) => {
    const found = changedLines(bases[kind], withField(bases[kind], path, value));
    // A whole item is told by its beginning.
    expect(
      found.map((line, index) =>
        (lines[index] ?? '').includes('{') ? line.slice(0, lines[index]?.length) : line,
      ),
    ).toEqual(lines);
  });
});
