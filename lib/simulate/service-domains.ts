import { serviceOf } from '../vocabulary/host-name';
import type { MeshService } from '../mesh/services';
import { textOf, textsOf } from '../vocabulary/json-fields';

/** The names by which a proxy of a namespace finds a service. */
export interface ServiceDomains {
  readonly all: readonly string[];
  /** Those that are short for its host; one of them that is the full name of another service is not its own. */
  readonly short: ReadonlySet<string>;
}

/**
 * Every Host header by which a service is called: its host; for a Kubernetes Service `name.namespace` and
 * `name.namespace.svc`, from its own namespace `name` too; a headless one's pods; its fixed addresses.
 */
export function serviceDomains(service: MeshService, namespace: string): ServiceDomains {
  const short = new Set(shortNames(service.host, namespace));
  const names = [service.host, ...short];
  const { spec, type } = service.manifest;
  const isHeadless = type === '/Service' && spec['clusterIP'] === 'None';
  return {
    all: [...names, ...(isHeadless ? names.map((name) => `*.${name}`) : []), ...addressesOf(service)],
    short,
  };
}

function shortNames(host: string, namespace: string): readonly string[] {
  const service = serviceOf(host);
  if (service === undefined) return [];
  const qualified = `${service.name}.${service.namespace}`;
  return [...(service.namespace === namespace ? [service.name] : []), qualified, `${qualified}.svc`];
}

function addressesOf({ manifest }: MeshService): readonly string[] {
  if (manifest.type !== '/Service') return textsOf(manifest.spec['addresses']);
  const single = textOf(manifest.spec['clusterIP']);
  const several = textsOf(manifest.spec['clusterIPs']);
  return [...new Set([...(single === undefined ? [] : [single]), ...several])].filter(
    (address) => address !== 'None' && address !== '',
  );
}
