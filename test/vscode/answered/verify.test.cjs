// Verify Dataset and Recompile in the editor: the lens, the finding, the message, and the compiler that runs as a task.
const assert = require('node:assert/strict');
const { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { join } = require('node:path');
const vscode = require('vscode');
const {
  activate,
  closeAll,
  diagnostic,
  eventually,
  lensesWith,
  open,
  replaceText,
  tasksEnd,
  uriOf,
} = require('../suite/workbench.cjs');

const runs = () => readdirSync(uriOf('runs').fsPath).sort();
const data = () => uriOf('data/houses.csv').fsPath;

/** Answers messages instead of a person, and records them: { said, restore() }. */
function answering(answer) {
  const said = [];
  const names = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'];
  const before = names.map(name => vscode.window[name]);
  for (const name of names)
    vscode.window[name] = async (text, ...rest) => {
      said.push({ name, text, rest });
      return answer(text, rest);
    };
  const restore = () => {
    for (const [at, name] of names.entries()) vscode.window[name] = before[at];
  };
  return { said, restore };
}

describe('Verify Dataset', () => {
  let bytes;
  let messages;
  before(async () => {
    await activate();
    bytes = readFileSync(data());
  });
  afterEach(async () => {
    messages?.restore();
    writeFileSync(data(), bytes);
    await closeAll();
  });

  it('shows in the lens that the data matches, and at data_hash that it differs', async () => {
    // The command would wait for a message that no one closes.
    messages = answering(() => undefined);
    const { document } = await open(`runs/${runs()[0]}/run_manifest.json`);
    const has = text => lensesWith(document, new RegExp(text));
    await has('made from the current version of house_price\\.kyn');
    await has('verify data');
    await vscode.commands.executeCommand('kynml.verifyDataset', document.uri);
    await has('data verified 20');
    appendFileSync(data(), '\n');
    await has('verify data');
    await vscode.commands.executeCommand('kynml.verifyDataset', document.uri);
    const found = await diagnostic(document, 'data-drift', d => (d.code?.value ?? d.code) === 'data-drift');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(found.range), `"${JSON.parse(document.getText()).data_hash}"`);
    writeFileSync(data(), bytes);
    await eventually(
      'the finding to go',
      () => !vscode.languages.getDiagnostics(document.uri).some(d => (d.code?.value ?? d.code) === 'data-drift'),
    );
  });
});

describe('Verify Run', () => {
  const showQuickPick = vscode.window.showQuickPick;
  let bytes;
  let lists;
  before(async () => {
    await activate();
    bytes = readFileSync(data());
  });
  beforeEach(() => {
    lists = [];
    // A person who reads the list and closes it.
    vscode.window.showQuickPick = async (items, { title }) => {
      lists.push({ title, items });
    };
  });
  afterEach(async () => {
    vscode.window.showQuickPick = showQuickPick;
    writeFileSync(data(), bytes);
    await closeAll();
  });

  it('lists the steps of the open run, and the lens shows the result until the data changes', async () => {
    const { document } = await open(`runs/${runs()[0]}/run_manifest.json`);
    await vscode.commands.executeCommand('kynml.verifyRun');
    assert.equal(lists.length, 1);
    assert.match(lists[0].title, /run_manifest\.json: 4 confirmed, 1 unknown/);
    assert.deepEqual(
      lists[0].items.map(item => item.description),
      // The last item exports the evidence.
      ['confirmed', 'confirmed', 'confirmed', 'unknown', 'confirmed', undefined],
    );
    await lensesWith(document, /verified: 4 confirmed, 1 unknown/);
    appendFileSync(data(), '\n');
    await vscode.commands.executeCommand('kynml.verifyRun', document.uri);
    await lensesWith(document, /verified: 1 contradicted, 3 confirmed, 1 unknown/);
  });

  it('of all runs lists the contradicted ones first', async () => {
    appendFileSync(data(), '\n');
    await vscode.commands.executeCommand('kynml.verifyAllRuns');
    assert.equal(lists.length, 1);
    assert.equal(lists[0].items.length, runs().length);
    assert.match(lists[0].title, new RegExp(`${runs().length} runs: ${runs().length} contradicted`));
    assert.match(lists[0].items[0].detail, /does not have the recorded hash/);
  });
});

