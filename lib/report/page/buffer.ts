/** The one use that the simulator makes of Node's Buffer, for browsers: the text in a part of a token. */
export const Buffer = {
  from(encoded: string): { toString(): string } {
    const bytes = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    return { toString: () => text };
  },
};
