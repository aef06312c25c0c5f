// Large data of a sweep on Slurm, in memory.
import { expect, test } from 'vitest';
import { sha256 } from './cliEnvironment';
import { SlurmMachine, SUBMIT } from './slurmMachine';

test('a batch script has the hash of large data that several elements read, and no other script has it', async () => {
  const csv = `a,b,c,d,price\n${'1,2,3,4,5\n'.repeat(1_700_000)}`;
  const machine = new SlurmMachine({ '/w/data/houses.csv': csv });
  machine.exactState = path =>
    path === '/w/data/houses.csv' ? { text: '7:17000014:1:2', size: csv.length, modified: 1, changed: 2 } : undefined;
  expect((await machine.run(...SUBMIT)).code).toBe(0);
  const withHash = Object.entries(machine.files).filter(
    ([, text]) => String(text).includes('--data-hash=') && !String(text).includes('def known_hash'),
  );
  expect(withHash.map(([path]) => path)).toEqual([expect.stringMatching(/^\/w\/.kynml\/launches\/.*\.0\.sh$/)]);
  expect(String(withHash[0]?.[1])).toContain(`"$python" "./$script" '--data-hash=${sha256(csv)}:7:17000014:1:2'\n`);
});
