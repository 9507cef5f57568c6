import { isJsonObject } from '../vocabulary/json';
import { readYamlDocuments } from '../vocabulary/read-yaml';

const PORT_LIST = /^\s*(\s*\d{1,5}\s*(,\s*\d{1,5}\s*)*)?$/;
const BOOLEAN = /^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/;

type Check = (value: string) => string | undefined;

const unsigned: Check = (value) =>
  /^\d+$/.test(value) && Number(value) < 2 ** 32
    ? undefined
    : 'expected a number of seconds or failures, from 0 up';
const ports: Check = (value) =>
  PORT_LIST.test(value) && value.split(',').every((port) => Number(port) < 2 ** 16)
    ? undefined
    : 'expected ports, separated by commas';
const blocks: Check = (value) => {
  const wrong = value === '' ? undefined : value.split(',').find((block) => !isBlock(block));
  return wrong === undefined ? undefined : `'${wrong}' is no block of addresses such as 10.0.0.0/8`;
};
const orAll =
  (check: Check): Check =>
  (value) =>
    value === '*' ? undefined : check(value);

const settings: Check = (value) => {
  try {
    // A text of comments alone holds no document, and Istio reads it as empty.
    const [found] = readYamlDocuments(value);
    return found === null || found === undefined || isJsonObject(found)
      ? undefined
      : 'expected settings of a proxy, as YAML or JSON';
  } catch {
    return 'it is no YAML';
  }
};

const CHECKS: Readonly<Record<string, Check>> = {
  'prometheus.istio.io/merge-metrics': (value) =>
    BOOLEAN.test(value) ? undefined : 'expected true or false',
  'proxy.istio.io/config': settings,
  'readiness.status.sidecar.istio.io/failureThreshold': unsigned,
  'readiness.status.sidecar.istio.io/initialDelaySeconds': unsigned,
  'readiness.status.sidecar.istio.io/periodSeconds': unsigned,
  'sidecar.istio.io/interceptionMode': (value) =>
    ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : 'expected REDIRECT, TPROXY or NONE',
  'sidecar.istio.io/statsCompression': (value) =>
    ['brotli', 'gzip', 'zstd'].includes(value) ? undefined : 'expected brotli, gzip or zstd',
  'status.sidecar.istio.io/port': (value) =>
    /^\s*\d+\s*$/.test(value) && Number(value) < 2 ** 16 ? undefined : 'expected a port',
  'traffic.sidecar.istio.io/excludeInboundPorts': ports,
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': blocks,
  'traffic.sidecar.istio.io/excludeOutboundPorts': ports,
  'traffic.sidecar.istio.io/includeInboundPorts': orAll(ports),
  'traffic.sidecar.istio.io/includeOutboundIPRanges': orAll(blocks),
  'traffic.sidecar.istio.io/includeOutboundPorts': orAll(ports),
};

/** What is wrong with the value of an annotation, or undefined; of most annotations any text is right. */
export function annotationMistake(name: string, value: string): string | undefined {
  return CHECKS[name]?.(value);
}

function isBlock(text: string): boolean {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (v4) return v4.slice(1, 5).every((part) => Number(part) < 256) && Number(v4[5]) <= 32;
  const v6 = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text);
  return v6 !== null && (v6[1] ?? '').includes(':') && Number(v6[2]) <= 128;
}
