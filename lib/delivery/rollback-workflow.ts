import { clusterAccess } from './cluster-access';
import { chartTestStep, failureStep, rollbackStep } from './cluster-steps';
import { oneAtATime } from './deliver-workflow';
import type { GitHubDelivery } from './github-delivery';
import { helmStep } from './program-steps';
import { smokeSteps } from './smoke-steps';
import type { Workflow } from './workflow';

/** Takes the release of one environment back, by hand. */
export function rollbackWorkflow(delivery: GitHubDelivery): Workflow {
  const { environments } = delivery;
  const access = clusterAccess(delivery);
  return {
    file: 'rollback',
    name: 'Roll back',
    purpose: [
      'Takes the release of an environment back to an earlier revision. What a migration did to the database stays.',
    ],
    on: {
      workflow_dispatch: {
        inputs: {
          environment: {
            description: 'Which environment',
            type: 'choice',
            options: environments.map(({ name }) => name),
            required: true,
          },
          revision: {
            description: 'Revision of helm history; 0 for the one before',
            type: 'string',
            default: '0',
            required: true,
          },
        },
      },
    },
    jobs: Object.fromEntries(
      environments.map((environment) => [
        `roll-back-${environment.name}`,
        {
          if: `inputs.environment == '${environment.name}'`,
          permissions: access.permissions,
          minutes: 30,
          environment: { name: environment.name, url: environment.url },
          concurrency: oneAtATime(environment),
          steps: [
            helmStep(delivery.helm),
            access.step,
            rollbackStep(environment, delivery),
            chartTestStep(environment, delivery),
            ...smokeSteps(environment, delivery),
            failureStep(environment),
          ],
        },
      ]),
    ),
  };
}
