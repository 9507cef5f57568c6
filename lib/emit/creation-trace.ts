import path from 'node:path';
import { Node, type IConstruct } from 'constructs';

/** A stack that is made into text only when somebody asks. */
interface Trace {
  readonly stack?: string;
}

/** Where each construct was made. What one line of a loop makes, thousands of constructs maybe, has one trace. */
const traces = new WeakMap<object, Trace>();
const tracesByCalls = new Map<string, Trace>();
let tracing = false;

/** The folder of the generated API objects, which is a link into the sources where they are developed. */
const GENERATED = path.dirname(require.resolve('@cdk8s/istio-imports')) + path.sep;

/** As `constructs` has it: a construct joins the children of its parent when it is made. */
interface Parent {
  addChild?: (child: IConstruct, name: string) => void;
}

/** How V8 keeps stacks, and makes them into what `stack` gives. */
interface StackSettings {
  stackTraceLimit: number;
  prepareStackTrace?: ((error: Error, calls: NodeJS.CallSite[]) => unknown) | undefined;
}

/** Remembers from now on where constructs are made, so that mistakes can name the line. */
export function traceConstructs(): void {
  const prototype = Node.prototype as unknown as Parent;
  const { addChild } = prototype;
  if (tracing || addChild === undefined) return;
  tracing = true;
  prototype.addChild = function (this: Parent, child, name): void {
    traces.set(child, traceAbove(prototype.addChild));
    addChild.call(this, child, name);
  };
}

/** The trace of the calls that led to a function which is running. */
function traceAbove(called: Parent['addChild']): Trace {
  const settings: StackSettings = Error;
  const { stackTraceLimit, prepareStackTrace } = settings;
  settings.stackTraceLimit = 30;
  settings.prepareStackTrace = (_error, calls) => calls.map(positionOf).join();
  const positions: Trace = {};
  Error.captureStackTrace(positions, called);
  const key = positions.stack ?? '';
  settings.prepareStackTrace = prepareStackTrace;
  let trace = tracesByCalls.get(key);
  if (trace === undefined) {
    trace = {};
    Error.captureStackTrace(trace, called);
    tracesByCalls.set(key, trace);
  }
  settings.stackTraceLimit = stackTraceLimit;
  return trace;
}

/** The place as V8 has it: a line, as the text of a stack has it, would have to be counted. */
function positionOf(call: NodeJS.CallSite): string {
  return `${call.getFileName() ?? ''}:${call.getPosition()}`;
}

/**
 * The place in the program that made a construct, as `main.ts:12`, seen from the working directory; undefined where it
 * is not known. Frames of packages and of this library are passed over.
 */
export function creationPlace(construct: IConstruct): string | undefined {
  const ownRooms = path.dirname(path.dirname(framesOf(new Error())[0]?.file ?? '')) + path.sep;
  const frame = framesOf(traces.get(construct)).find(
    ({ file }) =>
      !file.includes(`${path.sep}node_modules${path.sep}`) &&
      !file.startsWith(ownRooms) &&
      !file.startsWith(GENERATED),
  );
  return frame && `${path.relative(process.cwd(), frame.file)}:${frame.line}`;
}

interface Frame {
  readonly file: string;
  readonly line: string;
}

function framesOf(trace: Trace | undefined): readonly Frame[] {
  return (trace?.stack ?? '').split('\n').flatMap((text) => {
    const [, file, line] = /\(?(?:file:\/\/)?(\/[^()]*?):(\d+):\d+\)?$/.exec(text) ?? [];
    return file === undefined || line === undefined ? [] : [{ file, line }];
  });
}
