import type { PlacedNode } from '../columns';

const NEAREST = 2.5;
const FARTHEST = 0.04;
/** Below this scale names are too small to read: CSS then shows less and names the boxes larger. */
const FAR = 0.5;
const MARGIN = 28;
const BEGIN = 0.7;
const STEP = 1.25;

/** The part of a canvas that is seen: moved by dragging, scaled by the wheel with Ctrl, by pinching and by buttons. */
export class Viewport {
  #scale = 1;
  #x = 0;
  #y = 0;
  #size = { width: 1, height: 1 };

  /**
   * @param frame what is seen
   * @param canvas what is moved in it
   */
  constructor(
    private readonly frame: SVGSVGElement,
    private readonly canvas: SVGGElement,
  ) {
    frame.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const { left, top } = frame.getBoundingClientRect();
        this.#zoom(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
      },
      { passive: false },
    );
    this.#followPointers();
  }

  /** The size of what is drawn. */
  set size(size: { readonly width: number; readonly height: number }) {
    this.#size = size;
  }

  zoomIn(): void {
    this.#zoomAtCentre(STEP);
  }

  zoomOut(): void {
    this.#zoomAtCentre(1 / STEP);
  }

  /** Shows everything, small things not larger than they are. */
  fit(): void {
    const { width, height } = this.frame.getBoundingClientRect();
    const scale = Math.min(
      (width - 2 * MARGIN) / this.#size.width,
      (height - 2 * MARGIN) / this.#size.height,
      1.15,
    );
    this.#scale = Math.max(FARTHEST, scale);
    this.#x = (width - this.#size.width * this.#scale) / 2;
    this.#y = (height - this.#size.height * this.#scale) / 2;
    this.#apply();
  }

  /** Whether names are too small to be read. */
  get isFar(): boolean {
    return this.#scale < FAR;
  }

  /** Shows a place at the left, large enough to be read. */
  begin(place: PlacedNode): void {
    const { height } = this.frame.getBoundingClientRect();
    this.#scale = BEGIN;
    this.#x = MARGIN - (place.x - MARGIN) * BEGIN;
    this.#y = height / 2 - (place.y + place.height / 2) * BEGIN;
    this.#apply();
  }

  /** Moves a place into view, large enough to be read; does nothing where it is so already. */
  reveal(place: PlacedNode): void {
    const { width, height } = this.frame.getBoundingClientRect();
    const left = place.x * this.#scale + this.#x;
    const top = place.y * this.#scale + this.#y;
    const isSeen =
      left >= 0 &&
      top >= 0 &&
      left + place.width * this.#scale <= width &&
      top + place.height * this.#scale <= height;
    if (isSeen && this.#scale >= FAR) return;
    this.#scale = Math.max(this.#scale, 0.8);
    this.#x = width / 2 - (place.x + place.width / 2) * this.#scale;
    this.#y = height / 2 - (place.y + place.height / 2) * this.#scale;
    this.#apply();
  }

  #zoomAtCentre(factor: number): void {
    const { width, height } = this.frame.getBoundingClientRect();
    this.#zoom(factor, width / 2, height / 2);
  }

  #zoom(factor: number, x: number, y: number): void {
    const scale = Math.min(NEAREST, Math.max(FARTHEST, this.#scale * factor));
    this.#x = x - ((x - this.#x) * scale) / this.#scale;
    this.#y = y - ((y - this.#y) * scale) / this.#scale;
    this.#scale = scale;
    this.#apply();
  }

  #followPointers(): void {
    const { frame } = this;
    const pointers = new Map<number, { x: number; y: number }>();
    const spread = (): number => {
      const [one, other] = [...pointers.values()];
      return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
    };
    frame.addEventListener('pointerdown', (event) => {
      // A press on a node is meant for it.
      if (event.button === 0 && !(event.target as Element).closest('[data-focus]')) {
        pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        frame.setPointerCapture(event.pointerId);
        frame.classList.add('moving');
      }
    });
    frame.addEventListener('pointermove', (event) => {
      const known = pointers.get(event.pointerId);
      if (known === undefined) return;
      const before = spread();
      this.#x += (event.clientX - known.x) / pointers.size;
      this.#y += (event.clientY - known.y) / pointers.size;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const { left, top } = frame.getBoundingClientRect();
      if (before > 0) this.#zoom(spread() / before, event.clientX - left, event.clientY - top);
      else this.#apply();
    });
    for (const end of ['pointerup', 'pointercancel'] as const) {
      frame.addEventListener(end, (event) => {
        pointers.delete(event.pointerId);
        if (pointers.size === 0) frame.classList.remove('moving');
      });
    }
  }

  #apply(): void {
    this.canvas.setAttribute('transform', `translate(${this.#x} ${this.#y}) scale(${this.#scale})`);
    this.frame.classList.toggle('far', this.#scale < FAR);
    this.frame.style.setProperty('--scale', String(this.#scale));
  }
}
