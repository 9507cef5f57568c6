interface Event {
  readonly time: number;
  /** Of two events at one time, the one that was asked for first goes first. */
  readonly order: number;
  readonly happen: () => void;
}

/** Events in the order of time: a binary heap. */
export class EventQueue {
  /** The time of the event that is happening. */
  now = 0;
  readonly #heap: Event[] = [];
  #order = 0;

  at(time: number, happen: () => void): void {
    this.#heap.push({ time, order: this.#order++, happen });
    this.#rise(this.#heap.length - 1);
  }

  /** Lets everything happen, what events ask for on the way too. */
  run(): void {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      this.now = next.time;
      next.happen();
    }
  }

  #take(): Event | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    this.#heap[0] = last;
    this.#sink(0);
    return first;
  }

  #rise(place: number): void {
    const parent = (place - 1) >> 1;
    if (place === 0 || !this.#isBefore(place, parent)) return;
    this.#swap(place, parent);
    this.#rise(parent);
  }

  #sink(place: number): void {
    let first = place;
    for (const child of [2 * place + 1, 2 * place + 2]) {
      if (child < this.#heap.length && this.#isBefore(child, first)) first = child;
    }
    if (first === place) return;
    this.#swap(place, first);
    this.#sink(first);
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]] as [Event, Event];
    return a.time - b.time < 0 || (a.time === b.time && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]] as [Event, Event];
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
