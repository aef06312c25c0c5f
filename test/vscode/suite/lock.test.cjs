// The lock commands, called with the URI of a spec as the explorer and the lenses do. Each test has a folder of its own.
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');
const { accept, activate, closeAll, lensesWith, open, uriOf } = require('./workbench.cjs');

const pathOf = file => uriOf(file).fsPath;
const textOf = file => readFileSync(pathOf(file), 'utf8');
const hashOf = file => createHash('sha256').update(textOf(file)).digest('hex');
const accepted = (command, file) => accept(`kynml.${command}`, uriOf(file));
const run = (command, file) => vscode.commands.executeCommand(`kynml.${command}`, uriOf(file));

describe('the lock of a spec', () => {
  const made = [];

  before(activate);
  afterEach(closeAll);
  after(() => {
    for (const file of made) rmSync(pathOf(file), { recursive: true });
  });

  /** A folder with changed copies of the two specs of the example, and the lock of the first. */
  function lockedSpec(folder) {
    made.push(folder);
    mkdirSync(pathOf(folder));
    for (const name of ['house_price.kyn', 'house_price_wide.kyn'])
      writeFileSync(pathOf(`${folder}/${name}`), `# ${folder}\n${textOf(name)}`);
    const lock = {
      ...JSON.parse(textOf('kynml.lock')),
      config_hash: hashOf(`${folder}/house_price.kyn`),
      note: 'mine',
    };
    writeFileSync(pathOf(`${folder}/kynml.lock`), JSON.stringify(lock));
    return { spec: `${folder}/house_price.kyn`, wide: `${folder}/house_price_wide.kyn`, lock: `${folder}/kynml.lock` };
  }

  it('is created next to the spec when kynml.lock belongs to another spec', async () => {
    made.push('house_price_wide.kyn.lock');
    const before = textOf('kynml.lock');
    await accepted('createLock', 'house_price_wide.kyn');
    const { config_hash, source_path, schema_version } = JSON.parse(textOf('house_price_wide.kyn.lock'));
    assert.deepEqual([source_path, schema_version], ['house_price_wide.kyn', '1']);
    assert.equal(config_hash, hashOf('house_price_wide.kyn'));
    assert.equal(textOf('kynml.lock'), before);
    const { document } = await open('house_price_wide.kyn');
    await lensesWith(document, '$(lock) locked');
  });

  it('is regenerated for a spec that changed on disk, and its other fields are kept', async () => {
    const { spec, lock } = lockedSpec('changed');
    writeFileSync(pathOf(spec), `${textOf(spec)}\n# changed\n`);
    await accepted('regenerateLock', spec);
    const { config_hash, note } = JSON.parse(textOf(lock));
    assert.deepEqual({ config_hash, note }, { config_hash: hashOf(spec), note: 'mine' });
  });

  it('locks the text in the editor: regenerating saves the spec first', async () => {
    const { spec, lock } = lockedSpec('unsaved');
    const editor = await open(spec);
    assert.ok(await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# typed\n')));
    await accepted('regenerateLock', spec);
    assert.equal(editor.document.isDirty, false);
    assert.match(textOf(spec), /^# typed\n/);
    assert.equal(JSON.parse(textOf(lock)).config_hash, hashOf(spec));
  });

  it('is only read by Check Lock', async () => {
    const { spec, wide, lock } = lockedSpec('looked-at');
    const before = textOf(lock);
    for (const file of [spec, wide]) await run('checkLock', file);
    assert.equal(textOf(lock), before);
    assert.deepEqual(readdirSync(pathOf('looked-at')).sort(), [
      'house_price.kyn',
      'house_price_wide.kyn',
      'kynml.lock',
    ]);
  });
});
