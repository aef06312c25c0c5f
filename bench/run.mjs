// Benchmarks the language server: `node bench/run.mjs [--only=compare|curve|hard] [--server=FILE]`. See bench/README.md.
// --server: measure this bundle instead of a production build of dist/.
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../scripts/atOurEnd.mjs';
import { buildExtension, Halt, main } from '../scripts/project.mjs';
import { compare } from './compare.mjs';
import { curve } from './curve.mjs';
import { hardTexts } from './hardTexts.mjs';
import { json, jsonBundled, kynml } from './peers.mjs';

const parts = {
  compare: {
    title: 'Comparison on 10,000 lines',
    run: async (peer, folder) =>
      compare([peer, json(), await jsonBundled(folder)], {
        folder,
        lines: 10_000,
        starts: 11,
        warmUp: 50,
        keystrokes: 200,
      }),
  },
  curve: {
    title: 'Response times by size of the spec',
    run: (peer, folder) => curve(peer, { folder, sizes: [100, 1_000, 10_000, 100_000], warmUp: 30, keystrokes: 100 }),
  },
  hard: {
    title: 'Extreme texts',
    run: (peer, folder) => hardTexts(peer, { folder, keystrokes: 20 }),
  },
};

await main(async () => {
  const { only, server } = options();
  if (server === undefined) buildExtension(['--production']);
  const peer = kynml(server === undefined ? undefined : path.resolve(server));
  const { folder } = temporaryFolder('bench');
  console.log(
    `Node ${process.version}, ${os.availableParallelism()} CPUs (${os.cpus()[0]?.model.trim() ?? 'unknown'}), ${process.platform}`,
  );
  for (const name of only ? [only] : Object.keys(parts)) {
    const { title, run } = parts[name];
    console.log(['', title, ...(await run(peer, folder))].join('\n'));
  }
});

function options() {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, server: { type: 'string' } } });
    if (values.only === undefined || Object.hasOwn(parts, values.only)) return values;
  } catch {
    // Print the usage, as for an unknown part.
  }
  throw new Halt(`Usage: node bench/run.mjs [--only=${Object.keys(parts).join('|')}] [--server=FILE]`);
}
