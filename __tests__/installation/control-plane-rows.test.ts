import { describe, expect, test } from '@jest/globals';
import { CertificateAuthority } from '../../lib/installation/certificate-authority';
import { IstioInstallation } from '../../lib/installation/istio-installation';
import { MeshCluster } from '../../lib/installation/mesh-cluster';
import { MultiClusterMesh } from '../../lib/installation/multi-cluster-mesh';
import { RevisionUpgrade } from '../../lib/installation/revision-upgrade';
import { expectFields, fieldAt, parsedFiles, textOfFile } from './parsed-files';

describe('istio-revision-upgrade', () => {
  const upgrade = (tagged: 'from' | 'to') =>
    new RevisionUpgrade({
      installation: { tags: ['prod-stable'], profile: 'minimal' },
      from: '1.29.2',
      to: '1.30.3',
      tagged,
    });

  test('has two control planes and the tag; moving it changes one value', () => {
    const before = parsedFiles(upgrade('from').files('it'));
    const after = parsedFiles(upgrade('to').files('it'));
    expect(Object.keys(before).sort()).toEqual([
      'it/base.yaml',
      'it/istiod-1-29-2.yaml',
      'it/istiod-1-30-3.yaml',
      'it/revision-tags.yaml',
    ]);
    expect(before['it/revision-tags.yaml']).toEqual({ revision: '1-29-2', revisionTags: ['prod-stable'] });
    expect(after['it/revision-tags.yaml']).toEqual({ revision: '1-30-3', revisionTags: ['prod-stable'] });
    for (const file of ['it/istiod-1-29-2.yaml', 'it/istiod-1-30-3.yaml']) {
      expect(after[file]).toEqual(before[file]);
    }
  });

  test('namespaces have one label, which they keep', () => {
    const { from, to } = upgrade('from');
    expect(from.namespaceLabels()).toEqual({ 'istio.io/rev': 'prod-stable' });
    expect(to.namespaceLabels()).toEqual(from.namespaceLabels());
  });

  test('says the steps', () => {
    expect(textOfFile(upgrade('from').files('it'), 'it/UPGRADE.md')).toMatchInlineSnapshot(`
     "# From Istio 1.29.2 to 1.30.3

     \`\`\`
     # 1. Is there anything that the new release takes otherwise?
     istioctl x precheck
     # 2. The new definitions and the new control plane beside the old one.
     helm upgrade --install istio-base istio/base --version 1.30.3 --namespace istio-system --values base.yaml --wait
     helm upgrade --install istiod-1-30-3 istio/istiod --version 1.30.3 --namespace istio-system --values istiod-1-30-3.yaml --wait
     # 3. Move the tags: revision: 1-30-3 in revision-tags.yaml. Back: 1-29-2 there, and the same again.
     helm template istiod istio/istiod --version 1.30.3 --namespace istio-system --values revision-tags.yaml --show-only templates/revision-tags-mwc.yaml --show-only templates/revision-tags-svc.yaml | kubectl apply --filename -
     # 4. Pods get the new proxy when they are made anew. The namespaces have one label, istio.io/rev=prod-stable, and keep it.
     kubectl rollout restart deployment --namespace NAMESPACE
     istioctl proxy-status
     # 5. What is there once in a cluster, and the gateways.
     # 6. When no proxy is left at the old one:
     helm uninstall istiod-1-29-2 --namespace istio-system
     \`\`\`
     "
    `);
  });
});

describe('identity-and-certificates', () => {
  const values = (certificates: CertificateAuthority) =>
    parsedFiles(new IstioInstallation({ certificates }).files('it'))['it/istiod.yaml'];

  test('certificates live as long as is said, at istiod and at the proxies', () => {
    expectFields(values(CertificateAuthority.istiod({ workloadHours: 12 })), {
      'pilot.env': { DEFAULT_WORKLOAD_CERT_TTL: '12h' },
      'meshConfig.defaultConfig.proxyMetadata': { SECRET_TTL: '12h' },
    });
    expectFields(values(CertificateAuthority.istiod()), {
      'pilot.env': undefined,
      'meshConfig.defaultConfig': undefined,
    });
  });

  test('another authority signs instead of istiod', () => {
    const address = 'cert-manager-istio-csr.cert-manager.svc:443';
    expectFields(values(CertificateAuthority.external(address)), {
      'pilot.env': { ENABLE_CA_SERVER: 'false' },
      'global.caAddress': address,
    });
  });

  test('identities begin with the trust domain', () => {
    const istio = new IstioInstallation({ mesh: { trustDomain: 'shops.example' } });
    expect(fieldAt(parsedFiles(istio.files('it'))['it/istiod.yaml'], 'meshConfig.trustDomain')).toBe(
      'shops.example',
    );
  });
});

describe('multicluster-topologies', () => {
  const names = (cluster: string, network: string) => ({ meshId: 'shops', cluster, network });
  const meshOf = (...clusters: readonly MeshCluster[]) =>
    parsedFiles(
      new MultiClusterMesh({
        installation: { certificates: CertificateAuthority.pluggedIn() },
        clusters,
      }).files('it'),
    );

  test('multi-primary on two networks: names, and a gateway between the networks', () => {
    const files = meshOf(
      MeshCluster.primary(names('east', 'net-east')),
      MeshCluster.primary(names('west', 'net-west')),
    );
    for (const cluster of ['east', 'west']) {
      expectFields(files[`it/${cluster}/istiod.yaml`], {
        'global.meshID': 'shops',
        'global.multiCluster.clusterName': cluster,
        'global.network': `net-${cluster}`,
        istiodRemote: undefined,
      });
      expectFields(files[`it/${cluster}/istio-eastwestgateway.yaml`], {
        networkGateway: `net-${cluster}`,
        'service.ports.1.port': 15443,
      });
    }
  });

  test('primary-remote on one network: where the istiod is', () => {
    const files = meshOf(
      MeshCluster.primary(names('east', 'net')),
      MeshCluster.remote(names('west', 'net'), '203.0.113.7'),
    );
    expectFields(files['it/west/istiod.yaml'], {
      profile: 'remote',
      'global.remotePilotAddress': '203.0.113.7',
      'istiodRemote.injectionPath': '/inject/cluster/west/net/net',
    });
    expect(Object.keys(files).filter((file) => file.includes('eastwest'))).toEqual([]);
  });

  test('external control plane: where pods are injected', () => {
    const files = meshOf(
      MeshCluster.externalControlPlane(names('east', 'net'), 'istiod.example.com'),
      MeshCluster.externalControlPlane(names('west', 'net'), 'istiod.example.com'),
    );
    expectFields(files['it/west/istiod.yaml'], {
      'istiodRemote.injectionURL': 'https://istiod.example.com:15017/inject/cluster/west/net/net',
      'global.remotePilotAddress': 'istiod.example.com',
    });
  });
});
