// Findings of a spec and their fixes, through the protocol.
import { describe, expect, it } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

describe('findings', () => {
  it('have quick fixes with edits', async () => {
    const text = houseSpec.replace('epochs', 'epoch');
    const client = await startClient({ 'net.kyn': text }, VSCODE_CLIENT);
    await client.open('net.kyn', text);
    const found = (await client.diagnostics('net.kyn')).find(d => d.code === 'unknown-key');
    const [action] = await client.actions('net.kyn', found!);
    expect(action?.title).toBe('Change to `epochs`');
    expect(action?.edit?.changes?.[client.uri('net.kyn')]?.[0]).toMatchObject({
      newText: 'epochs',
      range: found!.range,
    });
  });

  it('follow the settings', async () => {
    const text = houseSpec.replace('linear', 'swish');
    const strict = await startClient(
      { 'net.kyn': text },
      { ...VSCODE_CLIENT, settings: { catalog: { unknownWords: 'error', extra: {} } } },
    );
    await strict.open('net.kyn', text);
    await expect.poll(async () => (await strict.diagnostics('net.kyn'))[0]?.severity).toBe(1);
    const extra = await startClient(
      { 'net.kyn': text },
      { ...VSCODE_CLIENT, settings: { catalog: { extra: { activation: ['swish'] } } } },
    );
    await extra.open('net.kyn', text);
    await expect.poll(() => extra.codes('net.kyn')).toEqual(['builtin-word']);
  });

  it('about the built-in compiler are information, and are not shown where only the official one is used', async () => {
    const text = houseSpec.replace('linear', 'swish');
    const start = async (compiler: string) => {
      const catalog = { extra: { activation: ['swish'] } };
      const client = await startClient({ 'net.kyn': text }, { ...VSCODE_CLIENT, settings: { compiler, catalog } });
      await client.open('net.kyn', text);
      return client;
    };
    const both = await start('auto');
    await expect.poll(() => both.codes('net.kyn')).toEqual(['builtin-word']);
    expect((await both.diagnostics('net.kyn'))[0]?.severity).toBe(3);
    const official = await start('official');
    await expect.poll(() => official.codes('net.kyn')).toEqual([]);
  });

  it('are published to a client that cannot pull', async () => {
    const client = await startClient({}, { pull: false });
    await client.open('net.kyn', 'train\n');
    await expect.poll(() => client.published.get(client.uri('net.kyn'))?.map(d => d.code)).toContain('missing-colon');
  });

  it('about an import follow the imported buffer', async () => {
    const main = `import "base.kyn"\n\ntrain:\n    model = Net\n    data = Houses\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 1\n    seed = 1\n`;
    const client = await startClient({ 'base.kyn': houseSpec, 'main.kyn': main }, VSCODE_CLIENT);
    await client.open('main.kyn', main);
    expect(await client.codes('main.kyn')).toEqual([]);
    await client.open('base.kyn', houseSpec);
    await client.change('base.kyn', houseSpec.replace('model Net:', 'model Nets:'));
    expect(await client.codes('main.kyn')).toEqual(['unknown-name']);
  });
});
