import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import { checkNumber, checkPort } from './number-check';

/** When and how often a probe asks. */
export interface ProbeOptions {
  /** Seconds from the start to the first time. @default - Istio's: 0 */
  readonly initialDelaySeconds?: Deferred<number>;
  /** Seconds to wait for an answer. @default - Istio's: 1 */
  readonly timeoutSeconds?: Deferred<number>;
  /** Seconds between two times. @default - Istio's: 10 */
  readonly periodSeconds?: Deferred<number>;
  /** Good answers in a row after which the workload gets requests. @default - Istio's: 1 */
  readonly successThreshold?: Deferred<number>;
  /** Bad answers in a row after which it gets none. @default - Istio's: 3 */
  readonly failureThreshold?: Deferred<number>;
}

/** Options of a probe that asks by HTTP. */
export interface HttpProbeOptions extends ProbeOptions {
  /** Path that is asked for. @default '/' */
  readonly path?: Deferred<string>;
  /** Port that is asked. */
  readonly port: Deferred<number>;
  /** Host that is asked. @default - the workload itself */
  readonly host?: Deferred<string>;
  /** Whether it is asked by TLS. @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers of the request. @default - none */
  readonly headers?: Readonly<Record<string, Deferred<string>>>;
}

/** Options of a probe that opens a connection. */
export interface TcpProbeOptions extends ProbeOptions {
  /** Port that is opened. */
  readonly port: Deferred<number>;
  /** Host that is opened. @default - the workload itself */
  readonly host?: Deferred<string>;
}

/** Options of a probe by gRPC's health protocol. */
export interface GrpcProbeOptions extends ProbeOptions {
  /** Port that is asked. */
  readonly port: Deferred<number>;
  /** Name of the service that is asked after. @default - the server as a whole */
  readonly service?: Deferred<string>;
}

/** Options of a probe that runs a program beside the workload. */
export interface ExecProbeOptions extends ProbeOptions {
  /** The program and its arguments; 0 is a good answer. */
  readonly command: readonly Deferred<string>[];
}

/**
 * How the proxy on a virtual machine learns whether its workload takes requests.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe
 */
export class ReadinessProbe {
  /** A request, answered with a status from 200 to 399. */
  static httpGet(options: HttpProbeOptions): ReadinessProbe {
    const { path = '/', port, host, scheme, headers } = options;
    const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
    for (const name of Object.keys(headers ?? {})) checkProbeHeader(name);
    checkPort('port', port);
    return new ReadinessProbe({ httpGet: { path, port, host, scheme, httpHeaders } }, options);
  }

  /** A connection that can be opened. */
  static tcpSocket(options: TcpProbeOptions): ReadinessProbe {
    checkPort('port', options.port);
    return new ReadinessProbe({ tcpSocket: { port: options.port, host: options.host } }, options);
  }

  /** gRPC's health protocol. @see https://grpc.io/docs/guides/health-checking/ */
  static grpc(options: GrpcProbeOptions): ReadinessProbe {
    checkPort('port', options.port);
    return new ReadinessProbe({ grpc: { port: options.port, service: options.service } }, options);
  }

  /**
   * A program beside the workload, which ends with 0 where it is ready.
   *
   * @throws ConfigError `probe` when the command is empty
   */
  static exec(options: ExecProbeOptions): ReadinessProbe {
    if (options.command.length === 0) {
      throw new ConfigError(
        'probe',
        undefined,
        "'command' is empty, expected a program; name one with its arguments",
      );
    }
    return new ReadinessProbe({ exec: { command: options.command } }, options);
  }

  private constructor(
    private readonly method: Readonly<Record<string, Tree>>,
    private readonly options: ProbeOptions,
  ) {}

  /** @internal As a WorkloadGroup has it. */
  _toIstio(scope: IConstruct): Tree {
    const { initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold } =
      this.options;
    const timing = { initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold };
    for (const [property, value] of Object.entries(timing)) checkNumber(property, value, {}, scope);
    return { ...this.method, ...timing };
  }
}

function checkProbeHeader(name: string): void {
  checkLiteral(name, (text) => /^[-_A-Za-z0-9]+$/.test(text), {
    code: 'header-name',
    property: 'headers',
    expected: 'letters, digits, hyphens and underscores',
    remedy: "write it like 'x-probe'",
  });
}
