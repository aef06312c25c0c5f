// A hash that a script is given: used only where the file is as it was when it was hashed, before and after it is read.
import { describe, expect, type TestContext, test } from 'vitest';
import { planWith } from './plans';
import { csvOf, runScripts, type ScriptResult } from './runScripts';

const CSV = csvOf(
  ['a', 'b', 'price'],
  Array.from({ length: 20 }, (_, i) => [i, i % 3, i * 2]),
);
const GIVEN = 'ab'.repeat(32);
const PREPARE = `
import csv as csv_module, hashlib
stat = os.stat(csv)
state = [stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
given = "--data-hash=${GIVEN}:" + ":".join(map(str, state))
def other(place):
    return "--data-hash=${GIVEN}:" + ":".join(str(n + (i == place)) for i, n in enumerate(state))
arguments = sys.argv
undo.append(lambda: setattr(sys, "argv", arguments))
`;
const AFTER = 'import hashlib; answer = hashlib.sha256(open(csv, "rb").read()).hexdigest()';

// The script reads the file several times; before the second one it is changed.
const whileReading = (change: string): string => `
reader, count = csv_module.reader, [0]
def watched(*args, **options):
    count[0] += 1
    if count[0] == 2:
        ${change}
    return reader(*args, **options)
csv_module.reader = watched
undo.append(lambda: setattr(csv_module, "reader", reader))
sys.argv = ["train.py", given]
`;

const CASES = {
  same: 'sys.argv = ["train.py", given]',
  none: 'sys.argv = ["train.py"]',
  inode: 'sys.argv = ["train.py", other(0)]',
  size: 'sys.argv = ["train.py", other(1)]',
  modified: 'sys.argv = ["train.py", other(2)]',
  changed: 'sys.argv = ["train.py", other(3)]',
  damaged: 'sys.argv = ["train.py", given[:-1], given.replace("ab", "AB", 1), given + ":1", given.replace("=", " ")]',
  foreign: 'os.environ["KYNML_DATA_HASH"] = given',
  several: 'sys.argv = ["train.py", other(0), given]',
  // Another file with the same content, size and times of the content takes its place.
  replaced: `
import shutil
shutil.copy2(csv, csv + ".new")
os.replace(csv + ".new", csv)
sys.argv = ["train.py", given]
`,
  touched: whileReading('while os.stat(csv).st_ctime_ns == state[3]: os.chmod(csv, 0o600)'),
  rewritten: whileReading('while os.stat(csv).st_mtime_ns == state[2]: open(csv, "r+b").write(b"a")'),
  // What the second reading meets: a row more, a text, half a row.
  longer: whileReading('open(csv, "ab").write(b"1,2,3\\n")'),
  text: whileReading('open(csv, "ab").write(b"x,y,z\\n")'),
  half: whileReading('open(csv, "ab").write(b"1,2")'),
} as const;

// All scripts run in one process, in the first test.
let ran: readonly ScriptResult[] | undefined;
function resultOf(context: TestContext, name: keyof typeof CASES): ScriptResult | undefined {
  const plan = planWith({ train: { epochs: '1' } });
  const runs = Object.values(CASES).map(code => ({ plan, csv: CSV, before: `${PREPARE}${code}`, after: AFTER }));
  ran ??= runScripts(context, runs);
  return ran[Object.keys(CASES).indexOf(name)];
}

const hashIn = (result: ScriptResult | undefined): unknown => JSON.parse(result?.manifest ?? '{}').data_hash;

describe('the hash of the data that a script is given', { timeout: 120_000 }, () => {
  test.for(['same', 'several'] as const)('is in the manifest where the file is the same: %s', (name, context) => {
    expect(hashIn(resultOf(context, name))).toBe(GIVEN);
  });

  test.for(['none', 'inode', 'size', 'modified', 'changed', 'damaged', 'foreign', 'replaced', 'touched'] as const)(
    'is not used: %s',
    (name, context) => {
      const result = resultOf(context, name);
      expect([hashIn(result), hashIn(result) === GIVEN]).toEqual([result?.answer, false]);
    },
  );

  test.for(['rewritten', 'longer', 'text', 'half'] as const)(
    'does not hide that the data changed while it was read: %s',
    (name, context) => {
      const result = resultOf(context, name);
      expect([result?.exitCode, result?.manifest]).toEqual([1, null]);
      expect(result?.stderr).toMatch(/changed while it was read\. Start the training again\.\n$/);
      expect(result?.stderr).not.toContain('Traceback');
    },
  );
});
