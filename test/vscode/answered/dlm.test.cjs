// DLM in the editor: the lens of a document, its lock compared with an interpreter, a training in each mode, the approval of a golden.
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const {
  activate,
  becomes,
  closeAll,
  diagnostic,
  eventually,
  lensesWith,
  open,
  tasksEnd,
  uriOf,
} = require('../suite/workbench.cjs');

const sha = text => createHash('sha256').update(text).digest('hex');
const id = '01HRZYQ2X0MB5K4VN7E9DNT5GH';
const document = `---\ndlm_id: ${id}\n---\n# Notes\n`;
const lock = {
  lock_version: 1,
  created_at: '2026-04-19T17:30:00',
  dlm_id: id,
  dlm_sha256: sha(document),
  base_model_revision: '12fd25f77366',
  pinned_versions: { peft: '0.14.0', torch: '2.5.1+cpu' },
  hardware_tier: 'cpu',
  seed: 42,
  determinism_class: 'advisory',
  last_run_id: 3,
};
const facts = {
  versions: { torch: '3.0.0', peft: '0.14.0' },
  torch: "__version__ = '3.0.0+cpu'\ncuda: Optional[str] = None\nhip: Optional[str] = None\n",
  ...{ system: 'Linux', machine: 'x86_64', mac: '', nvidia: false, amd: false },
  ...{ cuda_hidden: false, rocm_hidden: false },
};
const text = value => `${JSON.stringify(value, null, 2)}\n`;

// Both the interpreter that is queried and the program that trains: it records its arguments, and writes the lock as DLM does.
const standIn = (store, log) => `#!${process.execPath}
const { mkdirSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
writeFileSync(${JSON.stringify(log)}, JSON.stringify(words));
if (words[0] === '-I') console.log(${JSON.stringify(JSON.stringify(facts))});
else {
  mkdirSync(${JSON.stringify(path.dirname(store))}, { recursive: true });
  writeFileSync(${JSON.stringify(store)}, ${JSON.stringify(text(lock))});
}
`;

const section = () => vscode.workspace.getConfiguration('kynml', uriOf('notes.dlm'));
const set = command => section().update('dlm.command', command, vscode.ConfigurationTarget.Workspace);

const isDiffOpen = () =>
  vscode.window.tabGroups.all.some(group => group.tabs.some(({ input }) => input instanceof vscode.TabInputTextDiff));

describe('DLM', () => {
  const { showQuickPick } = vscode.window;
  let store;
  let program;
  let log;

  before(async () => {
    await activate();
    assert.ok(process.env.DLM_HOME, 'the run gives no folder for stores of DLM');
    store = path.join(process.env.DLM_HOME, 'store', id, 'dlm.lock');
    program = uriOf('tools/python').fsPath;
    log = uriOf('tools/words.json').fsPath;
    mkdirSync(path.dirname(program));
    writeFileSync(program, standIn(store, log));
    chmodSync(program, 0o755);
    writeFileSync(uriOf('notes.dlm').fsPath, document);
    await set([program, '-m', 'dlm']);
  });
  afterEach(async () => {
    vscode.window.showQuickPick = showQuickPick;
    await closeAll();
    await tasksEnd();
    for (const made of [path.dirname(store), log]) rmSync(made, { recursive: true, force: true });
  });
  after(async () => {
    await closeAll();
    await set(undefined);
    for (const file of ['notes.dlm', 'tools', '.determinism', 'tests'])
      rmSync(uriOf(file).fsPath, { recursive: true, force: true });
  });

  /** Answers the next quick pick with the item whose label or description contains a text; records the offered items. */
  const answer = wanted => {
    const offered = [];
    vscode.window.showQuickPick = async choices => {
      offered.push(...choices);
      return choices.find(({ label, description }) => `${label} ${description ?? ''}`.includes(wanted()));
    };
    return offered;
  };

  it('Train offers the four modes and runs the program with the flag, as separate arguments', async () => {
    const editor = await open('notes.dlm');
    await lensesWith(editor.document, '$(unlock) no dlm.lock yet');
    const offered = answer(() => '--update-lock');
    await vscode.commands.executeCommand('kynml.dlmTrain', uriOf('notes.dlm'));
    assert.equal(offered.length, 4);
    const words = () => JSON.parse(readFileSync(log, 'utf8'));
    const expected = ['-m', 'dlm', 'train', uriOf('notes.dlm').fsPath, '--update-lock'];
    await becomes('the words of the program', words, expected);
    await lensesWith(editor.document, '$(lock) dlm.lock: advisory · run 3');
    assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
  });

  it('Cancel in the choice of modes starts nothing', async () => {
    let isAsked = false;
    vscode.window.showQuickPick = async () => {
      isAsked = true;
    };
    await vscode.commands.executeCommand('kynml.dlmTrain', uriOf('notes.dlm'));
    assert.ok(isAsked, 'the mode was not asked for');
    assert.equal(existsSync(log), false);
  });

  it('Check DLM Lock opens the lock and shows each mismatch at its field', async () => {
    mkdirSync(path.dirname(store), { recursive: true });
    writeFileSync(store, text(lock));
    const editor = await open('notes.dlm');
    await lensesWith(editor.document, '$(lock) dlm.lock: advisory · run 3');
    await vscode.commands.executeCommand('kynml.checkDlmLock', uriOf('notes.dlm'));
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === store);
    assert.ok(shown, 'the lock is not open');
    const found = await diagnostic(shown, 'at torch', ({ code }) => (code.value ?? code) === 'dlm-mismatch');
    assert.equal(shown.getText(found.range), '"2.5.1+cpu"');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(JSON.parse(readFileSync(log, 'utf8')).slice(0, 2), ['-I', '-c']);
  });

  it('Approve Golden shows the index before and after, and writes it only after the confirmation', async () => {
    const versions = { torch: '2.5.1' };
    const golden = { adapter_sha256: 'b'.repeat(64), pinned_versions: versions, platform: 'linux-x86_64' };
    const name = `tuple-${sha('torch=2.5.1|platform=linux-x86_64').slice(0, 16)}.json`;
    const file = `tests/golden/determinism/${name}`;
    mkdirSync(uriOf('tests/golden/determinism').fsPath, { recursive: true });
    writeFileSync(uriOf(file).fsPath, text(golden));
    const index = uriOf('.determinism/lock.json').fsPath;
    const approve = async yes => {
      let isShown = false;
      vscode.window.showQuickPick = async (choices, { title }) => {
        if (!title.startsWith('Approve adapter')) return choices[0];
        isShown = await eventually('the comparison to be open', isDiffOpen);
        return choices.find(({ value }) => value === yes);
      };
      await vscode.commands.executeCommand('kynml.approveGolden', uriOf(file));
      assert.ok(isShown, 'the comparison was not open when it was asked');
    };
    await approve(false);
    assert.equal(existsSync(index), false);
    await approve(true);
    const { goldens } = JSON.parse(readFileSync(index, 'utf8'));
    assert.deepEqual(goldens, [{ ...golden, golden_relpath: file }]);
    await eventually('the comparison to close', () => !isDiffOpen());
  });
});
