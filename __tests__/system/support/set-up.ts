import { jest } from '@jest/globals';

/** Real servers start, stop and are waited for. */
jest.setTimeout(60_000);
