// A client whose server validates specs with a small fake compiler, which it really starts.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { expect, onTestFinished, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { type ClientOptions, startClient, type TestClient } from './client';

/** A spec that imports PARTS. */
export const SPEC = `import "lib/parts.kyn"

dataset D:
    source = csv("d.csv")
    target = "y"

train:
    model = M
    data = D
    loss = mse
    optimizer = sgd(lr=0.1)
    epochs = 3
    seed = 1
`;

/** The library lib/parts.kyn. */
export const PARTS = 'model M:\n    input 2\n    dense 1 linear\n';

// Appends its arguments and its process id to `ran`, then runs the code in the file `do` of its folder.
const TOOL = `#!${process.execPath}
const fs = require('node:fs');
fs.appendFileSync('ran', JSON.stringify([...process.argv.slice(2), process.pid]) + '\\n');
const path = process.argv.at(-1);
eval(fs.readFileSync('do', 'utf8'));
`;

/** Code of a compiler that accepts the spec. */
export const VALID = 'console.log("Valid KynML program: " + path)';

/** Code of a compiler that prints a message, a JavaScript expression in which `path` is the spec, and fails. */
export const fails = (message: string, code = 1) => `console.error(${message}); process.exit(${code})`;

/** Code of a compiler that does not end, not even after SIGTERM. */
export const HANGS = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';

/** Settings that turn validation on, with changes. */
export const settingsWith = (more: object = {}) => ({ validate: { onSave: true }, command: './kynml', ...more });

/** A client in a trusted workspace with a fake compiler that runs `behaviour`, and with validation on; `choice` overrides any of this. */
export async function startWithCompiler(behaviour: string, choice: ClientOptions = {}): Promise<TestClient> {
  const files = { 'a.kyn': SPEC, 'lib/parts.kyn': PARTS, kynml: TOOL, do: behaviour };
  const client = await startClient(files, {
    options: { trusted: true },
    settings: settingsWith(),
    ...choice,
  });
  chmodSync(client.path('kynml'), 0o755);
  // The shutdown stops programs that are still running.
  onTestFinished(async () => void (await client.connection.sendRequest('shutdown').catch(() => undefined)));
  await client.open('a.kyn', SPEC);
  // The server requested the settings before it answered this request.
  await client.diagnostics('a.kyn');
  return client;
}

/** The diagnostics of the compiler. */
export const official = async (client: TestClient, path = 'a.kyn') =>
  (await client.diagnostics(path)).filter(d => d.source === 'kynml validate');

/** Waits for diagnostics of the compiler. */
export const compilerDiagnostics = (client: TestClient) =>
  vi.waitFor(
    async () => {
      const found = await official(client);
      expect(found).not.toEqual([]);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );

/** The arguments of each start of the compiler, and its process id. */
export const runs = (client: TestClient): [...string[], number][] => {
  if (!existsSync(client.path('ran'))) return [];
  const lines = readFileSync(client.path('ran'), 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line));
};

/** Waits for a number of starts of the compiler. */
export const ran = (client: TestClient, times: number) =>
  vi.waitFor(() => expect(runs(client)).toHaveLength(times), { timeout: 10_000, interval: 20 });

/** The process id of a start of the compiler. */
export const pidOf = (client: TestClient, run: number): number => Number(runs(client)[run]?.at(-1));

/** Waits for the end of a process. */
export const gone = (pid: number) =>
  vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000, interval: 20 });

/** Long enough for a program to start, in tests in which none may start. */
export const aWhile = () => new Promise(resolve => setTimeout(resolve, 400));
