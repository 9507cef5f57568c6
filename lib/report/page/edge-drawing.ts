import { LONGEST_LABEL, type Bend, type PlacedNode } from '../columns';
import { svgElement } from './element';
import { icon } from './icons';
import type { VisibleEdge } from './visible-graph';

/**
 * A line from a node to another, with its label and how it is protected.
 *
 * @param bends where it gets past nodes between the two
 * @param part where on the line these stand: 0 at its beginning, 1 at its end
 */
export function edgeDrawing(
  edge: VisibleEdge,
  from: PlacedNode,
  to: PlacedNode,
  bends: readonly Bend[],
  part: number,
): SVGGElement {
  const stops = [from, ...bends.map((bend) => ({ ...bend, height: 0 })), to];
  const curves = stops
    .slice(1)
    .map((stop, index) => curve(stops[index] ?? from, stop, index === bends.length));
  const path = curves
    .map(([start, before, after, end], index) => {
      const begin = `${index === 0 ? 'M' : 'L'}${written(start)}`;
      return `${begin} C${written(before)} ${written(after)} ${written(end)}`;
    })
    .join(' ');
  const level = bends[Math.floor(bends.length / 2)];
  const { x, y } =
    level === undefined ? pointOn(curves[0] as Curve, part) : { x: level.x + level.width / 2, y: level.y };
  const kinds = new Set(edge.edges.map(({ transport }) => transport.kind));
  const open = kinds.has('plain');
  const label = edge.label.length > LONGEST_LABEL ? `${edge.label.slice(0, LONGEST_LABEL - 1)}…` : edge.label;
  const guarded = edge.edges.some(({ policies }) =>
    policies.some((policy) => policy.startsWith('Authorization')),
  );
  const isJoined = edge.id !== edge.edges[0]?.id;
  const marks = [
    ...(kinds.has('mutual') && !open ? (['lock'] as const) : open ? (['unlocked'] as const) : []),
    ...(guarded ? (['shield'] as const) : []),
  ];
  return svgElement(
    'g',
    {
      class: `edge ${isJoined ? 'joined' : (edge.edges[0]?.kind ?? '')}${open ? ' open' : ''}`,
      'data-edge': edge.id,
      'aria-hidden': 'true',
    },
    svgElement('title', {}, described(edge)),
    svgElement('path', { class: 'reach', d: path }),
    svgElement('path', {
      class: 'line',
      d: path,
      'marker-end': 'url(#arrow)',
      'stroke-width': 1.3 + Math.log2(edge.edges.length) * 0.7,
    }),
    marks.length > 0 &&
      svgElement(
        'g',
        { class: 'marks', transform: `translate(${x - marks.length * 9} ${y - 9})` },
        svgElement('rect', { width: marks.length * 18, height: 18, rx: 9 }),
        ...marks.map((name, index) =>
          svgElement('g', { transform: `translate(${index * 18 + 3} 3)` }, icon(name, 12)),
        ),
      ),
    label !== '' &&
      svgElement(
        'text',
        { class: 'label', x, y: y - (marks.length > 0 ? 14 : 7), 'text-anchor': 'middle' },
        label,
      ),
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Curve = readonly [start: Point, before: Point, after: Point, end: Point];

const ROOM_FOR_ARROW = 5;

/** From the side of a node that looks at the other one to the side that looks back. */
function curve(from: PlacedNode, to: PlacedNode, isLast: boolean): Curve {
  const room = isLast ? ROOM_FOR_ARROW : 0;
  const [middle, target] = [centre(from), centre(to)];
  const isBeside = to.x >= from.x + from.width || to.x + to.width <= from.x;
  if (isBeside) {
    const side = Math.sign(target.x - middle.x);
    const start = { x: middle.x + (side * from.width) / 2, y: middle.y };
    const end = { x: target.x - side * (to.width / 2 + room), y: target.y };
    const reach = side * Math.max(38, Math.abs(end.x - start.x) / 2.2);
    return [start, { ...start, x: start.x + reach }, { ...end, x: end.x - reach }, end];
  }
  const side = Math.sign(target.y - middle.y) || 1;
  const start = { x: middle.x, y: middle.y + (side * from.height) / 2 };
  const end = { x: target.x, y: target.y - side * (to.height / 2 + room) };
  const reach = side * Math.max(24, Math.abs(end.y - start.y) / 2.2);
  return [start, { ...start, y: start.y + reach }, { ...end, y: end.y - reach }, end];
}

function centre({ x, y, width, height }: PlacedNode): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function pointOn([start, before, after, end]: Curve, part: number): Point {
  const at = (of: (point: Point) => number): number =>
    (1 - part) ** 3 * of(start) +
    3 * (1 - part) ** 2 * part * of(before) +
    3 * (1 - part) * part ** 2 * of(after) +
    part ** 3 * of(end);
  return { x: at(({ x }) => x), y: at(({ y }) => y) };
}

function written({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** What a line says when somebody points at it. */
function described({ edges }: VisibleEdge): string {
  return edges
    .slice(0, 8)
    .map(({ from, to, label, transport, policies }) =>
      [
        `${from} → ${to}`,
        ...(label === '' ? [] : [label]),
        ...(transport.words === '' ? [] : [transport.words]),
        ...(policies.length === 0 ? [] : [`judged by ${policies.join(', ')}`]),
      ].join('\n'),
    )
    .join('\n\n');
}
