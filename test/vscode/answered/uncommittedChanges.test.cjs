// Train with uncommitted changes: it asks for confirmation where the setting requires committed files, and does not start when cancelled.
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const vscode = require('vscode');
const { activate, closeAll, uriOf } = require('../suite/workbench.cjs');

const spec = 'house_price.kyn';
const section = () => vscode.workspace.getConfiguration('kynml', uriOf(spec));
const set = value => section().update('git.requireClean', value, vscode.ConfigurationTarget.Workspace);

describe('Train with uncommitted changes', () => {
  const showBefore = vscode.window.showWarningMessage;
  const asked = [];

  before(async () => {
    await activate();
    const git = (...args) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
        cwd: uriOf('.').fsPath,
      });
    git('init', '-q', '-b', 'main');
    git('add', spec);
    git('commit', '-qm', 'one');
    await set('always');
    vscode.window.showWarningMessage = async (...words) => void asked.push(words);
  });
  after(async () => {
    vscode.window.showWarningMessage = showBefore;
    await set(undefined);
    rmSync(uriOf('.git').fsPath, { recursive: true, force: true });
    await closeAll();
  });

  it('asks in a modal, and Cancel starts nothing', async () => {
    const started = [];
    const listener = vscode.tasks.onDidStartTask(({ execution }) => started.push(execution.task.name));
    await vscode.commands.executeCommand('kynml.train', uriOf(spec));
    listener.dispose();
    const [text, options, ...answers] = asked[0] ?? [];
    assert.match(text, /house_price\.kyn is in a work tree with uncommitted changes/);
    assert.equal(options.modal, true);
    assert.match(options.detail, /on main/);
    assert.deepEqual(answers, ['Commit', 'Run anyway']);
    assert.deepEqual(started, []);
  });
});
