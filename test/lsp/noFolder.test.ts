// A spec in an editor that opens single files: there are no folders of a workspace, and nothing is trusted.
import { expect, test } from 'vitest';
import { houseLibrary, houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor } from './lockFixture';

const MAIN = `import "base.kyn"\n\n${houseSpec.slice(houseSpec.indexOf('train:')).replace('$lr', '0.1')}`;
const FILES = {
  'd/net.kyn': houseSpec,
  'd/base.kyn': houseLibrary,
  'd/main.kyn': MAIN,
  'd/kynml.lock': lockFor(`${houseSpec}# other\n`),
  'd/data/houses.csv': 'rooms,area,age,floor,price\n1,2,3,4,5\n2,3,4,5,6\n',
};

test('the lock and the data next to the spec are read', async () => {
  const client = await startClient(FILES, { folders: [], data: true });
  await client.open('d/net.kyn', houseSpec);
  expect(await client.codes('d/net.kyn')).toEqual(['lock-drift']);
  const bad = houseSpec.replace('"price"', '"prize"');
  await client.change('d/net.kyn', bad);
  expect(await client.codes('d/net.kyn')).toContain('csv-target');
});

test('an import next to the spec is read', async () => {
  const client = await startClient(FILES, { folders: [] });
  await client.open('d/main.kyn', MAIN);
  expect(await client.codes('d/main.kyn')).toEqual([]);
});

test('a lock is created next to the spec', async () => {
  const client = await startClient({ 'd/net.kyn': houseSpec }, { folders: [] });
  await client.open('d/net.kyn', houseSpec);
  await client.connection.sendRequest('workspace/executeCommand', {
    command: 'kynml.server.createLock',
    arguments: [client.uri('d/net.kyn')],
  });
  expect(await client.lensTitles('d/net.kyn')).toContain('locked');
});

test('files elsewhere are not read', async () => {
  const main = MAIN.replace('"base.kyn"', '"../outside/base.kyn"');
  const client = await startClient({ 'd/main.kyn': main, 'outside/base.kyn': houseLibrary }, { folders: [] });
  await client.open('d/main.kyn', main);
  expect(await client.codes('d/main.kyn')).toContain('import-problem');
});
