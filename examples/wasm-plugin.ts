// A WebAssembly module in the proxies of a service: as a WasmPlugin, and as the TrafficExtension that replaces it from
// Istio 1.30 on. A tag can change under running pods: the digest of the module pins it.
import { Chart } from 'cdk8s';
import {
  Extension,
  MeshNamespace,
  TrafficExtension,
  WasmModule,
  WasmPlugin,
  WasmVariable,
  type WasmOptions,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export default class WasmPluginExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const options: Omit<WasmOptions, 'module'> = {
      pluginConfig: { greeting: 'hello', something: 'anything' },
      env: { TRUST_DOMAIN: WasmVariable.of('cluster.local') },
      failStrategy: 'FAIL_OPEN',
    };
    openService(this, 'hello-world');
    new WasmPlugin(this, 'plugin', {
      name: 'hello-world-wasm',
      selectorLabels: { app: 'hello-world' },
      module: WasmModule.image('my-registry/tetrate/hello-world:v1', {
        sha256: SHA256,
        imagePullPolicy: 'IfNotPresent',
        imagePullSecret: 'my-registry',
      }),
      phase: 'AUTHN',
      priority: 10,
      ...options,
    });
    openService(this, 'hello-next');
    new TrafficExtension(this, 'extension', {
      name: 'hello-next-wasm',
      selectorLabels: { app: 'hello-next' },
      run: Extension.wasm({
        module: WasmModule.http('https://my-registry.example.com/hello-world.wasm', { sha256: SHA256 }),
        ...options,
      }),
      phase: 'AUTHN',
      priority: 10,
    });
  }
}
