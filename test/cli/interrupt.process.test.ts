// Ctrl-C on a terminal while progress is shown: the line is removed, and kyn ends by the signal.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askPython } from '../python/askPython';
import { houseSpec } from '../specFixture';
import { kynProgram } from './kynProcess';

const program = kynProgram();
let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn interrupt ')));
  for (let i = 0; i < 1500; i++) writeFileSync(join(folder, `${i}.kyn`), houseSpec);
});
afterAll(() => rmSync(folder, { recursive: true }));

// Runs a program on a terminal of its own, and types Ctrl-C when a text appears.
const SCRIPT = `
import os, pty
child, terminal = pty.fork()
if child == 0:
    os.chdir(input["folder"])
    os.execv(input["argv"][0], input["argv"])
text, typed = b"", False
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    text += part
    if not typed and input["waitFor"].encode() in text:
        typed = True
        os.write(terminal, b"\\x03")
_, status = os.waitpid(child, 0)
output = {"text": text.decode(), "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}
`;

interface Ended {
  readonly text: string;
  readonly signal: number;
}

test('the line of progress is removed, and the signal ends kyn before its work is done', context => {
  const argv = [process.execPath, program.path(), 'check', '.'];
  const { text, signal } = askPython<Ended>(context, SCRIPT, { folder, argv, waitFor: 'of 1500 files' });
  expect(signal).toBe(2);
  expect(text).not.toContain('1500 files checked');
  // The terminal itself shows the keys as ^C.
  const line = text.replaceAll('^C', '').split('\r').at(-1);
  expect(line).toBe('\u001b[K');
});
