import type { PlacedNode } from '../columns';
import { drawnName } from '../node-size';
import type { ReportedFinding } from '../page-data';
import type { TopologyNode } from '../topology';
import { svgElement } from './element';
import { icon, kindWords } from './icons';
import { groupId } from './visible-graph';
import type { PlacedGroup } from './placed-graph';
import { shortened } from './shortened';
import { counted } from './words';

/** A node: its picture, name and kind, whether it takes mutual TLS alone, and its findings. */
export function nodeDrawing(
  node: TopologyNode,
  { x, y, width, height }: PlacedNode,
  findings: readonly ReportedFinding[],
): SVGGElement {
  const name = drawnName(node);
  const right = width - 12;
  return svgElement(
    'g',
    {
      class: `node ${node.kind}`,
      transform: `translate(${x} ${y})`,
      role: 'button',
      tabindex: -1,
      'data-focus': node.id,
      'aria-label': spoken(node, findings),
    },
    svgElement('title', {}, node.name),
    svgElement('rect', { class: 'card', width, height, rx: 10 }),
    svgElement('g', { class: 'picture', transform: `translate(12 ${height / 2 - 9})` }, icon(node.kind, 18)),
    svgElement('text', { class: 'name', x: 40, y: 21 }, shortened(name, width - 50)),
    svgElement('text', { class: 'subtitle', x: 40, y: 37 }, node.subtitle),
    node.mutualTls === 'STRICT' &&
      svgElement('g', { class: 'mark', transform: `translate(${right - 9} 26)` }, icon('lock', 13)),
    findings.length > 0 && badge(findings, width),
  );
}

/** A collapsed box: its name and how much is in it. */
export function collapsedDrawing(
  { group, x, y, width, height }: PlacedGroup,
  findings: readonly ReportedFinding[],
): SVGGElement {
  const content = counted(group.size, 'node');
  return svgElement(
    'g',
    {
      class: 'node collapsed',
      transform: `translate(${x} ${y})`,
      role: 'button',
      tabindex: -1,
      'data-focus': groupId(group.name),
      'aria-expanded': 'false',
      'aria-label': `Namespace ${group.name}, ${content}, ${counted(findings.length, 'finding')}, collapsed; press to expand`,
    },
    svgElement('title', {}, group.name),
    svgElement('rect', { class: 'card under', x: 6, y: 6, width, height, rx: 12 }),
    svgElement('rect', { class: 'card', width, height, rx: 12 }),
    svgElement('g', { class: 'picture', transform: `translate(14 ${height / 2 - 8})` }, icon('unfold')),
    svgElement('text', { class: 'name', x: 40, y: 34 }, shortened(group.name, width - 54)),
    svgElement('text', { class: 'subtitle', x: 40, y: 53 }, content),
    findings.length > 0 && badge(findings, width),
  );
}

function badge(findings: readonly ReportedFinding[], width: number): SVGGElement {
  const worst = ['error', 'warning', 'info'].find((level) =>
    findings.some(({ severity }) => severity === level),
  );
  const text = String(findings.length);
  const size = Math.max(20, text.length * 8 + 10);
  return svgElement(
    'g',
    { class: `badge ${worst ?? 'info'}`, transform: `translate(${width - size + 8} -9)` },
    svgElement('rect', { width: size, height: 20, rx: 10 }),
    svgElement('text', { x: size / 2, y: 14, 'text-anchor': 'middle' }, text),
  );
}

function spoken(node: TopologyNode, findings: readonly ReportedFinding[]): string {
  return [
    `${kindWords[node.kind]} ${node.name}`,
    node.subtitle,
    ...(node.namespace === '' ? [] : [`namespace ${node.namespace}`]),
    ...(node.mutualTls === null ? [] : [`mutual TLS ${node.mutualTls}`]),
    ...(findings.length === 0 ? [] : [counted(findings.length, 'finding')]),
  ].join(', ');
}
