import path from 'node:path';
import { Node, type IConstruct } from 'constructs';

/** Where each construct was made: an Error whose stack is made into text only when somebody asks. */
const traces = new WeakMap<object, { readonly stack?: string }>();
let tracing = false;

/** The folder of the generated API objects, which is a link into the sources where they are developed. */
const GENERATED = path.dirname(require.resolve('@cdk8s/istio-imports')) + path.sep;

/** As `constructs` has it: a construct joins the children of its parent when it is made. */
interface Parent {
  addChild?: (child: IConstruct, name: string) => void;
}

/** Remembers from now on where constructs are made, so that mistakes can name the line. */
export function traceConstructs(): void {
  const prototype = Node.prototype as unknown as Parent;
  const { addChild } = prototype;
  if (tracing || addChild === undefined) return;
  tracing = true;
  prototype.addChild = function (this: Parent, child, name): void {
    const trace = {};
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 30;
    Error.captureStackTrace(trace, prototype.addChild);
    Error.stackTraceLimit = limit;
    traces.set(child, trace);
    addChild.call(this, child, name);
  };
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

function framesOf(trace: { readonly stack?: string } | undefined): readonly Frame[] {
  return (trace?.stack ?? '').split('\n').flatMap((text) => {
    const [, file, line] = /\(?(?:file:\/\/)?(\/[^()]*?):(\d+):\d+\)?$/.exec(text) ?? [];
    return file === undefined || line === undefined ? [] : [{ file, line }];
  });
}
