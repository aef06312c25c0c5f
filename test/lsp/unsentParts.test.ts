// How long answers are sent in parts.
import { expect, test } from 'vitest';
import { unsentParts } from '../../server/src/lsp/protocol/unsentParts';

const PARTS = [{ at: 0 }, { at: 1 }, { at: 2 }];

/** Sends the parts to a client that asks for parts, or does not, and cancels after `cancelAfter` of them. */
async function send(asks: boolean, cancelAfter?: number) {
  let made = 0;
  const tried: object[] = [];
  function* parts() {
    for (const part of PARTS) {
      made++;
      yield part;
    }
  }
  const cancelled = {
    get aborted() {
      return tried.length === cancelAfter;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  const partial = (part: object): boolean => {
    tried.push(part);
    return asks;
  };
  const unsent = await unsentParts(parts(), { partial, cancelled });
  return { unsent, tried, made };
}

test('all parts are sent, or left if the client did not ask for them', async () => {
  expect(await send(true)).toEqual({ unsent: [], tried: PARTS, made: 3 });
  expect(await send(false)).toEqual({ unsent: PARTS, tried: PARTS, made: 3 });
});

test.each([0, 1, 2])('nothing is sent after a request was cancelled after part %i', async count => {
  const { unsent, tried } = await send(true, count);
  expect([unsent, tried]).toEqual([undefined, PARTS.slice(0, count)]);
});

test('a request that is cancelled after the last part is answered', async () => {
  expect(await send(true, 3)).toEqual({ unsent: [], tried: PARTS, made: 3 });
});

test('other work has its turn between the parts', async () => {
  const order: string[] = [];
  const partial = (): boolean => {
    order.push('part');
    setImmediate(() => order.push('other'));
    return true;
  };
  const cancelled = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  await unsentParts(PARTS, { partial, cancelled });
  expect(order.slice(0, 4)).toEqual(['part', 'other', 'part', 'other']);
});
