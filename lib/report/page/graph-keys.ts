import type { PlacedNode } from '../columns';
import type { Viewport } from './viewport';

/** What keys do with a graph. */
export interface GraphCommands {
  readonly places: () => ReadonlyMap<string, PlacedNode>;
  readonly choose: (id: string) => void;
  readonly leave: () => void;
  readonly viewport: Viewport;
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The keys of a graph, which is one stop of the tab key: arrows go to the nearest thing in their direction, Enter
 * chooses it, Escape lets go, `+`, `-` and `0` scale.
 */
export class GraphKeys {
  #current = '';

  /** @param frame an HTML element: of SVG, browsers make everything that listens to keys a stop of its own */
  constructor(
    private readonly frame: HTMLElement,
    private readonly commands: GraphCommands,
  ) {
    frame.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.#pressed(event.key)) event.preventDefault();
    });
    frame.addEventListener('focusin', (event) => {
      const id = (event.target as Element).getAttribute('data-focus');
      if (id !== null) this.#make(id);
    });
  }

  /** Makes one of the things that are drawn now the one that the tab key reaches. */
  renew(): void {
    const [first] = this.#stops();
    const known = this.#stops().some((stop) => idOf(stop) === this.#current);
    this.#make(known ? this.#current : first === undefined ? '' : idOf(first));
  }

  /** Moves the keyboard to a thing. */
  focus(id: string): void {
    this.#make(id);
    this.#stops()
      .find((stop) => idOf(stop) === id)
      ?.focus();
  }

  #pressed(key: string): boolean {
    const { viewport } = this.commands;
    const direction = DIRECTIONS[key];
    if (direction !== undefined) this.#go(direction);
    else if (key === 'Enter' || key === ' ') this.commands.choose(this.#current);
    else if (key === 'Escape') this.commands.leave();
    else if (key === '+' || key === '=') viewport.zoomIn();
    else if (key === '-') viewport.zoomOut();
    else if (key === '0') viewport.fit();
    else return false;
    return true;
  }

  #go([dx, dy]: readonly [number, number]): void {
    const here = this.#centre(this.#current);
    if (here === undefined) return;
    const [nearest] = this.#stops()
      .flatMap((stop) => {
        const there = this.#centre(idOf(stop));
        if (there === undefined) return [];
        const [along, aside] = [
          (there.x - here.x) * dx + (there.y - here.y) * dy,
          Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx),
        ];
        return along > 1 ? [{ id: idOf(stop), far: along + 2.5 * aside }] : [];
      })
      .sort((one, other) => one.far - other.far);
    if (nearest === undefined) return;
    this.focus(nearest.id);
    const place = this.commands.places().get(nearest.id);
    if (place !== undefined) this.commands.viewport.reveal(place);
  }

  /** Where a thing is drawn, in the canvas's own measure. */
  #centre(id: string): { readonly x: number; readonly y: number } | undefined {
    const stop = this.#stops().find((one) => idOf(one) === id);
    if (stop === undefined) return undefined;
    const { left, top, width, height } = stop.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  #make(id: string): void {
    this.#current = id;
    for (const stop of this.#stops()) stop.setAttribute('tabindex', idOf(stop) === id ? '0' : '-1');
  }

  #stops(): readonly SVGGElement[] {
    return [...this.frame.querySelectorAll<SVGGElement>('[data-focus]')];
  }
}

function idOf(stop: Element): string {
  return stop.getAttribute('data-focus') ?? '';
}
