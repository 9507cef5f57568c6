import { describe, expect, test } from '@jest/globals';
import { manifestOf } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import { service } from './manifests';

describe('a manifest', () => {
  test.each([
    ['a text'],
    [null],
    [[]],
    [{ kind: 'Pod' }],
    [{ apiVersion: 'v1' }],
    [{ apiVersion: 1, kind: 'Pod' }],
    [{ apiVersion: 'v1', kind: {} }],
  ])('is not %j', (object) => {
    expect(manifestOf(object, 'shop')).toBeUndefined();
  });

  test('has what its metadata says', () => {
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'bank', labels: { a: '1', b: 2 }, annotations: { c: '3' } },
      spec: { replicas: 1 },
    };
    expect(manifestOf(object, 'shop')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      type: 'apps/Deployment',
      namespace: 'bank',
      name: 'web',
      labels: { a: '1' },
      annotations: { c: '3' },
      spec: { replicas: 1 },
      object,
    });
  });

  test.each([
    [{}, '/Pod', 'shop', ''],
    [{ namespace: '', name: 'a', generateName: 'b-' }, '/Pod', 'shop', 'a'],
    [{ generateName: 'b-' }, '/Pod', 'shop', 'b-'],
    [{ name: 'a', namespace: 'bank' }, '/Namespace', '', 'a'],
    [{ name: 'a', namespace: 'bank' }, 'rbac.authorization.k8s.io/ClusterRole', '', 'a'],
    [{ name: 'a', namespace: 'bank' }, 'rbac.authorization.k8s.io/Role', 'bank', 'a'],
    [{ name: 'a', namespace: 'bank' }, 'gateway.networking.k8s.io/GatewayClass', '', 'a'],
  ])('with %j of type %s lives in "%s" as "%s"', (metadata, type, namespace, name) => {
    const [group = '', kind = ''] = type.split('/');
    const found = manifestOf({ apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata }, 'shop');
    expect(found).toMatchObject({ type, namespace, name });
    expect(found).not.toHaveProperty('source');
  });
});

test.each([
  'Namespace Node PersistentVolume',
  'admissionregistration.k8s.io MutatingWebhookConfiguration ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io CustomResourceDefinition',
  'apiregistration.k8s.io APIService',
  'cert-manager.io ClusterIssuer',
  'certificates.k8s.io CertificateSigningRequest',
  'external-secrets.io ClusterExternalSecret ClusterSecretStore',
  'gateway.networking.k8s.io GatewayClass',
  'keda.sh ClusterTriggerAuthentication',
  'networking.k8s.io IngressClass',
  'rbac.authorization.k8s.io ClusterRole ClusterRoleBinding',
  'scheduling.k8s.io PriorityClass',
  'storage.k8s.io CSIDriver StorageClass',
])('in no namespace live objects of %s', (words) => {
  const [first = '', ...more] = words.split(' ');
  const [apiVersion, kinds] = first.includes('.') ? [`${first}/v1`, more] : ['v1', [first, ...more]];
  for (const kind of kinds) expect(manifestOf({ apiVersion, kind }, 'shop')?.namespace).toBe('');
  expect(manifestOf({ apiVersion, kind: 'Other' }, 'shop')?.namespace).toBe('shop');
});

test('of two objects with one name the later one is found, and both are listed', () => {
  const [first, second, other] = [service('shop/web'), service('shop/web'), service('bank/web')];
  const mesh = new Mesh([first, second, other]);
  expect(mesh.find('/Service', 'shop', 'web')).toBe(second);
  expect(mesh.of('/Service')).toEqual([first, second, other]);
  expect(mesh.of('/Pod')).toEqual([]);
  let made = 0;
  expect([1, 2].map(() => mesh.index('count', () => (made += 1)))).toEqual([1, 1]);
});
