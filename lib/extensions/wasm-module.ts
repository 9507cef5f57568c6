import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { JsonObject } from '../vocabulary/json';

/** Options of a module that is fetched. */
export interface WasmFetchOptions {
  /** SHA-256 of the module (of an image: of the module in it), 64 hex digits; another one is refused. @default - any */
  readonly sha256?: Deferred<string>;
}

/** Options of a module from a registry. */
export interface WasmImageOptions extends WasmFetchOptions {
  /** When the image is fetched. @default - with a digest, `IfNotPresent`; with the tag `latest`, `Always` */
  readonly imagePullPolicy?: Deferred<'IfNotPresent' | 'Always'>;
  /** Name of a Secret of type `kubernetes.io/dockerconfigjson` in the plugin's namespace. @default - none */
  readonly imagePullSecret?: Deferred<string>;
}

/**
 * Where proxies get a WebAssembly module from.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 * @throws ConfigError `wasm-module` when the place is none, or the digest no SHA-256
 */
export class WasmModule {
  /** An OCI image: `registry.example.com/filters/auth@sha256:…`. Pin the digest: a tag can change under running pods. */
  static image(reference: Deferred<string>, options: WasmImageOptions = {}): WasmModule {
    if (!isDeferral(reference) && (reference === '' || /[\s]|^[a-z]+:\/\//.test(reference))) {
      throw refused(`'reference' is '${reference}', expected registry/repository@digest without a scheme`);
    }
    return new WasmModule(format`oci://${reference}`, options);
  }

  /** An http(s) address. */
  static http(url: Deferred<string>, options: WasmFetchOptions = {}): WasmModule {
    if (!isDeferral(url) && !(URL.canParse(url) && /^https?:/.test(url))) {
      throw refused(`'url' is '${url}', expected an address that begins with https:// or http://`);
    }
    return new WasmModule(url, options);
  }

  /** A file in the proxy's container, which must be mounted there. */
  static file(path: Deferred<string>): WasmModule {
    if (!isDeferral(path) && !path.startsWith('/'))
      throw refused(`'path' is '${path}', expected an absolute one`);
    return new WasmModule(format`file://${path}`, {});
  }

  private constructor(
    private readonly url: Deferred<string>,
    private readonly options: WasmImageOptions,
  ) {
    const { sha256, imagePullSecret } = options;
    if (sha256 !== undefined && !isDeferral(sha256) && !/^[a-f0-9]{64}$/.test(sha256)) {
      throw refused(`'sha256' is '${sha256}', expected 64 hex digits in lower case`);
    }
    if (imagePullSecret === '') throw refused("'imagePullSecret' is empty; name the Secret, or leave it out");
  }

  /** @internal Fields of a plugin. */
  _toIstio(): Readonly<Record<string, Tree | undefined>> {
    return { url: this.url, ...this.options };
  }
}

/**
 * An environment variable that a module sees.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#EnvVar
 */
export class WasmVariable {
  /** This value, of at most 2048 characters. */
  static of(value: Deferred<string>): WasmVariable {
    if (!isDeferral(value) && value.length > 2048) {
      throw refused(`the value of a variable has ${value.length} characters, expected 2048 at most`);
    }
    return new WasmVariable({ value });
  }

  /** What the proxy's container has. */
  static fromProxy(): WasmVariable {
    return new WasmVariable({ valueFrom: 'HOST' });
  }

  private constructor(private readonly fields: Readonly<Record<string, Tree | undefined>>) {}

  /** @internal As a plugin has it. */
  _toIstio(name: string): Tree {
    return { name, ...this.fields };
  }
}

/** A module, and how proxies run it. */
export interface WasmOptions {
  /** What runs, and where proxies fetch it from. */
  readonly module: WasmModule;
  /** Name of the plugin within the module: its root id. @default - none; modules with one plugin need none */
  readonly pluginName?: Deferred<string>;
  /** What the plugin is told. @default - nothing */
  readonly pluginConfig?: DeferredTree<JsonObject>;
  /** Environment variables that the module sees. At most 256. @default - none */
  readonly env?: Readonly<Record<string, WasmVariable>>;
  /**
   * What becomes of requests when the module cannot be fetched or fails: they are answered with 503, pass without it, or
   * the module is loaded anew.
   * @default - FAIL_CLOSE
   */
  readonly failStrategy?: Deferred<'FAIL_CLOSE' | 'FAIL_OPEN' | 'FAIL_RELOAD'>;
  /** Whether it is an HTTP filter or a network filter. @default - HTTP */
  readonly type?: Deferred<'HTTP' | 'NETWORK'>;
  /** Public key of the module's signature, in PEM. Istio does not verify it yet. @default - none */
  readonly verificationKey?: Deferred<string>;
}

/** @internal Fields of a plugin. */
export function wasmFields({
  module,
  env,
  ...options
}: WasmOptions): Readonly<Record<string, Tree | undefined>> {
  const variables = Object.entries(env ?? {});
  const wrong = variables.find(([name]) => name === '' || name.length > 256);
  if (wrong !== undefined || variables.length > 256) {
    throw refused(
      "'env' holds a name that is empty or too long, or more than 256 variables; name them by 1 to 256 characters",
    );
  }
  const { pluginName } = options;
  if (pluginName !== undefined && !isDeferral(pluginName) && !/^.{1,256}$/s.test(pluginName)) {
    throw refused(`'pluginName' has ${pluginName.length} characters, expected 1 to 256`);
  }
  return {
    ...module._toIstio(),
    pluginName,
    pluginConfig: options.pluginConfig,
    vmConfig:
      variables.length === 0 ? undefined : { env: variables.map(([name, value]) => value._toIstio(name)) },
    failStrategy: options.failStrategy,
    type: options.type,
    verificationKey: options.verificationKey,
  };
}

function refused(message: string): ConfigError {
  return new ConfigError('wasm-module', undefined, message);
}
