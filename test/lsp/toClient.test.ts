// The boundary to the client: texts without secrets and hidden characters, at the cost of what changes.

import { expect, test } from 'vitest';
import { ResponseError } from 'vscode-languageserver';
import { toClient } from '../../server/src/lsp/base/toClient';
import { OPENAI } from '../secretSample';

const HIDING = 'a\u202eb';
const SHOWN = 'a\\u202eb';

test('texts are shown as they are, at any depth, except those of data', () => {
  const answer = {
    label: HIDING,
    uri: HIDING,
    items: [{ message: 'plain' }, { message: HIDING, range: { start: { line: 1 } } }, HIDING],
    newText: OPENAI,
    none: null,
  };
  const before = structuredClone(answer);
  expect(toClient(answer)).toEqual({
    label: SHOWN,
    uri: HIDING,
    items: [{ message: 'plain' }, { message: SHOWN, range: { start: { line: 1 } } }, SHOWN],
    newText: OPENAI,
    none: null,
  });
  expect(answer).toEqual(before);
  expect(Object.keys(toClient(answer))).toEqual(Object.keys(answer));
});

test('a secret is hidden each time, in short and in long texts', () => {
  for (let i = 0; i < 3; i++)
    for (const text of [OPENAI, `${'long '.repeat(100)}${OPENAI}`])
      expect(JSON.stringify(toClient({ message: text }))).not.toContain(OPENAI);
  const error = toClient(new ResponseError(1, OPENAI));
  expect(error).toBeInstanceOf(ResponseError);
  expect(error.message).not.toContain(OPENAI);
});

test('a key that is special to JavaScript is a key like others', () => {
  const answer = JSON.parse(`{"__proto__": {"message": "${HIDING}"}, "constructor": "${HIDING}"}`);
  expect(JSON.stringify(toClient(answer))).toBe(
    JSON.stringify(JSON.parse(`{"__proto__": {"message": "a\\\\u202eb"}, "constructor": "a\\\\u202eb"}`)),
  );
});

test('what does not change is not copied', () => {
  const answer = { items: [{ message: 'plain', range: { start: { line: 1 } } }], tokens: [1, 2, 3] };
  expect(toClient(answer)).toBe(answer);
  const changed = toClient({ ...answer, message: HIDING });
  expect(changed.items).toBe(answer.items);
  expect(changed.tokens).toBe(answer.tokens);
});

test('more texts than are kept', () => {
  const texts = Array.from({ length: 10_000 }, (_, i) => `${i} ${HIDING}`);
  expect(toClient(texts)).toEqual(texts.map(text => text.replace(HIDING, SHOWN)));
  expect(toClient(texts)).toEqual(texts.map(text => text.replace(HIDING, SHOWN)));
});
