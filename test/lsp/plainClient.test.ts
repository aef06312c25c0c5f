// Every LSP method of the server, for a client without capabilities: no workspace, no snippets, no commands of KynML. Each answer is more than the
// fallback and contains nothing that is specific to VS Code.
import { beforeEach, expect, test } from 'vitest';
import { features } from '../../server/src/lsp/features';
import { startClient, type TestClient } from './client';
import { openSpec, type RequestCase, standardRequests } from './standardRequests';

const methods = features.map(f => f.method).filter(method => !method.startsWith('kynml/'));

let client: TestClient;
let requests: Readonly<Record<string, RequestCase>>;
beforeEach(async () => {
  client = await openSpec(files =>
    startClient(files, { workspace: false, plain: true, applyEdit: true, pull: false, data: true }),
  );
  requests = standardRequests(client);
});

test('each standard method of the server has a request', () => {
  expect(Object.keys(requests).sort()).toEqual([...methods].sort());
});

test.each(methods)('%s', async method => {
  const { params, part = /never/ } = requests[method] ?? {};
  const answer = JSON.stringify(await client.connection.sendRequest(method, (await params?.()) ?? {}));
  expect(answer).toMatch(part);
  // Only VS Code supports commands, icons and links to commands.
  expect(answer).not.toMatch(/"command":"(?!kynml\.server\.)[^"]|\$\([a-z-]+\)|command:|"markdown"/);
});
