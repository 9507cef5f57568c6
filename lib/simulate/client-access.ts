import type { AccessRequest } from './access-request';
import type { PreparedRequest } from './prepared-request';

/** A request as the authorization of a gateway sees it: from a client that the mesh does not know. */
export function accessOf(request: PreparedRequest, port: number): AccessRequest {
  return {
    method: request.method,
    path: request.path,
    authority: request.authority,
    port,
    headers: request.headers,
  };
}
