/** A request to simulate, as plain data. */
export interface Call {
  /**
   * Where it enters the mesh: `gateway:NS/NAME:PORT`, `gateway:*:PORT` (every Gateway on that port) or
   * `workload:NS/NAME` (a pod or what carries pods, whose proxy handles it first).
   */
  readonly from: string;
  /** Such as `GET http://backend.shop:8080/api?page=2`. The authority is the Host header to the letter. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The IP address that calls, by which policies may judge (`ipBlocks`, `remoteIpBlocks`, `source.ip`, `remote.ip`): of
   * what connects to the gateway, or of the workload's pod. @default - unknown: it lies in no block that a policy names
   */
  readonly sourceIp?: string;
}

/** A request that cannot be read. */
export class UnreadableCall extends Error {
  override readonly name = 'UnreadableCall';
}

/** Where a request enters the mesh. */
export type Entry =
  | {
      readonly kind: 'gateway';
      /** `namespace/name` or `*`. */ readonly gateway: string;
      readonly port: number;
    }
  | { readonly kind: 'workload'; readonly namespace: string; readonly name: string };

/**
 * @throws UnreadableCall
 */
export function entryOf(from: string): Entry {
  const gateway = /^gateway:(\*|[^/:]+\/[^/:]+):(\d+)$/.exec(from);
  if (gateway) return { kind: 'gateway', gateway: gateway[1] ?? '', port: Number(gateway[2]) };
  const workload = /^workload:([^/:]+)\/([^/:]+)$/.exec(from);
  if (workload) return { kind: 'workload', namespace: workload[1] ?? '', name: workload[2] ?? '' };
  throw new UnreadableCall(
    `'${from}' says not where a request enters; expected gateway:NAMESPACE/NAME:PORT, gateway:*:PORT or workload:NAMESPACE/NAME`,
  );
}
