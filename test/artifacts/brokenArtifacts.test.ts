// Artifacts that users broke are still recognised, so that the mistake is reported and not taken for the file of another program.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kinds } from '../../src-shared/artifacts/kinds';
import { readArtifact } from '../../src-shared/artifacts/read';

const valid = kinds
  .filter(kind => kind.fileFormat === undefined)
  .flatMap(({ id, ownsNames, fileNames }) => {
    const folder = new URL(`./${id}/valid/`, import.meta.url);
    const own = ownsNames && fileNames[0];
    return readdirSync(folder).map(name => {
      const path = own ?? `any${/\.\w+$/.exec(name)?.[0]}`;
      return { id, name, path, text: readFileSync(new URL(name, folder), 'utf8') };
    });
  });

const oneSide = (text: string): string =>
  text.replace(/\n(.+)\n/, '\n<<<<<<< HEAD\n$1\n=======\n$1\n>>>>>>> other\n');

test.each<[what: string, change: (text: string) => string, code: string]>([
  ['a comma before the last bracket', text => text.replace(/([}\]])(\s*)$/, ',$1$2'), 'json-syntax'],
  ['a bracket too many', text => `${text}}`, 'json-syntax'],
  ['no last bracket', text => text.trimEnd().slice(0, -1), 'json-syntax'],
  ['a comment with a bracket and a quote', text => `// don't "x {\n${text}`, 'json-syntax'],
  ['a word before the first value', text => text.replace(':', ': oops'), 'json-syntax'],
  ['a byte order mark', text => `\ufeff${text}`, 'json-byte-order-mark'],
  ['a conflict in its first lines', oneSide, 'merge-conflict'],
])('%s', (_what, change, code) => {
  for (const { id, name, path, text } of valid) {
    const broken = change(text);
    if (broken === text) continue;
    const found = readArtifact(path, broken);
    expect([name, found?.kind.id, found?.diagnostics.map(d => d.code)]).toEqual([name, id, [code]]);
  }
});
