import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, type GroupVersionKind, type IResolver } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { VirtualService } from '@cdk8s/istio-imports';
import { crdKinds } from '../../lib/schema/crd-kind';

type Module = Record<string, { readonly GVK: GroupVersionKind }>;

const root = join(__dirname, '../..');
const manifest = readFileSync(join(root, 'imports/package.json'), 'utf8');
const subPaths = Object.keys((JSON.parse(manifest) as { exports: Record<string, unknown> }).exports).filter(
  (subPath) => subPath !== './package.json',
);
const modules = subPaths.map((subPath) => `@cdk8s/istio-imports${subPath.slice(1)}`);

test('exports every generated module', () => {
  const generated = readdirSync(join(root, 'imports')).filter((file) => file.endsWith('.d.ts'));
  expect(subPaths.map((subPath) => `${subPath === '.' ? 'index' : subPath.slice(2)}.d.ts`).sort()).toEqual(
    generated.sort(),
  );
});

test('holds one class per kind, with its current version', () => {
  const found = modules.flatMap((name) =>
    Object.values(jest.requireActual<Module>(name)).map(({ GVK }) => `${GVK.apiVersion} ${GVK.kind}`),
  );
  const expected = crdKinds.map(({ group, versions, kind }) => `${group}/${versions[0] ?? ''} ${kind}`);
  expect(found).toHaveLength(43);
  expect(found.sort()).toEqual(expected.sort());
});

test('loads by native import with named exports', () => {
  const program = `
    import { DestinationRule } from '@cdk8s/istio-imports';
    import { HttpRoute } from '@cdk8s/istio-imports/gateway-api';
    console.log(JSON.stringify([DestinationRule.GVK.kind, HttpRoute.GVK.kind]));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  expect(JSON.parse(output.toString())).toEqual(['DestinationRule', 'HTTPRoute']);
});

describe('VirtualService', () => {
  test('hands its props to ApiObject as they are', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'shop' });
    const spec = { hosts: ['orders'], http: [{ name: 'all', unknownField: { a: [1, { b: '' }] } }] };
    const object = new VirtualService(chart, 'route', { metadata: { labels: { app: 'orders' } }, spec });
    expect(object.toJson()).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: object.name, namespace: 'shop', labels: { app: 'orders' } },
      spec,
    });
  });

  test('lets a resolver of the app replace a whole map or list', () => {
    class Deferred {
      public constructor(public readonly value: unknown) {}
    }
    const resolver: IResolver = {
      resolve: (context) => {
        if (context.value instanceof Deferred) context.replaceValue(context.value.value);
      },
    };
    const chart = new Chart(new App({ resolvers: [resolver] }), 'test');
    const http = new Deferred([{ route: [{ destination: { host: 'orders' } }] }]) as unknown as [];
    const object = new VirtualService(chart, 'route', { spec: { http } });
    expect(object.toJson()).toHaveProperty('spec.http', [{ route: [{ destination: { host: 'orders' } }] }]);
  });

  test('gives a manifest without a construct', () => {
    const spec = { hosts: ['orders'] };
    const manifest = VirtualService.manifest({ spec });
    expect(manifest).toEqual({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', spec });
    expect(manifest.spec).toBe(spec);
  });
});

describe('types', () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'imports-'));
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  });

  afterAll(() => {
    rmSync(project, { recursive: true });
  });

  const route = (destination: string) => `
    export const route: VirtualServiceProps = {
      metadata: { name: 'orders', annotations: { a: 'b' } },
      spec: {
        hosts: ['orders'],
        http: [
          {
            match: [{ uri: { prefix: '/v1' }, headers: { 'x-user': { exact: 'a' } }, port: 80 }],
            retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure' },
            route: [{ ${destination}: { host: 'orders', port: { number: 5001 }, subset: 'v1' }, weight: 90 }],
          },
        ],
      },
    };`;

  test('accept deep literals and refuse a misspelt field, without skipLibCheck', () => {
    const files = {
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          target: 'ES2023',
          module: 'node20',
          strict: true,
          noEmit: true,
          skipLibCheck: false,
          exactOptionalPropertyTypes: true,
          types: [],
        },
        include: ['*.ts'],
      }),
      'all.ts': modules.map((name, i) => `export * as m${i} from '${name}';\n`).join(''),
      'good.ts': `
        import { VirtualServiceProps, VirtualServiceSpecHttpRouteDestination } from '@cdk8s/istio-imports';
        import { HttpRouteProps, HttpRouteSpecRulesBackendRefs } from '@cdk8s/istio-imports/gateway-api';
        import { ServiceMonitorProps } from '@cdk8s/istio-imports/prometheus-operator';
        ${route('destination')}
        export const destination: VirtualServiceSpecHttpRouteDestination = { host: 'orders' };
        const backend: HttpRouteSpecRulesBackendRefs = { name: 'orders', port: 5001, weight: 10 };
        export const http: HttpRouteProps = {
          spec: {
            parentRefs: [{ name: 'gateway', sectionName: 'http' }],
            rules: [{
              matches: [{ path: { type: 'PathPrefix', value: '/v1' }, method: 'GET' }],
              filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: 'b' }] } }],
              backendRefs: [backend],
              timeouts: { request: '15s' },
            }],
          },
        };
        export const monitors: ServiceMonitorProps[] = ['metrics', 9090].map((targetPort) => ({
          spec: { selector: { matchLabels: { app: 'orders' } }, endpoints: [{ targetPort }] },
        }));`,
      'misspelt.ts': `import { VirtualServiceProps } from '@cdk8s/istio-imports';${route('destinatoin')}`,
      'wrong-enum.ts': `
        import { PeerAuthentication } from '@cdk8s/istio-imports';
        PeerAuthentication.manifest({ spec: { mtls: { mode: 'STRICTEST' } } });`,
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(project, name), content);

    let output = '';
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
        cwd: project,
      });
    } catch (error) {
      output = String((error as { stdout: Buffer }).stdout);
    }
    expect(output.match(/^\S.*?error.*?:.*$/gm)).toEqual([
      expect.stringMatching(/^misspelt\.ts\(10,.*TS2561: .*Did you mean to write 'destination'/),
      expect.stringMatching(/^wrong-enum\.ts\(3,.*TS2820: Type '"STRICTEST"' is not assignable/),
    ]);
  });
});
