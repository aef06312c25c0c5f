// A server that received the events of random changes reports the same as a server that starts on the result.
import { afterAll, expect, test } from 'vitest';
import { caseCount, caseTimeout, repeatWith, SEED } from '../cases';
import { Chance, randomFrom } from '../kyn/mutate';
import { nodeHost } from '../nodeHost';
import { type ClientOptions, startClient, type TestClient } from './client';
import { frozenHost } from './frozenHost';
import { RandomTree } from './randomTree';

const CASES = caseCount(30);
const STEPS = 20;
const COMPARED_EVERY = 5;
const ran = { comparisons: 0, findings: 0, marks: 0 };
afterAll(() => console.log(`fresh servers: ${JSON.stringify(ran)} (${repeatWith()})`));

interface Shown {
  readonly findings: Record<string, unknown>;
  readonly marks: unknown;
}

async function shownBy(client: TestClient): Promise<Shown> {
  const { items } = await client.connection.sendRequest<{ items: { uri: string; items: unknown[] }[] }>(
    'workspace/diagnostic',
    { previousResultIds: [] },
  );
  const marks = (await client.request('kynml/fileStates', {}))?.files ?? [];
  const found = items.filter(report => report.items.length > 0).map(({ uri, items }) => [uri, items] as const);
  const byUri = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  return {
    findings: Object.fromEntries(found.sort(byUri)),
    marks: marks.map(mark => [mark.uri, mark] as const).sort(byUri),
  };
}

async function compared(client: TestClient, options: ClientOptions, log: readonly string[]): Promise<void> {
  const fresh = await shownBy(await startClient({}, { ...options, host: nodeHost, at: client.folder }));
  const context = `${repeatWith()}\n${log.join('\n')}`;
  await expect.poll(() => shownBy(client), { message: context, timeout: 1000, interval: 5 }).toEqual(fresh);
  ran.comparisons++;
  ran.findings += Object.keys(fresh.findings).length;
  ran.marks += (fresh.marks as unknown[]).length;
}

test.each(Array.from({ length: CASES }, (_, i) => SEED + i))(
  'the findings and marks are those of a new server (seed %i)',
  async seed => {
    const random = randomFrom(seed);
    const chance = new Chance(random);
    const options: ClientOptions = {
      folders: ['ws'],
      data: true,
      options: { trusted: chance.below(4) > 0 },
      host: chance.below(2) === 0 ? frozenHost : nodeHost,
    };
    const client = await startClient({ 'ws/a.kyn': '' }, options);
    const tree = new RandomTree(client.folder, chance);
    let hasOuter = false;
    for (let step = 0; step < STEPS; step++) {
      if (chance.below(6) === 0) {
        const outer = [{ uri: client.uri('out'), name: 'out' }];
        const event = hasOuter ? { added: [], removed: outer } : { added: outer, removed: [] };
        await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
        hasOuter = !hasOuter;
        tree.log.push(`out ${hasOuter ? 'joins' : 'leaves'} the workspace`);
      }
      for (const changes of tree.changes())
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: changes.map(({ path, type }) => ({ uri: client.uri(path), type })),
        });
      if (step % COMPARED_EVERY === COMPARED_EVERY - 1)
        await compared(client, { ...options, folders: hasOuter ? ['ws', 'out'] : ['ws'] }, tree.log);
      else if (chance.below(2) === 0) await shownBy(client);
    }
  },
  caseTimeout(60_000),
);
