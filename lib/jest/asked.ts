import { meshOf } from './subject';
import type { Answer } from '../simulate/answer';
import { answerInText } from '../simulate/answer-text';
import type { Call } from '../simulate/call';
import { Simulator } from '../simulate/simulator';

/**
 * A request of a test: `GET http://shop.example.com/api`, or with its headers and where it enters. Without `from` it
 * enters by every Gateway at the port of the URL.
 */
export type TestCall =
  | string
  | {
      readonly request: string;
      readonly from?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** The IP address that calls, by which policies may judge. */
      readonly sourceIp?: string;
    };

/** What the mesh of a test does with a request, and that in words. */
export interface Asked {
  readonly answer: Answer;
  readonly text: string;
}

/** Asks the simulator. */
export function asked(subject: unknown, call: TestCall): Asked {
  const whole = callOf(call);
  const answer = new Simulator(meshOf(subject)).answer(whole);
  return { answer, text: answerInText(whole, answer) };
}

/** The whole request. */
export function callOf(call: TestCall): Call {
  const given = typeof call === 'string' ? { request: call } : call;
  return { from: `gateway:*:${portOf(given.request)}`, ...given };
}

function portOf(request: string): string {
  const [, scheme, port] = /^\w+ (\w+):\/\/[^/?]*?(?::(\d+))?(?:[/?]|$)/.exec(request) ?? [];
  return port ?? (scheme === 'https' ? '443' : '80');
}
