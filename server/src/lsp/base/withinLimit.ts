// A limit for work that an answer must not wait for.
import type { Timer } from './pause';

/** The result of the work; undefined when it takes longer than a limit in milliseconds. The work itself continues. */
export async function withinLimit<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: Timer | undefined;
  const limit = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
