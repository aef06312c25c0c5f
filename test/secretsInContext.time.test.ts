// The search for secrets that only their neighbours show takes time in proportion to the length of the text.
import { expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { stopwatch } from './stopwatch';

test.each(['value', 'content', 'token', 'pass'])(
  'an object that repeats `%s` takes time in proportion to its length',
  key => {
    const members = Array(20_000).fill(`"${key}": "x"`);
    const root = parseJson(`{${members.join(', ')}}`).value as JsonNode;
    const elapsed = stopwatch();
    expect(secretsOf(markSecrets(root))).toEqual([]);
    // A search of all members for each of them took 5 to 45 s.
    expect(elapsed()).toBeLessThan(2000);
  },
);
