// Fixes of names that differ only in form, as the editor offers them.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor } from './lockFixture';

async function applied(client: TestClient, path: string, text: string, code: string): Promise<string[]> {
  await client.open(path, text);
  const found = (await client.diagnostics(path)).find(d => d.code === code);
  const actions = await client.actions(path, found!);
  return actions.flatMap(a => (a.edit?.changes?.[client.uri(path)] ?? []).map(e => `${a.title}: ${e.newText}`));
}

test('source_path, an import and a CSV path', async () => {
  const spec = `import "Models/net.kyn"\n${houseSpec.replace('data/houses.csv', 'Data/houses.csv')}`;
  const lock = lockFor(houseSpec, 'Specs/a.kyn');
  const files = { 'specs/a.kyn': spec, 'specs/models/Net.kyn': '', 'data/houses.csv': 'a,price\n', 'kynml.lock': lock };
  const client = await startClient(files, { data: true });
  expect(await applied(client, 'kynml.lock', lock, 'lock-orphan')).toEqual(['Change to `"specs/a.kyn"`: specs/a.kyn']);
  expect(await applied(client, 'specs/a.kyn', spec, 'import-problem')).toEqual([
    'Change to `"models/Net.kyn"`: models/Net.kyn',
  ]);
  const data = (await client.diagnostics('specs/a.kyn')).find(d => d.code === 'csv-missing');
  expect((await client.actions('specs/a.kyn', data!)).map(a => a.title)).toContain('Change to `"data/houses.csv"`');
});
