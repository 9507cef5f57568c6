import { ApiObject, JsonPatch } from 'cdk8s';
import { describe, expect, test } from '@jest/globals';
import { requiredSecretsOf } from '../../lib/edges/required-secret';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { caller, namesOf, only, plain, shop } from './synthesis';

const password = { name: 'orders-db', key: 'password' };

const minimal = () => {
  const chart = shop();
  return { chart, postgres: new EmbeddedPostgres(chart, 'Postgres', { name: 'orders-db', password }) };
};

test('a minimal database', () => {
  const manifests = plain(minimal().chart);
  expect(manifests.map(({ kind }) => kind).sort()).toEqual([
    'AuthorizationPolicy',
    'ConfigMap',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
    'ServiceAccount',
    'Sidecar',
    'StatefulSet',
  ]);
  expect(only(manifests, 'Service')).toMatchInlineSnapshot(`
   {
     "apiVersion": "v1",
     "kind": "Service",
     "metadata": {
       "labels": {
         "app.kubernetes.io/name": "orders-db",
       },
       "name": "orders-db",
       "namespace": "shop",
     },
     "spec": {
       "ports": [
         {
           "name": "tcp-postgresql",
           "port": 5432,
           "protocol": "TCP",
           "targetPort": "tcp-postgresql",
         },
       ],
       "selector": {
         "app.kubernetes.io/name": "orders-db",
       },
       "type": "ClusterIP",
     },
   }
  `);
  const { template, ...statefulSet } = only(manifests, 'StatefulSet').spec;
  expect(statefulSet).toMatchInlineSnapshot(`
   {
     "persistentVolumeClaimRetentionPolicy": {
       "whenDeleted": "Retain",
       "whenScaled": "Retain",
     },
     "podManagementPolicy": "OrderedReady",
     "replicas": 1,
     "selector": {
       "matchLabels": {
         "app.kubernetes.io/name": "orders-db",
       },
     },
     "serviceName": "orders-db",
     "updateStrategy": {
       "rollingUpdate": {
         "partition": 0,
       },
       "type": "RollingUpdate",
     },
     "volumeClaimTemplates": [
       {
         "apiVersion": "v1",
         "kind": "PersistentVolumeClaim",
         "metadata": {
           "labels": {
             "app.kubernetes.io/name": "orders-db",
           },
           "name": "data",
         },
         "spec": {
           "accessModes": [
             "ReadWriteOnce",
           ],
           "resources": {
             "requests": {
               "storage": "1Gi",
             },
           },
         },
       },
     ],
   }
  `);
  expect(template.spec.containers[0].env).toMatchInlineSnapshot(`
   [
     {
       "name": "POSTGRES_USER",
       "value": "postgres",
     },
     {
       "name": "POSTGRES_DB",
       "value": "postgres",
     },
     {
       "name": "POSTGRES_PASSWORD",
       "valueFrom": {
         "secretKeyRef": {
           "key": "password",
           "name": "orders-db",
         },
       },
     },
     {
       "name": "POSTGRES_INITDB_ARGS",
       "value": "--data-checksums",
     },
     {
       "name": "PGDATA",
       "value": "/data/postgresql",
     },
     {
       "name": "PGUSER",
       "value": "postgres",
     },
     {
       "name": "PGDATABASE",
       "value": "postgres",
     },
   ]
  `);
});

test('the Service, the budget and the policies select the pods', () => {
  const manifests = plain(minimal().chart);
  const { spec } = only(manifests, 'StatefulSet');
  const selector = { 'app.kubernetes.io/name': 'orders-db' };
  expect(spec.template.metadata.labels).toEqual({ app: 'orders-db', ...selector });
  expect(spec.selector.matchLabels).toEqual(selector);
  expect(only(manifests, 'Service').spec.selector).toEqual(selector);
  expect(only(manifests, 'PodDisruptionBudget').spec.selector.matchLabels).toEqual(selector);
  expect(only(manifests, 'NetworkPolicy').spec.podSelector.matchLabels).toEqual(selector);
  expect(spec.serviceName).toBe('orders-db');
  expect(spec.template.spec.serviceAccountName).toBe(only(manifests, 'ServiceAccount').metadata.name);
});

test('pods are admitted under Pod Security "restricted" with a read-only root', () => {
  const { spec } = only(plain(minimal().chart), 'StatefulSet').spec.template;
  expect(spec).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 70,
      fsGroup: 70,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
  });
  const writable = spec.containers[0].volumeMounts.map(({ mountPath }) => mountPath);
  expect(writable).toEqual(
    expect.arrayContaining(['/tmp', '/data', '/var/run/postgresql', '/dev/shm', '/etc/postgresql']),
  );
});

test('the data directory lies below the mount point, and the configuration includes what initdb wrote', () => {
  const chart = shop();
  new EmbeddedPostgres(chart, 'Postgres', { name: 'db', password, configuration: 'max_connections = 20\n' });
  const manifests = plain(chart);
  const [container] = only(manifests, 'StatefulSet').spec.template.spec.containers;
  expect(container.env).toContainEqual({ name: 'PGDATA', value: '/data/postgresql' });
  expect(container.args).toEqual(['postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf']);
  expect(only(manifests, 'ConfigMap').data).toEqual({
    'postgresql.conf': "include '/data/postgresql/postgresql.conf'\nmax_connections = 20\n",
  });
});

test('a changed configuration restarts the server', () => {
  const checksum = (configuration: string) => {
    const chart = shop();
    new EmbeddedPostgres(chart, 'Postgres', { password, configuration });
    return only(plain(chart), 'StatefulSet').spec.template.metadata.annotations['checksum/configuration'];
  };
  expect(checksum('a = 1')).toMatch(/^[0-9a-f]{64}$/);
  expect(checksum('a = 1')).toBe(checksum('a = 1'));
  expect(checksum('a = 1')).not.toBe(checksum('a = 2'));
});

