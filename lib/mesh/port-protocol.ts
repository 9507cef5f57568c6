/** What Istio takes a port to speak. `unknown`: it looks at the first bytes. */
export type PortProtocol =
  | 'http'
  | 'http2'
  | 'https'
  | 'grpc'
  | 'grpc-web'
  | 'tls'
  | 'tcp'
  | 'mongo'
  | 'mysql'
  | 'redis'
  | 'hbone'
  | 'udp'
  | 'unknown';

const NAMES: ReadonlyMap<string, PortProtocol> = new Map(
  (
    [
      'http',
      'http2',
      'https',
      'grpc',
      'grpc-web',
      'tls',
      'tcp',
      'mongo',
      'mysql',
      'redis',
      'hbone',
      'udp',
    ] as const
  ).map((name) => [name, name]),
);

const APP_PROTOCOLS: ReadonlyMap<string, PortProtocol> = new Map([
  ['kubernetes.io/h2c', 'http2'],
  ['kubernetes.io/ws', 'http'],
  ['kubernetes.io/wss', 'https'],
]);

/** Ports that are TCP whatever their name leaves open, as their servers speak first: SMTP, DNS, MySQL, MongoDB. */
const SERVER_SPEAKS_FIRST: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

/** The protocol that a word names, as in `protocol: HTTP2`, or undefined. */
export function protocolNamed(name: string): PortProtocol | undefined {
  return NAMES.get(name.toLowerCase());
}

/**
 * What Istio takes the port of a Service to speak: its `appProtocol`, else its name up to the first `-`, else the
 * transport.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function servicePortProtocol(port: {
  readonly number: number;
  readonly name?: string | undefined;
  readonly protocol?: string | undefined;
  readonly appProtocol?: string | undefined;
}): PortProtocol {
  if (port.protocol === 'UDP') return 'udp';
  const stated = port.appProtocol?.toLowerCase();
  if (stated !== undefined && stated !== '')
    return APP_PROTOCOLS.get(stated) ?? NAMES.get(stated) ?? 'unknown';
  const name = port.name?.toLowerCase() ?? '';
  if (name === 'grpc-web' || name.startsWith('grpc-web-')) return 'grpc-web';
  const named = NAMES.get(name.split('-', 1)[0] ?? '');
  if (named !== undefined && named !== 'udp') return named;
  return SERVER_SPEAKS_FIRST.has(port.number) ? 'tcp' : 'unknown';
}

/** Whether Istio routes the port's requests by HTTP; `unknown` may turn out to be. */
export function speaksHttp(protocol: PortProtocol): boolean {
  return ['http', 'http2', 'grpc', 'grpc-web'].includes(protocol);
}
