import { describe, expect, test } from '@jest/globals';
import { CertificateAuthority } from '../../lib/installation/certificate-authority';
import { GatewayInstallation } from '../../lib/installation/gateway-installation';
import { IstioInstallation } from '../../lib/installation/istio-installation';
import { MeshCluster } from '../../lib/installation/mesh-cluster';
import { MultiClusterMesh } from '../../lib/installation/multi-cluster-mesh';
import { RevisionUpgrade } from '../../lib/installation/revision-upgrade';

const names = { meshId: 'shops', cluster: 'east', network: 'net-east' };

describe('what is wrong is refused:', () => {
  test.each<[string, () => unknown, string, string]>([
    [
      'more pods at least than at most',
      () => new IstioInstallation({ replicas: { minimum: 3, maximum: 2 } }),
      'replicas',
      "'replicas' is 3 to 2 pods",
    ],
    ['no pods', () => new IstioInstallation({ replicas: { minimum: 0 } }), 'replicas', 'is 0 to 0 pods'],
    [
      'a revision with dots',
      () => new IstioInstallation({ revision: '1.30.3' }),
      'istio-installation',
      "'1.30.3' is no name of a revision",
    ],
    [
      'a tag of nothing',
      () => new IstioInstallation({ tags: ['prod'] }),
      'istio-installation',
      "there is no 'revision'",
    ],
    [
      'two gateways of one name',
      () => new IstioInstallation({ gateways: [new GatewayInstallation(), new GatewayInstallation()] }),
      'istio-installation',
      "two gateways are called 'istio-ingressgateway'",
    ],
    [
      'a label of an unknown tag',
      () => new IstioInstallation({ revision: 'a', tags: ['b'] }).namespaceLabels('c'),
      'istio-installation',
      "no tag is 'c', there are b",
    ],
    [
      'the profile of a remote cluster without its istiod',
      () => new IstioInstallation({ profile: 'remote' }),
      'istio-installation',
      "no 'cluster' says where istiod is",
    ],
    [
      'a remote cluster with an istiod',
      () => new IstioInstallation({ cluster: MeshCluster.remote(names, 'east.example.com') }),
      'istio-installation',
      "'profile' is default; make it remote",
    ],
    [
      'the port of health checks',
      () => new GatewayInstallation({ ports: [{ name: 'mine', port: 15021 }] }),
      'gateway-installation',
      "port 'mine'",
    ],
    [
      'a text as format of JSON',
      () => new IstioInstallation({ mesh: { accessLogFormat: '%START_TIME%' } }).files('it'),
      'mesh-settings',
      "'accessLogFormat' is no JSON object",
    ],
    [
      'a share of traces above all',
      () =>
        new IstioInstallation({ mesh: { tracing: { service: 'a.b', samplingPercent: 101 } } }).files('it'),
      'mesh-settings',
      "'samplingPercent' is 101",
    ],
    [
      'certificates for longer than istiod signs',
      () => CertificateAuthority.istiod({ workloadHours: 2161 }),
      'certificate-authority',
      'from 1 to 2160',
    ],
    [
      'an authority without port',
      () => CertificateAuthority.external('istio-csr.cert-manager.svc'),
      'certificate-authority',
      'expected host:port',
    ],
    [
      'a cluster with a blank in its name',
      () => MeshCluster.primary({ ...names, cluster: 'the east' }),
      'mesh-cluster',
      "'cluster' is 'the east'",
    ],
    [
      'a mesh of one cluster',
      () => new MultiClusterMesh({ installation: {}, clusters: [MeshCluster.primary(names)] }),
      'multi-cluster-mesh',
      'there are 1 clusters',
    ],
    [
      'two clusters of one name',
      () =>
        new MultiClusterMesh({
          installation: {},
          clusters: [MeshCluster.primary(names), MeshCluster.primary(names)],
        }),
      'multi-cluster-mesh',
      "two clusters are called 'east'",
    ],
    [
      'clusters of two meshes',
      () =>
        new MultiClusterMesh({
          installation: {},
          clusters: [
            MeshCluster.primary(names),
            MeshCluster.primary({ ...names, cluster: 'west', meshId: 'else' }),
          ],
        }),
      'multi-cluster-mesh',
      "'else', the first one 'shops'",
    ],
    [
      'clusters whose roots differ',
      () =>
        new MultiClusterMesh({
          installation: {},
          clusters: [MeshCluster.primary(names), MeshCluster.primary({ ...names, cluster: 'west' })],
        }),
      'multi-cluster-mesh',
      'a root of its own',
    ],
    [
      'an upgrade to the same release',
      () =>
        new RevisionUpgrade({
          installation: { tags: ['prod-stable'] },
          from: '1.30.3',
          to: '1.30.3',
        }),
      'revision-upgrade',
      'are both 1.30.3',
    ],
    [
      'an upgrade without a tag that moves',
      () => new RevisionUpgrade({ installation: {}, from: '1.29.2', to: '1.30.3' }),
      'revision-upgrade',
      "has no 'tags'",
    ],
  ])('%s', (_shows, make, code, message) => {
    expect(make).toThrow(expect.objectContaining({ name: 'ConfigError', code }));
    expect(make).toThrow(message);
  });
});
