import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** A name for a part of a construct, unique in its chart: `backend.environment`. */
export function fragmentName(scope: Construct, part: string): string {
  const above = Chart.of(scope).node.path;
  const path = scope.node.path.slice(above.length).replace(/^\//, '');
  return `${path.replaceAll('/', '.')}.${part}`;
}
