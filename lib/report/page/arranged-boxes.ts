import { layered, type Box, type Link } from '../layers';

/** Where the left upper corner of a box lies. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

const GAPS = { rows: 40, columns: 120 };
/** The shape of the window that boxes are arranged for. */
const WINDOW = { width: 1600, height: 1000 };
/** Boxes in layers show who calls whom; they may be so much smaller than the same boxes in rows. */
const WORTH = 0.6;

/** Arranges boxes: in layers as their lines lead, or in rows in the same order where layers would be too small to read. */
export function arrangedBoxes(boxes: readonly Box[], links: readonly Link[]): ReadonlyMap<string, Corner> {
  const { centres } = layered(boxes, links, GAPS);
  const order = [...boxes].sort((one, other) => {
    const [a, b] = [centres.get(one.id) ?? { x: 0, y: 0 }, centres.get(other.id) ?? { x: 0, y: 0 }];
    return a.x - b.x || a.y - b.y;
  });
  const layers = new Map(
    boxes.map(({ id, width, height }) => {
      const { x, y } = centres.get(id) ?? { x: 0, y: 0 };
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }] as const;
    }),
  );
  const rows = bestRows(order);
  return scaleOf(boxes, layers) >= WORTH * scaleOf(boxes, rows) ? layers : rows;
}

/** Boxes one after another in rows, as wide as draws them largest. */
function bestRows(boxes: readonly Box[]): ReadonlyMap<string, Corner> {
  const all = boxes.map((_, index) => {
    const widest = boxes.slice(0, index + 1).reduce((sum, { width }) => sum + width + GAPS.columns, 0);
    return inRows(boxes, widest);
  });
  return all.reduce(
    (best, rows) => (scaleOf(boxes, rows) > scaleOf(boxes, best) ? rows : best),
    inRows(boxes, Number.POSITIVE_INFINITY),
  );
}

function inRows(boxes: readonly Box[], widest: number): ReadonlyMap<string, Corner> {
  const corners = new Map<string, Corner>();
  let [x, y, tallest] = [0, 0, 0];
  for (const { id, width, height } of boxes) {
    if (x > 0 && x + width > widest) [x, y, tallest] = [0, y + tallest + GAPS.rows, 0];
    corners.set(id, { x, y });
    x += width + GAPS.columns;
    tallest = Math.max(tallest, height);
  }
  return corners;
}

/** How large boxes can be drawn so that all of them fit into the window. */
function scaleOf(boxes: readonly Box[], corners: ReadonlyMap<string, Corner>): number {
  const right = boxes.map(({ id, width }) => (corners.get(id)?.x ?? 0) + width);
  const bottom = boxes.map(({ id, height }) => (corners.get(id)?.y ?? 0) + height);
  return Math.min(WINDOW.width / Math.max(1, ...right), WINDOW.height / Math.max(1, ...bottom));
}
