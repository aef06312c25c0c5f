// Open texts full of hashes are searched once, and not at each event of a file.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type DocumentLink, FileChangeType } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { stopwatch } from '../stopwatch';
import { startClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex');

test('many hashes in many texts', { timeout: 120_000 }, async () => {
  const files = { 'h.kyn': houseSpec, 'out/run_manifest.json': manifestText({ config_hash: sha(houseSpec) }) };
  const client = await startClient(files, { ...VSCODE_CLIENT, prose: true });
  await client.request('kynml/runs', {});
  const answered = () => client.hover('h.kyn', 0, 0);
  const texts = Array.from({ length: 20 }, (_, i) =>
    [...Array.from({ length: 20_000 }, (_, j) => hashOf(`${i}/${j}`)), sha(houseSpec)].join('\n'),
  );
  for (const [i, text] of texts.entries()) await client.open(`notes-${i}.md`, text, 'markdown');
  const timeOfEvent = async (): Promise<number> => {
    const elapsed = stopwatch();
    client.write('out/run_manifest.json', `${manifestText({ config_hash: sha(houseSpec), seed: Math.random() })}`);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('out/run_manifest.json'), type: FileChangeType.Changed }],
    });
    await answered();
    await new Promise(resolve => setTimeout(resolve, 50));
    await answered();
    return elapsed();
  };
  const first = await timeOfEvent();
  const later = [await timeOfEvent(), await timeOfEvent(), await timeOfEvent()];
  expect(Math.min(...later)).toBeLessThan(first / 5);
  const links: DocumentLink[] = await client.connection.sendRequest('textDocument/documentLink', {
    textDocument: { uri: client.uri('notes-19.md') },
  });
  expect(links.map(({ range }) => range.start.line)).toEqual([20_000]);
});
