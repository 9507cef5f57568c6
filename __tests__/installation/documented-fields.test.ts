import { expect, test } from '@jest/globals';
import { CertificateAuthority } from '../../lib/installation/certificate-authority';
import { GatewayInstallation } from '../../lib/installation/gateway-installation';
import { IstioInstallation } from '../../lib/installation/istio-installation';
import type { IstioProfile } from '../../lib/installation/istio-profile';
import { MeshCluster } from '../../lib/installation/mesh-cluster';
import { TelemetryStack } from '../../lib/installation/telemetry-stack';
import { isJsonObject, type Json } from '../../lib/vocabulary/json';
import { documentedFields } from './documented-fields';
import { parsedFiles } from './parsed-files';

const names = { meshId: 'shops', cluster: 'east', network: 'net-east' };
const certificates = CertificateAuthority.external('csr.cert-manager.svc:443', { workloadHours: 12 });
const gateways = [
  new GatewayInstallation({ loadBalancerSourceRanges: ['203.0.113.0/24'] }),
  new GatewayInstallation({ name: 'east-gateway', network: 'net-east', replicas: { minimum: 1 } }),
];
const mesh = { tracing: { service: 'jaeger-collector.istio-system', samplingPercent: 1 } };
const shapes = (['default', 'demo', 'ambient'] as IstioProfile[]).map(
  (profile) =>
    new IstioInstallation({
      profile,
      platform: 'gke',
      revision: 'a',
      tags: ['b'],
      gateways,
      certificates,
      mesh,
      cluster: MeshCluster.primary(names),
    }),
);
const installations = [
  ...shapes,
  new IstioInstallation({ replicas: { minimum: 1 }, cni: true }),
  new IstioInstallation({ profile: 'remote', cluster: MeshCluster.remote(names, 'east.example.com') }),
  new IstioInstallation({
    profile: 'remote',
    cluster: MeshCluster.externalControlPlane(names, 'istiod.example.com'),
  }),
];
const stacks = (['development', 'staging', 'production'] as const).map(
  (grade) =>
    new TelemetryStack({ grade, storageClass: 'fast', ambient: true, dashboardRevisions: { mesh: 3 } }),
);
const written = [...installations, ...stacks].flatMap((one) => Object.entries(parsedFiles(one.files('it'))));

const chartOf = (file: string): string => {
  const name = file.replace(/^it\/|\.yaml$/g, '');
  return name.endsWith('gateway') ? 'gateway' : name.replace(/^istiod-.*/, 'istiod');
};

/** The paths of all fields that hold something. */
function leaves(value: Json | undefined, at: string): readonly string[] {
  if (!isJsonObject(value)) return [at];
  return Object.entries(value).flatMap(([key, field]) => leaves(field, at === '' ? key : `${at}.${key}`));
}

test.each(Object.entries(documentedFields))('values of %s are fields that it documents', (chart, fields) => {
  const values = written.filter(([file]) => chartOf(file) === chart);
  const isDocumented = (leaf: string) =>
    fields.some(
      (field) => leaf === field || (`${leaf}.`.startsWith(field.replace(/\*$/, '')) && field.endsWith('*')),
    );
  const found = new Set(values.flatMap(([, document]) => leaves(document, '')));
  expect(values.length).toBeGreaterThan(0);
  expect([...found].filter((leaf) => !isDocumented(leaf))).toEqual([]);
  const unused = fields.filter(
    (field) => ![...found].some((leaf) => `${leaf}.`.startsWith(field.replace(/\*$/, ''))),
  );
  expect(unused).toEqual([]);
});
