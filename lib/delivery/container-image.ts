import { checkedText } from './checked-text';

/** An image that a workflow builds, and the part of the system that runs it. */
export interface ContainerImage {
  /** Key of the chart's values that holds its `image`: `backend`, `worker` or `scheduler`. */
  readonly component: string;
  /** Name in the registry, such as `example/event-backend`. */
  readonly name: string;
  /** Folder that the build sees, inside the repository. @default '.' */
  readonly context?: string;
  /** The Dockerfile, inside the repository. @default - `Dockerfile` in `context` */
  readonly dockerfile?: string;
}

/** An image of which nothing is left to defaults. */
export type BuiltImage = Required<ContainerImage>;

/**
 * The images, each of which has been looked at.
 *
 * @throws ConfigError `delivery` for a name or path that is none
 */
export function checkedImages(images: readonly ContainerImage[]): readonly BuiltImage[] {
  return images.map(({ component, name, context = '.', dockerfile }, index) => {
    const place = `images[${index}]`;
    const folder = checkedText(`${place}.context`, context, 'path');
    return {
      component: checkedText(`${place}.component`, component, 'label'),
      name: checkedText(`${place}.name`, name, 'imageName'),
      context: folder,
      dockerfile: checkedText(
        `${place}.dockerfile`,
        dockerfile ?? (folder === '.' ? 'Dockerfile' : `${folder}/Dockerfile`),
        'path',
      ),
    };
  });
}
