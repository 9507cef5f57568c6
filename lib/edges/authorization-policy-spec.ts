import type { AuthorizationPolicySpec } from '@cdk8s/istio-imports';
import type { DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { format, when } from '../values/operators';
import type { DeclaredEdges } from './participant-props';

/**
 * Allows exactly the declared callers, by the identity of their service account; everybody else is denied, those
 * without an identity (plaintext) included. With no caller at all it denies everything.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export function authorizationPolicySpec(participant: DeclaredEdges): DeferredTree<AuthorizationPolicySpec> {
  const ports = participant.calledPorts.map(({ port, targetPort }) => format`${targetPort ?? port}`);
  const rules =
    ports.length === 0
      ? []
      : participant.callers.map((edge) =>
          when<Tree>(edge.when, {
            from: [{ source: { principals: [edge.peer.principal] } }],
            to: [{ operation: { ports } }],
          }),
        );
  return {
    selector: { matchLabels: participant.props.selectorLabels },
    action: 'ALLOW',
    rules: rules.length === 0 ? undefined : (rules as never),
  };
}
