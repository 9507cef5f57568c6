import { element, svgElement } from './element';
import { icon, kindWords, type IconName } from './icons';
import type { NodeKind } from '../topology';

/** What the pictures and lines of the graph mean, and its keys. */
export function graphLegend(): HTMLElement {
  const kinds = Object.entries(kindWords) as [NodeKind, string][];
  return element(
    'div',
    { class: 'legend' },
    element(
      'ul',
      { 'aria-label': 'Legend' },
      ...kinds.map(([kind, words]) => entry(kind, words)),
      entry('lock', 'Mutual TLS'),
      entry('shield', 'Authorization'),
      element('li', {}, line(), 'Plain text'),
    ),
    element(
      'p',
      { id: 'graph-help', class: 'hint' },
      'Arrow keys move, Enter chooses, Escape lets go, + − 0 scale; drag to move, Ctrl and wheel to scale.',
    ),
  );
}

function entry(picture: IconName, words: string): HTMLElement {
  return element('li', {}, icon(picture, 14), words);
}

function line(): SVGSVGElement {
  return svgElement(
    'svg',
    { class: 'sample', width: 22, height: 8, 'aria-hidden': 'true' },
    svgElement('path', { d: 'M0 4H22' }),
  );
}
