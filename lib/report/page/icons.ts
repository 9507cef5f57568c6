import { svgElement } from './element';
import type { NodeKind } from '../topology';

/** The pictures of the page, as paths in a square of 16. */
const PATHS = {
  gateway: 'M2.5 14V3.5L8 2v12M8 4h5.500v10M2 14h12.500M5.800 8v.500',
  host: 'M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800ZM1.800 8h12.400M8 1.800c2 1.800 2.600 4 2.600 6.200S10 12.400 8 14.200C6 12.400 5.400 10.200 5.400 8S6 3.600 8 1.800Z',
  service:
    'M8 1.600l5.600 3.200v6.400L8 14.400l-5.600-3.200V4.800L8 1.600ZM8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600Z',
  workload:
    'M8 1.600l5.600 3.200v6.400L8 14.400l-5.600-3.200V4.800L8 1.600ZM2.600 4.900L8 8l5.400-3.100M8 8v6.200',
  job: 'M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800ZM8 4.500V8l2.400 1.600',
  store:
    'M2.800 4c0-1.200 2.300-2.200 5.200-2.200s5.200 1 5.200 2.200-2.300 2.200-5.200 2.200S2.800 5.200 2.800 4ZM2.800 4v8c0 1.200 2.300 2.200 5.200 2.200s5.200-1 5.200-2.200V4M2.800 8c0 1.200 2.300 2.200 5.200 2.200s5.200-1 5.200-2.200',
  external:
    'M4.600 12.500h6.800a2.800 2.800 0 0 0 .500-5.560A4 4 0 0 0 4.200 6.300a3.100 3.100 0 0 0 .400 6.200Z',
  lock: 'M4.500 7.200h7v5.600h-7V7.200ZM5.800 7.200V5.400a2.200 2.200 0 0 1 4.400 0v1.800',
  unlocked: 'M4.500 7.200h7v5.600h-7V7.200ZM5.800 7.200V4.600a2.200 2.200 0 0 1 4.200-.900',
  shield: 'M8 1.800l5 1.800v4c0 3.200-2.100 5.500-5 6.600-2.900-1.100-5-3.400-5-6.600v-4l5-1.800Z',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10',
  fold: 'M4 6l4 4 4-4',
  unfold: 'M6 4l4 4-4 4',
  theme: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 2v12',
} as const;

/** A picture's name. */
export type IconName = keyof typeof PATHS;

/** A picture, which screen readers pass over: the words beside it say the same. */
export function icon(name: IconName, size = 16): SVGSVGElement {
  return svgElement(
    'svg',
    {
      class: `icon icon-${name}`,
      viewBox: '0 0 16 16',
      width: size,
      height: size,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    svgElement('path', { d: PATHS[name] }),
  );
}

/** What each kind of node is called. */
export const kindWords: Readonly<Record<NodeKind, string>> = {
  gateway: 'Gateway',
  host: 'Host',
  service: 'Service',
  workload: 'Workload',
  job: 'Job',
  store: 'Store',
  external: 'External service',
};
