// The lock commands, called with the URI of a spec as the explorer and the lenses do.
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');
const { activate, closeAll, eventually, lensTitles, open, uriOf } = require('./workbench.cjs');

const pathOf = file => uriOf(file).fsPath;
const sha256 = file =>
  createHash('sha256')
    .update(readFileSync(pathOf(file)))
    .digest('hex');
const lockIn = file => JSON.parse(readFileSync(pathOf(file), 'utf8'));
const run = (command, file) => vscode.commands.executeCommand(`kynml.${command}`, uriOf(file));

describe('the lock of a spec', () => {
  const wideLock = 'house_price_wide.kyn.lock';
  const kept = {};

  before(async () => {
    await activate();
    for (const file of ['house_price.kyn', 'kynml.lock']) kept[file] = readFileSync(pathOf(file));
  });

  afterEach(async () => {
    await closeAll();
    for (const [file, bytes] of Object.entries(kept)) writeFileSync(pathOf(file), bytes);
    rmSync(pathOf(wideLock), { force: true });
  });

  it('is created beside the spec when kynml.lock is that of another', async () => {
    await run('createLock', 'house_price_wide.kyn');
    const { config_hash, source_path, schema_version } = lockIn(wideLock);
    assert.deepEqual(
      { config_hash, source_path, schema_version },
      { config_hash: sha256('house_price_wide.kyn'), source_path: 'house_price_wide.kyn', schema_version: '1' },
    );
    assert.deepEqual(readFileSync(pathOf('kynml.lock')), kept['kynml.lock']);
    const { document } = await open('house_price_wide.kyn');
    await eventually('the lens to say locked', async () => (await lensTitles(document)).includes('$(lock) locked'));
  });

  it('is regenerated for a spec that changed on disk, and keeps what else it holds', async () => {
    writeFileSync(pathOf('house_price.kyn'), `${kept['house_price.kyn']}\n# changed\n`);
    writeFileSync(pathOf('kynml.lock'), JSON.stringify({ ...lockIn('kynml.lock'), note: 'mine' }));
    await run('regenerateLock', 'house_price.kyn');
    const { config_hash, note } = lockIn('kynml.lock');
    assert.deepEqual({ config_hash, note }, { config_hash: sha256('house_price.kyn'), note: 'mine' });
  });

  it('is saved for: regenerating locks what the editor shows, not an older file', async () => {
    const editor = await open('house_price.kyn');
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# mine\n'));
    await run('regenerateLock', 'house_price.kyn');
    assert.equal(editor.document.isDirty, false);
    assert.match(readFileSync(pathOf('house_price.kyn'), 'utf8'), /^# mine\n/);
    assert.equal(lockIn('kynml.lock').config_hash, sha256('house_price.kyn'));
  });

  it('is only looked at by Check Lock', async () => {
    await run('checkLock', 'house_price.kyn');
    await run('checkLock', 'house_price_wide.kyn');
    assert.deepEqual(readFileSync(pathOf('kynml.lock')), kept['kynml.lock']);
    assert.equal(existsSync(pathOf(wideLock)), false);
  });
});
