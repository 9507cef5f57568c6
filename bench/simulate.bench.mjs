// How many requests the simulator decides in a second, over a mesh of 1,000 routes, and whether a decision costs more
// when the mesh holds more services that it has nothing to do with.
import { createRequire } from 'node:module';
import { spread, takeTurns } from './measure.mjs';

const require = createRequire(import.meta.url);
const { Mesh } = require('../build/lib/mesh/mesh.js');
const { manifestOf } = require('../build/lib/mesh/manifest.js');
const { Simulator } = require('../build/lib/simulate/simulator.js');

const RUNS = 11;
const ROUTES = 1000;
const DECISIONS = 50_000;
const PER_SECOND = 200_000;
const FLAT = 1.25;

const service = (name) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
});
const pod = (name) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: name } },
  spec: { containers: [{ name: 'app', image: 'app' }] },
});
/** Ten routes of a host: nine with conditions, one for the rest. */
const virtualService = (index) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: `vs-${index}`, namespace: 'shop' },
  spec: {
    hosts: [`host-${index}.example.com`],
    gateways: ['gw'],
    http: Array.from({ length: 10 }, (_, route) => ({
      name: `r${route}`,
      ...(route === 9
        ? {}
        : {
            match: [
              [
                { uri: { exact: `/exact/${route}` } },
                { uri: { prefix: `/prefix/${route}` } },
                { uri: { regex: `/regex/${route}/[a-z]+` } },
              ][route % 3],
            ],
          }),
      route: [{ destination: { host: `svc-${index % 50}` } }],
    })),
  },
});

function simulator(unrelated) {
  const objects = [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'gw', namespace: 'shop' },
      spec: {
        selector: { istio: 'ingress' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
      },
    },
    ...Array.from({ length: 50 }, (_, index) => [service(`svc-${index}`), pod(`svc-${index}`)]).flat(),
    ...Array.from({ length: ROUTES / 10 }, (_, index) => virtualService(index)),
    ...Array.from({ length: unrelated }, (_, index) => service(`other-${index}`)),
  ];
  return new Simulator(new Mesh(objects.map((object) => manifestOf(object, 'shop'))));
}

const paths = ['/exact/3', '/prefix/4/x', '/regex/2/abc', '/regex/8/xyz?q=1', '/anything'];
const calls = Array.from({ length: 1000 }, (_, index) => ({
  from: 'gateway:shop/gw:80',
  request: `GET http://host-${index % (ROUTES / 10)}.example.com${paths[index % paths.length]}`,
  headers: { 'x-user': 'bob' },
}));

function decide(asked) {
  for (let index = 0; index < DECISIONS; index++) asked.answer(calls[index % calls.length], { trace: false });
}

/** Decisions in a second of one core: of the time that the process computes, whatever else the machine does. */
function rateOf(asked) {
  const start = process.cpuUsage();
  decide(asked);
  const { user, system } = process.cpuUsage(start);
  return DECISIONS / ((user + system) / 1e6);
}

export default function benchmark() {
  const [small, large] = [simulator(0), simulator(10_000)];
  const rates = { small: [], large: [] };
  takeTurns(RUNS, {
    small: () => rates.small.push(rateOf(small)),
    large: () => rates.large.push(rateOf(large)),
  });
  // The first run of each is the one that warms up.
  const measured = { small: rates.small.slice(1), large: rates.large.slice(1) };
  const [rate, rateOfLarge] = [spread(measured.small).median, spread(measured.large).median];
  const growth = spread(measured.small.map((figure, turn) => figure / measured.large[turn])).median;
  console.log(`decisions a second of one core over ${ROUTES} routes, median of ${RUNS} runs of ${DECISIONS}`);
  console.log(`  ${Math.round(rate)} with 50 services; ${Math.round(rateOfLarge)} with 10,000 more`);
  return [
    { text: `at least ${PER_SECOND} decisions a second`, held: rate >= PER_SECOND },
    { text: `10,000 unrelated services cost ${growth.toFixed(2)} ×, at most ${FLAT}`, held: growth <= FLAT },
  ];
}
