import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition holds. @throws when it does not within so many seconds. */
export async function until(what: string, holds: () => boolean, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what} did not come true within ${seconds} s`);
    await sleep(50);
  }
}

/** A TCP port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no TCP port to listen on'));
        else resolve(address.port);
      });
    });
  });
}
