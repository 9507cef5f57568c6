import type { BuiltImage } from './container-image';
import type { GitHubDelivery } from './github-delivery';
import { ACTIONS } from './pinned-action';
import { CHECKOUT, keepStep } from './program-steps';
import type { Job, Step } from './workflow';

const MINUTES = 60;
const BUILDX: Step = { uses: ACTIONS.setUpBuildx };

/** Builds every image and keeps none: what a pull request is asked. */
export function trialBuildJob(delivery: GitHubDelivery): Job {
  return {
    permissions: { contents: 'read' },
    if: "github.event_name == 'pull_request'",
    minutes: MINUTES,
    matrix: delivery.images.map((image) => matrixEntry(image, delivery)),
    steps: [
      CHECKOUT,
      BUILDX,
      {
        uses: ACTIONS.buildImage,
        with: { ...buildOf(), push: false, 'cache-from': 'type=gha,scope=${{ matrix.component }}' },
      },
    ],
  };
}

/**
 * Builds every image and pushes it under the commit as its tag, with its software bill of materials and the record of
 * where it was built, both attested. The digest is kept as a values file, so that a deployment gets just this image.
 */
export function imagesJob(delivery: GitHubDelivery): Job {
  return {
    permissions: {
      contents: 'read',
      packages: 'write',
      // The identity that the attestation is signed with.
      'id-token': 'write',
      attestations: 'write',
    },
    minutes: MINUTES,
    matrix: delivery.images.map((image) => matrixEntry(image, delivery)),
    steps: [
      CHECKOUT,
      BUILDX,
      { uses: ACTIONS.logIn, with: { registry: delivery.registry, ...credentials(delivery) } },
      {
        id: 'build',
        uses: ACTIONS.buildImage,
        with: {
          ...buildOf(),
          push: true,
          tags: '${{ matrix.image }}:${{ github.sha }}',
          provenance: 'mode=max',
          sbom: true,
          'cache-from': 'type=gha,scope=${{ matrix.component }}',
          'cache-to': 'type=gha,mode=max,scope=${{ matrix.component }}',
        },
      },
      {
        uses: ACTIONS.attest,
        with: {
          'subject-name': '${{ matrix.image }}',
          'subject-digest': '${{ steps.build.outputs.digest }}',
          'push-to-registry': true,
        },
      },
      {
        name: 'Write the image as values of the chart',
        env: {
          COMPONENT: '${{ matrix.component }}',
          IMAGE: '${{ matrix.image }}',
          DIGEST: '${{ steps.build.outputs.digest }}',
        },
        run: `mkdir images
printf '%s:\\n  image:\\n    repository: "%s"\\n    digest: "%s"\\n' "$COMPONENT" "$IMAGE" "$DIGEST" > "images/$COMPONENT.yaml"
`,
      },
      keepStep('image-${{ matrix.component }}', 'images'),
    ],
  };
}

function matrixEntry(
  { component, name, context, dockerfile }: BuiltImage,
  { registry }: GitHubDelivery,
): Record<string, string> {
  return { component, image: `${registry}/${name}`, context, dockerfile };
}

function buildOf() {
  return { context: '${{ matrix.context }}', file: '${{ matrix.dockerfile }}' };
}

function credentials({ registry }: GitHubDelivery) {
  return registry === 'ghcr.io'
    ? { username: '${{ github.actor }}', password: '${{ github.token }}' }
    : { username: '${{ secrets.REGISTRY_USERNAME }}', password: '${{ secrets.REGISTRY_PASSWORD }}' };
}
