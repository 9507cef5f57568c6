import { describe, expect, test } from '@jest/globals';
import { requiredSecretsOf } from '../../lib/edges/required-secret';
import { ExternalPostgres } from '../../lib/stores/external-postgres';
import { ExternalRedis } from '../../lib/stores/external-redis';
import { ExternalSecretSource } from '../../lib/stores/external-secret-source';
import { PostgresBackup } from '../../lib/stores/postgres-backup';
import { crdMistakes } from '../routing/shop';
import { caller, only, plain, shop } from './synthesis';

const password = { name: 'db', key: 'password' };
const database = { host: 'db.example.com', user: 'orders', database: 'orders', password };

describe('a Postgres outside of the cluster', () => {
  test('is a ServiceEntry and no pod', () => {
    const chart = shop();
    new ExternalPostgres(chart, 'Postgres', { ...database, name: 'db' });
    const manifests = plain(chart);
    expect(manifests).toHaveLength(1);
    expect(manifests.flatMap(crdMistakes)).toEqual([]);
    expect(only(manifests, 'ServiceEntry').spec).toMatchInlineSnapshot(`
     {
       "exportTo": [
         ".",
       ],
       "hosts": [
         "db.example.com",
       ],
       "location": "MESH_EXTERNAL",
       "ports": [
         {
           "name": "tcp-postgres",
           "number": 5432,
           "protocol": "TCP",
         },
       ],
       "resolution": "DNS",
     }
    `);
    expect(requiredSecretsOf(chart)).toMatchObject([{ name: 'db', namespace: 'shop', keys: ['password'] }]);
  });

  test('is reached at its port, by TLS', () => {
    const chart = shop();
    const backend = caller(chart);
    backend.calls(new ExternalPostgres(chart, 'Postgres', { ...database, port: 6432 }));
    const manifests = plain(chart);
    expect(only(manifests, 'NetworkPolicy').spec.egress.at(-1)).toEqual({
      ports: [{ port: 6432, protocol: 'TCP' }],
    });
    expect(only(manifests, 'Sidecar').spec.egress[0].hosts).toEqual(['istio-system/*', '*/db.example.com']);
    expect(backend.calleesEnvironment).toEqual(
      expect.arrayContaining([
        { name: 'POSTGRES_HOST', value: 'db.example.com' },
        { name: 'POSTGRES_PORT', value: '6432' },
        { name: 'PGSSLMODE', value: 'require' },
      ]),
    );
  });

  test('callers may be kept to its addresses', () => {
    const chart = shop();
    const backend = caller(chart);
    const egressPeers = [{ ipBlock: { cidr: '192.0.2.0/24' } }];
    backend.calls(new ExternalPostgres(chart, 'Postgres', { ...database, egressPeers }));
    expect(only(plain(chart), 'NetworkPolicy').spec.egress.at(-1)?.to).toEqual(egressPeers);
  });

  test('is backed up as an embedded one is', () => {
    const chart = shop();
    const postgres = new ExternalPostgres(chart, 'Postgres', {
      ...database,
      sslMode: 'verify-full',
      clientImage: { tag: '18.1-alpine' },
    });
    new PostgresBackup(chart, 'Backup', { name: 'db-backup', postgres });
    const { spec } = only(plain(chart), 'CronJob', 'db-backup').spec.jobTemplate.spec.template;
    expect(spec.containers[0].image).toBe('docker.io/library/postgres:18.1-alpine');
    expect(spec.containers[0].env).toEqual(
      expect.arrayContaining([
        { name: 'PGHOST', value: 'db.example.com' },
        { name: 'PGSSLMODE', value: 'verify-full' },
      ]),
    );
  });

  test('has a DNS name', () => {
    expect(() => new ExternalPostgres(shop(), 'Postgres', { ...database, host: 'tcp://db' })).toThrow(
      "'host' is 'tcp://db', expected a DNS name",
    );
  });
});

describe('a Redis outside of the cluster', () => {
  test('tells callers where it is', () => {
    const chart = shop();
    const backend = caller(chart);
    backend.calls(new ExternalRedis(chart, 'Redis', { host: 'queue.example.com', password }));
    expect(backend.calleesEnvironment).toEqual([
      { name: 'REDIS_HOST', value: 'queue.example.com' },
      { name: 'REDIS_PORT', value: '6379' },
      { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
    ]);
    expect(only(plain(chart), 'ServiceEntry').spec.ports).toEqual([
      { name: 'tcp-redis', number: 6379, protocol: 'TCP' },
    ]);
  });

  test('needs the password that it asks for', () => {
    expect(() => new ExternalRedis(shop(), 'Redis', { host: 'queue.example.com', auth: true })).toThrow(
      "name its Secret in 'password'",
    );
  });
});

describe('a Secret that External Secrets fills', () => {
  const source = () => {
    const chart = shop();
    const secret = new ExternalSecretSource(chart, 'Secret', {
      name: 'db',
      store: 'vault',
      storeKind: 'ClusterSecretStore',
      keys: [{ key: 'password', remoteKey: 'shop/db', property: 'password' }],
    });
    return { chart, secret };
  };

  test('holds no value itself', () => {
    const manifest = only(plain(source().chart), 'ExternalSecret');
    expect(crdMistakes(manifest)).toEqual([]);
    expect(manifest).toMatchInlineSnapshot(`
     {
       "apiVersion": "external-secrets.io/v1",
       "kind": "ExternalSecret",
       "metadata": {
         "name": "db",
         "namespace": "shop",
       },
       "spec": {
         "data": [
           {
             "remoteRef": {
               "key": "shop/db",
               "property": "password",
             },
             "secretKey": "password",
           },
         ],
         "refreshInterval": "1h",
         "secretStoreRef": {
           "kind": "ClusterSecretStore",
           "name": "vault",
         },
         "target": {
           "creationPolicy": "Owner",
           "deletionPolicy": "Retain",
           "name": "db",
         },
       },
     }
    `);
  });

  test('is not required of whoever installs', () => {
    const { chart, secret } = source();
    new ExternalPostgres(chart, 'Postgres', { ...database, password: secret.reference('password') });
    expect(requiredSecretsOf(chart)).toEqual([]);
  });

  test('has the keys that it was given', () => {
    expect(() => source().secret.reference('pasword')).toThrow(
      "the Secret has no key 'pasword'; it has password (at test/Secret)",
    );
  });
});
