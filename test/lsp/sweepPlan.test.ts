// Where the sweep of a spec runs: an earlier one is unfinished, or it runs in a process of this machine.
import { expect, test } from 'vitest';
import { nodeComputer } from '../../server/src/lsp/node/nodeComputer';
import { processIdentity } from '../../src-shared/host/node/processIdentity';
import { startClient } from './client';
import { sha } from './lockFixture';

const SPEC = `model M:
    input 4
    dense 1 linear

dataset D:
    source = csv("d.csv")
    target = "y"

params:
    lr = 0.1

train:
    model = M
    data = D
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 1

sweep:
    lr = [0.1, 0.01]
`;
const FILES = {
  'h.kyn': SPEC,
  'd.csv': 'a,b,c,d,y\n1,2,3,4,5\n',
  'sweep_h/combo-0000/train.py': `CONFIG_HASH = "${sha(SPEC)}"\n`,
};

test('a sweep can be continued, but not while its process runs', async () => {
  const client = await startClient(FILES, { options: { commands: true, trusted: true } });
  const plan = () => client.request('kynml/sweepPlan', { uri: client.uri('h.kyn') });
  const unfinished = { folder: client.uri('sweep_h'), label: 'sweep_h', done: 0, failed: 0, isRunning: false };
  expect(await plan()).toEqual({ total: 2, newFolder: client.uri('sweep_h-2'), unfinished });
  const claim = (identity: string | undefined) =>
    client.write(
      'sweep_h/.kynml-claim',
      JSON.stringify({
        computer: nodeComputer.claims.computer,
        processes: { [process.pid]: identity },
        spec: 'h.kyn',
        started: '2026',
      }),
    );
  claim(processIdentity(process.pid));
  expect(await plan()).toMatchObject({ unfinished: { isRunning: true } });
  // Another process had this id.
  claim('another start');
  expect(await plan()).toMatchObject({ unfinished: { isRunning: false } });
});
