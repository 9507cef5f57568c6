import { element } from './element';

/** A part of the page with its heading, and the place beside it for a count. */
export function section(
  id: string,
  title: string,
  ...children: readonly HTMLElement[]
): { readonly frame: HTMLElement; readonly count: HTMLElement } {
  const count = element('span', { class: 'count' });
  const frame = element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title, ' ', count),
    ...children,
  );
  return { frame, count };
}
