// A module of our own, in Rust, adds two headers to each response. Its source, image and the workflow that builds, pushes
// and pins it are in apps/wasm-headers. Instead of a module a script in Lua would do (`envoyfilter-lua`), one in C++, or a
// service that Envoy asks over gRPC.
import { Chart } from 'cdk8s';
import { MeshNamespace, WasmModule, WasmPlugin } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Httpbin } from './apps/httpbin';

/** What the workflow has pushed. */
const DIGEST = 'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';

export default class WasmRustHeaders extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    new Httpbin(this);
    new WasmPlugin(this, 'plugin', {
      name: 'wasm-example-rs',
      selectorLabels: { app: 'httpbin' },
      module: WasmModule.image(`registry.example.com/wasm-headers@${DIGEST}`, {
        imagePullPolicy: 'IfNotPresent',
      }),
      pluginConfig: { header_1: 'my-first-header', header_2: 'my-second-header' },
      match: [{ mode: 'SERVER' }],
    });
  }
}
