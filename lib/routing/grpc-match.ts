import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkRegex } from './http-check';
import type { HeaderMatch } from './header-match';
import { checkLiteral } from './literal-check';

/** Options of a condition on a gRPC method. */
export interface GrpcMethodOptions {
  /** Service with its package: `shop.v1.Orders`. */
  readonly service: Deferred<string>;
  /** Method of the service. @default - all of them */
  readonly method?: Deferred<string>;
}

/**
 * A condition on the method that a gRPC call asks for.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcmethodmatch
 * @throws ConfigError `grpc-method` for names that gRPC does not have
 */
export class GrpcMethodMatch {
  /** Exactly this service, and method. */
  static exact({ service, method }: GrpcMethodOptions): GrpcMethodMatch {
    checkLiteral(service, (text) => /^\.?[a-z_]\w*(\.[a-z_]\w*)*$/i.test(text), {
      code: 'grpc-method',
      property: 'service',
      expected: 'names with dots between them',
      remedy: "write it like 'shop.v1.Orders'",
    });
    checkLiteral(method, (text) => /^[A-Za-z_]\w*$/.test(text), {
      code: 'grpc-method',
      property: 'method',
      expected: 'the name of a method',
      remedy: "write it like 'GetOrder'",
    });
    return new GrpcMethodMatch({ type: 'Exact', service, method });
  }

  /** Services and methods that match the RE2 expressions as a whole. */
  static regex({ service, method }: GrpcMethodOptions): GrpcMethodMatch {
    checkRegex('service', service);
    if (method !== undefined) checkRegex('method', method);
    return new GrpcMethodMatch({ type: 'RegularExpression', service, method });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a GRPCRoute has it. */
  _toGatewayApi(): Tree {
    return this.settings;
  }
}

/** Conditions on a gRPC call, all of which must hold. */
export interface GrpcMatch {
  /** Service and method that are called. @default - any method */
  readonly method?: GrpcMethodMatch;
  /** All of these headers, each named once. @default - any headers */
  readonly headers?: readonly HeaderMatch[];
}
