import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CertificateAuthority } from '../../lib/installation/certificate-authority';
import { GatewayInstallation } from '../../lib/installation/gateway-installation';
import { IstioInstallation } from '../../lib/installation/istio-installation';
import { profileComponents, type IstioProfile } from '../../lib/installation/istio-profile';
import { fieldAt, parsedFiles, textOfFile } from './parsed-files';

describe('an installation', () => {
  test('of one small control plane, as values of the chart istiod', () => {
    const istio = new IstioInstallation({ profile: 'minimal', replicas: { minimum: 1 } });
    expect(textOfFile(istio.files('dev'), 'dev/istiod.yaml')).toMatchInlineSnapshot(`
     "# Values of release istiod in istio-system: chart istiod 1.30.3 of Istio.
     pilot:
       autoscaleEnabled: false
       replicaCount: 1
       resources:
         requests:
           cpu: 500m
           memory: 2Gi
       affinity:
         podAntiAffinity:
           preferredDuringSchedulingIgnoredDuringExecution:
             - weight: 100
               podAffinityTerm:
                 labelSelector:
                   matchLabels:
                     app: istiod
                 topologyKey: kubernetes.io/hostname
     meshConfig:
       trustDomain: cluster.local
       accessLogFile: /dev/stdout
       accessLogEncoding: JSON
       enablePrometheusMerge: true
       outboundTrafficPolicy:
         mode: ALLOW_ANY
     global:
       istioNamespace: istio-system
       proxy:
         resources:
           requests:
             cpu: 10m
             memory: 40Mi
           limits:
             cpu: '2'
             memory: 1Gi
     "
    `);
  });

  test('says the commands that install it, in their order', () => {
    const istio = new IstioInstallation({
      revision: '1-30-3',
      tags: ['prod-stable'],
      certificates: CertificateAuthority.pluggedIn(),
      mesh: { tracing: { service: 'jaeger-collector.monitoring.svc.cluster.local', samplingPercent: 1 } },
    });
    expect(textOfFile(istio.files('prod'), 'prod/INSTALL.md')).toMatchInlineSnapshot(`
     "# Istio 1.30.3, profile default

     ## Before

     \`\`\`
     kubectl create namespace istio-system
     kubectl create secret generic cacerts --namespace istio-system --from-file=ca-cert.pem --from-file=ca-key.pem --from-file=root-cert.pem --from-file=cert-chain.pem
     \`\`\`

     ## With Helm

     \`\`\`
     helm repo add istio https://istio-release.storage.googleapis.com/charts
     helm upgrade --install istio-base istio/base --version 1.30.3 --namespace istio-system --values base.yaml --wait
     helm upgrade --install istiod-1-30-3 istio/istiod --version 1.30.3 --namespace istio-system --values istiod-1-30-3.yaml --wait
     helm template istiod istio/istiod --version 1.30.3 --namespace istio-system --values revision-tags.yaml --show-only templates/revision-tags-mwc.yaml --show-only templates/revision-tags-svc.yaml | kubectl apply --filename -
     helm upgrade --install istio-ingressgateway istio/gateway --version 1.30.3 --namespace istio-system --values istio-ingressgateway.yaml --wait
     \`\`\`

     ## Or with istioctl

     \`\`\`
     istioctl install --filename istio-operator.yaml
     \`\`\`

     ## After

     \`\`\`
     kubectl apply --filename telemetry.yaml
     kubectl label namespace NAMESPACE istio.io/rev=prod-stable
     \`\`\`
     "
    `);
  });

  test.each([
    ['without revision', new IstioInstallation(), undefined, { 'istio-injection': 'enabled' }],
    ['of a revision', new IstioInstallation({ revision: 'a' }), undefined, { 'istio.io/rev': 'a' }],
    [
      'of a tag',
      new IstioInstallation({ revision: 'a', tags: ['default', 'stable'] }),
      undefined,
      { 'istio.io/rev': 'stable' },
    ],
    [
      'of the default tag alone',
      new IstioInstallation({ revision: 'a', tags: ['default'] }),
      undefined,
      { 'istio-injection': 'enabled' },
    ],
    [
      'of the default tag',
      new IstioInstallation({ revision: 'a', tags: ['default', 'stable'] }),
      'default',
      { 'istio-injection': 'enabled' },
    ],
    [
      'in ambient mode',
      new IstioInstallation({ profile: 'ambient' }),
      undefined,
      { 'istio.io/dataplane-mode': 'ambient' },
    ],
  ])('%s has one label for namespaces', (_shows, istio, tag, labels) => {
    expect(istio.namespaceLabels(tag)).toEqual(labels);
  });

  test('leaves a gateway out of the operator file whose service account istioctl cannot give', () => {
    const istio = new IstioInstallation({
      gateways: [new GatewayInstallation({ name: 'istio-ingress', serviceAccount: 'istio-ingress' })],
    });
    const files = istio.files('it');
    const operator = parsedFiles(files)['it/istio-operator.yaml'];
    expect(fieldAt(operator, 'spec.components.ingressGateways')).toEqual([
      { name: 'istio-ingressgateway', enabled: false },
    ]);
    expect(textOfFile(files, 'it/istio-operator.yaml')).toContain(
      '# Not istio-ingress: istioctl gives another',
    );
    expect(textOfFile(files, 'it/INSTALL.md')).toMatch(
      /istioctl install .*\nhelm upgrade --install istio-ingress istio\/gateway/,
    );
  });

  test('gives both forms the same numbers, whatever they are', () => {
    const count = fc.integer({ min: 1, max: 20 });
    const replicas = fc
      .record({ minimum: count, more: fc.nat(10), cpuPercent: fc.integer({ min: 1, max: 100 }) })
      .map(({ minimum, more, cpuPercent }) => ({ minimum, maximum: minimum + more, cpuPercent }));
    const profile = fc.constantFrom(
      ...(Object.keys(profileComponents) as IstioProfile[]).filter((one) => one !== 'remote'),
    );
    fc.assert(
      fc.property(profile, replicas, replicas, (profile, istiod, gateway) => {
        const istio = new IstioInstallation({
          profile,
          replicas: istiod,
          gateways: [new GatewayInstallation({ replicas: gateway })],
        });
        const files = parsedFiles(istio.files('it'));
        const operator = files['it/istio-operator.yaml'];
        const chart = files['it/istiod.yaml'];
        expect(operator === undefined).toBe(chart === undefined);
        if (!operator || !chart) return;
        expect(fieldAt(operator, 'spec.meshConfig')).toEqual(chart['meshConfig']);
        expect(fieldAt(operator, 'spec.values.pilot')).toEqual(chart['pilot']);
        expect(fieldAt(operator, 'spec.values.global')).toEqual(chart['global']);
        const component = fieldAt(operator, 'spec.components.ingressGateways.0');
        const values = files['it/istio-ingressgateway.yaml'];
        expect(fieldAt(component, 'label')).toEqual(values?.['labels']);
        expect(fieldAt(component, 'k8s.service')).toEqual(values?.['service']);
        expect(fieldAt(component, 'k8s.resources')).toEqual(values?.['resources']);
        expect(fieldAt(component, 'k8s.hpaSpec.maxReplicas')).toBe(
          fieldAt(values, 'autoscaling.maxReplicas'),
        );
        expect(fieldAt(component, 'k8s.replicaCount')).toBe(values?.['replicaCount']);
      }),
    );
  });
});
