/** The median, least and greatest of some figures. */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], greatest: sorted.at(-1) };
}

/**
 * Runs each of the cases `runs` times, taking turns, so that what else the machine does falls on all of them alike.
 * One run of each goes before, unmeasured.
 *
 * @returns the seconds of each case, run by run: figures at the same place were taken one after another
 */
export function takeTurns(runs, cases) {
  const seconds = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, once] of Object.entries(cases)) {
      const start = performance.now();
      once();
      if (run > 0) seconds[name].push((performance.now() - start) / 1000);
    }
  }
  return seconds;
}
