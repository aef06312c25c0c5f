// The state of the work tree of a document, through the protocol.
import { execFileSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../nodeHost';
import { startClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

const SPEC = 'params:\n    lr = 0.1\n';

describe('kynml/gitState', () => {
  it('is reported only in a trusted work tree with a commit', async () => {
    const client = await startClient({ 'n.kyn': SPEC }, VSCODE_CLIENT);
    const uri = client.uri('n.kyn');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    expect(await client.request('kynml/gitState', { uri })).toBeNull();
    git('init', '-q', '-b', 'main');
    expect(await client.request('kynml/gitState', { uri })).toBe('unknown');
    git('add', '.');
    git('commit', '-qm', 'one');
    expect(await client.request('kynml/gitState', { uri })).toMatchObject({ dirty: false, branch: 'main' });
    client.write('new.txt', 'x');
    expect(await client.request('kynml/gitState', { uri })).toMatchObject({ dirty: true });
    const untrusted = await startClient({ 'n.kyn': SPEC }, { options: { commands: true } });
    expect(await untrusted.request('kynml/gitState', { uri })).toBeNull();
  });

  it('runs no program that the repository configures', async () => {
    const client = await startClient({ 'n.kyn': SPEC, '.gitattributes': '*.kyn filter=evil\n' }, VSCODE_CLIENT);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    const trace = client.path('ran');
    git('config', 'filter.evil.clean', `touch "${trace}"; cat`);
    utimesSync(client.path('n.kyn'), 1, 1);
    await client.request('kynml/gitState', { uri: client.uri('n.kyn') });
    expect(nodeHost.stat(trace)).toBeUndefined();
  });
});
