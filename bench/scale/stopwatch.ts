/** Processor seconds of this process, lap by lap. */
export class Stopwatch {
  private readonly laps: Record<string, number> = {};
  private last = process.cpuUsage();

  /** Adds what was used since the last lap to that of a name. */
  lap(name: string): void {
    const { user, system } = process.cpuUsage(this.last);
    this.laps[name] = (this.laps[name] ?? 0) + (user + system) / 1e6;
    this.last = process.cpuUsage();
  }

  /** Prints the laps and the peak of the resident set, in megabytes, as a line of JSON. */
  print(): void {
    console.log(JSON.stringify({ laps: this.laps, megabytes: process.resourceUsage().maxRSS / 1024 }));
  }
}
