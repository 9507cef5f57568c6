import { celEnvironment } from './cel-environment';

/** What is wrong with the syntax of a CEL expression; undefined if nothing is. Names and types are not looked at. */
export function celSyntaxMistake(expression: string): string | undefined {
  try {
    celEnvironment().parse(expression);
    return undefined;
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    return `is no expression of CEL: ${reason}`;
  }
}
