import { element, type Child } from './element';

/** A cell: its content, and whether it is a figure or stands out. */
export interface Cell {
  readonly content: Child;
  readonly class?: string;
}

/** A table in a frame that scrolls by itself and can be reached by the keyboard to do so. */
export function dataTable(
  caption: string,
  heads: readonly (readonly HTMLTableCellElement[])[],
  rows: readonly (readonly Cell[])[],
  foot: readonly (readonly Cell[])[] = [],
): HTMLElement {
  return element(
    'div',
    { class: 'table-frame', role: 'region', tabindex: 0, 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', { class: 'unseen' }, caption),
      element('thead', {}, ...heads.map((cells) => element('tr', {}, ...cells))),
      element('tbody', {}, ...rows.map(row)),
      foot.length > 0 && element('tfoot', {}, ...foot.map(row)),
    ),
  );
}

/** A head of a column, or of several. */
export function columnHead(
  label: string,
  attributes: { readonly class?: string; readonly colspan?: number } = {},
): HTMLTableCellElement {
  return element(
    'th',
    { scope: attributes.colspan === undefined ? 'col' : 'colgroup', ...attributes },
    label,
  );
}

function row(cells: readonly Cell[]): HTMLTableRowElement {
  return element(
    'tr',
    {},
    ...cells.map(({ content, class: name }, index) =>
      index === 0
        ? element('th', { scope: 'row', class: name }, content)
        : element('td', { class: name }, content),
    ),
  );
}