describe('persistence', () => {
  const statefulSet = (persistence: object) => {
    const chart = shop();
    new EmbeddedPostgres(chart, 'Postgres', { password, persistence });
    return only(plain(chart), 'StatefulSet').spec;
  };

  test('a volume of a class and size, which outlives the StatefulSet', () => {
    const spec = statefulSet({ size: '20Gi', storageClass: 'fast' });
    expect(spec.volumeClaimTemplates[0].spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '20Gi' } },
    });
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
  });

  test("no class asks for the cluster's default, not for none", () => {
    expect(statefulSet({ storageClass: '' }).volumeClaimTemplates[0].spec).not.toHaveProperty(
      'storageClassName',
    );
  });

  test('a volume that goes with the StatefulSet', () => {
    expect(statefulSet({ retain: false }).persistentVolumeClaimRetentionPolicy.whenDeleted).toBe('Delete');
  });

  test('without a volume, the data lies in the pod', () => {
    const spec = statefulSet({ enabled: false });
    expect(spec).not.toHaveProperty('volumeClaimTemplates');
    expect(spec).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
    expect(spec.template.spec.volumes).toContainEqual({ name: 'data', emptyDir: {} });
  });
});

test('an edge lets exactly the caller in, and tells it how to connect', () => {
  const { chart, postgres } = minimal();
  const backend = caller(chart);
  backend.calls(postgres);
  const manifests = plain(chart);
  const [fromCallers, fromMonitoring] = only(manifests, 'NetworkPolicy', 'orders-db').spec.ingress;
  expect(fromCallers).toEqual({
    from: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
        podSelector: { matchLabels: { app: 'backend' } },
      },
    ],
    ports: [{ port: 5432, protocol: 'TCP' }],
  });
  expect(fromMonitoring?.ports).not.toContainEqual({ port: 5432, protocol: 'TCP' });
  expect(only(manifests, 'AuthorizationPolicy', 'orders-db').spec).toMatchObject({
    action: 'ALLOW',
    rules: [
      {
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/backend'] } }],
        to: [{ operation: { ports: ['5432'] } }],
      },
    ],
  });
  expect(only(manifests, 'Sidecar', 'backend').spec.egress[0].hosts).toContain(
    '*/orders-db.shop.svc.cluster.local',
  );
  expect(backend.calleesEnvironment).toEqual([
    { name: 'POSTGRES_HOST', value: 'orders-db.shop.svc.cluster.local' },
    { name: 'POSTGRES_PORT', value: '5432' },
    { name: 'POSTGRES_USER', value: 'postgres' },
    { name: 'POSTGRES_DB', value: 'postgres' },
    { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-db', key: 'password' } } },
  ]);
});

test('nobody is let in without an edge', () => {
  const manifests = plain(minimal().chart);
  expect(only(manifests, 'AuthorizationPolicy').spec).not.toHaveProperty('rules');
  expect(JSON.stringify(only(manifests, 'NetworkPolicy').spec.ingress)).not.toContain('5432');
});

test('its Secret is required, unless something in the installation makes it', () => {
  const { chart } = minimal();
  new EmbeddedPostgres(chart, 'Other', { password: { ...password, required: false } });
  expect(requiredSecretsOf(chart)).toMatchObject([
    { name: 'orders-db', namespace: 'shop', keys: ['password'], condition: true },
  ]);
});

test('resources of the user replace the defaults; an empty struct leaves them', () => {
  const resources = (given: object) => {
    const chart = shop();
    new EmbeddedPostgres(chart, 'Postgres', { password, resources: given });
    return only(plain(chart), 'StatefulSet').spec.template.spec.containers[0].resources;
  };
  expect(resources({ limits: { memory: '4Gi' } })).toEqual({ limits: { memory: '4Gi' } });
  expect(resources({}).requests).toMatchObject({ cpu: '100m', memory: '256Mi' });
});

test('any number of databases fits one chart, without a name or label in common', () => {
  const chart = shop();
  const orders = new EmbeddedPostgres(chart, 'Orders', { password });
  const users = new EmbeddedPostgres(chart, 'Users', { password });
  const manifests = plain(chart);
  const names = namesOf(manifests);
  expect(new Set(names).size).toBe(names.length);
  const selectors = [orders, users].map(
    ({ name }) => only(manifests, 'StatefulSet', name as string).spec.selector.matchLabels,
  );
  expect(selectors[0]).not.toEqual(selectors[1]);
});

test("the cdk8s-plus object's JSON patches and dependencies work", () => {
  const { chart, postgres } = minimal();
  const other = new ApiObject(chart, 'Before', { apiVersion: 'v1', kind: 'ConfigMap' });
  ApiObject.of(postgres.statefulSet).addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 7));
  postgres.statefulSet.node.addDependency(other);
  const manifests = plain(chart);
  expect(only(manifests, 'StatefulSet').spec.minReadySeconds).toBe(7);
  const order = namesOf(manifests);
  expect(order.indexOf('ConfigMap test-before-c89d9d7b')).toBeLessThan(
    order.indexOf('StatefulSet orders-db'),
  );
});

test('without a mesh there are no policies of the mesh, and the pods ask for no sidecar', () => {
  const chart = shop();
  new EmbeddedPostgres(chart, 'Postgres', { password, platform: { mesh: false } });
  const manifests = plain(chart);
  expect(manifests.map(({ kind }) => kind)).not.toContain('AuthorizationPolicy');
  expect(only(manifests, 'StatefulSet').spec.template.metadata.annotations).not.toHaveProperty(
    'sidecar.istio.io/nativeSidecar',
  );
});
