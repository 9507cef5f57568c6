// Loaded into every Node process of an app: notes the peak of its resident set, in kilobytes, when it ends.
const { appendFileSync } = require('node:fs');

process.on('exit', () => appendFileSync(process.env.BENCH_MEMORY, `${process.resourceUsage().maxRSS}\n`));
