// Plain English: a short list of phrases that have a plainer form. Each comes with an example that must be found.
import { expect, test } from 'vitest';
import { codeFiles, filesMatching, pages, textOf } from './files';

const BANNED: readonly (readonly [pattern: RegExp, instead: string, example: string])[] = [
  [/(?<!\bthere )\bis no (?!longer\b)/i, '"is not a", or say what it is', 'foo is no name'],
  [/(?<!\bthere )\bare no (?!longer\b)/i, '"are not"', 'these are no runs'],
  [/\bstands\b/i, '"is", "means"', 'Text stands in quotes'],
  [/\bsomebody\b/i, '"someone", or who it is', 'what somebody wrote'],
  [/\bnobody\b/i, '"no one", or an active sentence', 'nobody uses it'],
  [/\bmend(s|ed|ing)?\b/i, '"fix"', 'Mend the file'],
  [/\bcure[sd]?\b/i, '"fix"', 'a cure for it'],
  [/\bwould else\b/i, '"would otherwise"', 'which would else be lost'],
];

// This file contains the phrases.
const SELF = 'test/tidy/phrases.test.ts';
const texts = [
  ...codeFiles,
  ...pages,
  ...filesMatching(/^(package\.nls\.json|package\.json|media\/.*\.md|\.ci\/run)$/),
];

test.each(BANNED)('%s is not used', (pattern, instead) => {
  const found = texts
    .filter(path => path !== SELF)
    .flatMap(path =>
      textOf(path)
        .split('\n')
        .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 160)}`] : [])),
    );
  expect(found, `write ${instead}`).toEqual([]);
});

test.each(BANNED)('%s is found', (pattern, _, example) => {
  expect(example).toMatch(pattern);
});

test.each(['there is no default', 'There are no params', 'it is no longer used'])('%s is plain English', text => {
  expect(BANNED.filter(([pattern]) => pattern.test(text))).toEqual([]);
});