describe('Export Evidence', () => {
  const { showSaveDialog } = vscode.window;
  const target = () => uriOf('package').fsPath;
  before(activate);
  afterEach(async () => {
    vscode.window.showSaveDialog = showSaveDialog;
    rmSync(target(), { recursive: true, force: true });
    await closeAll();
  });

  it('writes the package of the open run', async () => {
    vscode.window.showSaveDialog = async () => uriOf('package');
    await open(`runs/${runs()[0]}/run_manifest.json`);
    await vscode.commands.executeCommand('kynml.exportEvidence');
    assert.match(readFileSync(join(target(), 'README.md'), 'utf8'), /^# Evidence of the training run/);
    const { verdict, missing } = JSON.parse(readFileSync(join(target(), 'evidence.json'), 'utf8'));
    assert.equal(verdict, 'unknown');
    assert.ok(missing.some(({ what }) => what === 'The data'));
  });
});

// A substitute for `kynml compile SPEC -o SCRIPT` that records its arguments.
const COMPILER = `
const { readFileSync, writeFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { join } = require('node:path');
const [, , ...words] = process.argv;
writeFileSync(__filename + '.called', JSON.stringify(words));
const hash = createHash('sha256').update(readFileSync(words[1])).digest('hex');
writeFileSync(words[3], 'CONFIG_HASH = "' + hash + '"\\n');
`;

describe('Recompile', () => {
  const files = ['stand in.cjs', 'stand in.cjs.called', 'made.py', 'foreign.py'];
  const section = () => vscode.workspace.getConfiguration('kynml', uriOf('house_price.kyn'));
  const hash = () =>
    createHash('sha256')
      .update(readFileSync(uriOf('house_price.kyn').fsPath))
      .digest('hex');
  let messages;

  before(async () => {
    await activate();
    writeFileSync(uriOf(files[0]).fsPath, COMPILER);
    await section().update('command', [process.execPath, uriOf(files[0]).fsPath], vscode.ConfigurationTarget.Workspace);
  });
  afterEach(async () => {
    messages?.restore();
    await closeAll();
    await tasksEnd();
  });
  after(async () => {
    await section().update('command', undefined, vscode.ConfigurationTarget.Workspace);
    for (const file of files) rmSync(uriOf(file).fsPath, { force: true });
  });

  it('asks, compiles the spec with separate arguments, and the script is current afterwards', async () => {
    const made = uriOf('made.py');
    writeFileSync(made.fsPath, `CONFIG_HASH = "${hash()}"\n# by hand\n`);
    const { document } = await open('made.py');
    await lensesWith(document, '$(sync) Recompile');
    messages = answering(() => undefined);
    await vscode.commands.executeCommand('kynml.recompile', made);
    assert.match(readFileSync(made.fsPath, 'utf8'), /by hand/, 'Cancel did compile');
    assert.match(messages.said[0].text, /Compiling overwrites made\.py/);
    assert.match(messages.said[0].rest[0].detail, /--param/);
    messages.restore();
    messages = answering((_, [, ...answers]) => answers[0]);
    await vscode.commands.executeCommand('kynml.recompile', made);
    await eventually('the script to be written', () => !readFileSync(made.fsPath, 'utf8').includes('by hand'));
    assert.deepEqual(JSON.parse(readFileSync(uriOf(files[1]).fsPath, 'utf8')), [
      'compile',
      uriOf('house_price.kyn').fsPath,
      '-o',
      made.fsPath,
    ]);
    await lensesWith(document, '$(check) made from the current version of house_price.kyn');
  });

  it('ignores scripts of other tools: they have neither a lens nor a finding', async () => {
    writeFileSync(uriOf('foreign.py').fsPath, 'print(1)\n');
    const editor = await open('foreign.py');
    const { document } = editor;
    const lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 50);
    assert.deepEqual(lenses, []);
    // Once `kynml compile` wrote it, it has its finding, so the server was listening all the time.
    await replaceText(editor, `CONFIG_HASH = "${'A'.repeat(64)}"\n`);
    await diagnostic(document, 'of the hash', ({ source }) => source === 'kynml');
    await replaceText(editor, 'print(1)\n');
    await eventually('no finding', () =>
      vscode.languages.getDiagnostics(document.uri).every(d => d.source !== 'kynml'),
    );
  });
});
