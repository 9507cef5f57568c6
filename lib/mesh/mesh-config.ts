import type { Manifest } from './manifest';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';
import { readYaml } from '../vocabulary/read-yaml';

/**
 * The settings of a whole mesh, with Istio's defaults for what is not said.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export class MeshConfig {
  /**
   * The settings that an installation's `istio` ConfigMap or IstioOperator gives, or the defaults.
   */
  static among(configMaps: readonly Manifest[], operators: readonly Manifest[]): MeshConfig {
    const configMap = configMaps.find(({ name, namespace, labels }) => {
      const revision = labels['istio.io/rev'];
      return namespace === 'istio-system' && (name === 'istio' || name === `istio-${revision}`);
    });
    if (configMap) {
      return new MeshConfig(settingsOf(objectOf(configMap.object['data'])['mesh']), configMap);
    }
    const operator = operators.find(({ spec }) => spec['meshConfig'] !== undefined);
    return operator
      ? new MeshConfig(objectOf(operator.spec['meshConfig']), operator)
      : new MeshConfig({}, undefined);
  }

  constructor(
    /** As they were written. */
    readonly settings: JsonObject,
    /** The object that gives them; undefined when nothing in the set does. */
    readonly manifest: Manifest | undefined,
  ) {}

  /** The namespace whose policies hold for the whole mesh. @default 'istio-system' */
  get rootNamespace(): string {
    return textOf(this.settings['rootNamespace']) || 'istio-system';
  }

  /** The trust domain of the mesh's identities. @default 'cluster.local' */
  get trustDomain(): string {
    return textOf(this.settings['trustDomain']) || 'cluster.local';
  }

  /** Other trust domains that are taken for the mesh's own. */
  get trustDomainAliases(): readonly string[] {
    return textsOf(this.settings['trustDomainAliases']);
  }

  /** Whether clients speak mutual TLS to servers with a proxy unless told otherwise. @default true */
  get autoMtls(): boolean {
    return this.settings['enableAutoMtls'] !== false;
  }

  /** Whether calls to hosts that the mesh does not know are let through; else they are refused. @default true */
  get allowsUnknownHosts(): boolean {
    return objectOf(this.settings['outboundTrafficPolicy'])['mode'] !== 'REGISTRY_ONLY';
  }

  /** The namespaces that see a Service without `exportTo`; a VirtualService, a DestinationRule. */
  defaultExportTo(of: 'Service' | 'VirtualService' | 'DestinationRule'): readonly string[] {
    return textsOf(this.settings[`default${of}ExportTo`]);
  }

  /** The labels of the gateway that serves Ingress objects, and what is bound to no other. */
  get ingressSelector(): Readonly<Record<string, string>> {
    return { istio: textOf(this.settings['ingressSelector']) || 'ingressgateway' };
  }

  /** The names of the providers that Telemetry and CUSTOM policies may name. */
  get extensionProviders(): readonly JsonObject[] {
    const providers = this.settings['extensionProviders'];
    return Array.isArray(providers) ? providers.map(objectOf) : [];
  }

  /** Annotations and labels that proxies get by default. */
  get defaultConfig(): JsonObject {
    return objectOf(this.settings['defaultConfig']);
  }

  /** How many proxies stand before gateways and are trusted to say who calls. @default 0 */
  get trustedProxies(): number {
    return numberOf(objectOf(this.defaultConfig['gatewayTopology'])['numTrustedProxies']) ?? 0;
  }

  /** The environment of every proxy. */
  get proxyMetadata(): Readonly<Record<string, string>> {
    return textFieldsOf(this.defaultConfig['proxyMetadata']);
  }
}

/** A ConfigMap holds the settings as a text; one that cannot be read says nothing. */
function settingsOf(text: unknown): JsonObject {
  if (typeof text !== 'string') return {};
  try {
    return objectOf(readYaml(text));
  } catch {
    return {};
  }
}
