// The tasks that the extension offers: a program with separate arguments, never a command line for a shell.
const assert = require('node:assert/strict');
const path = require('node:path');
const vscode = require('vscode');
const { activate, uriOf } = require('./workbench.cjs');

describe('training tasks', () => {
  before(activate);

  it('are offered for each spec, as a process with the path of the spec as one argument', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'kynml' });
    assert.deepEqual(tasks.map(task => task.name).sort(), ['train house_price.kyn', 'train house_price_wide.kyn']);
    const task = tasks.find(({ name }) => name === 'train house_price.kyn');
    assert.ok(task.execution instanceof vscode.ProcessExecution);
    // KynML is not installed, so the command line of the extension trains.
    const [program, ...args] = task.execution.args;
    assert.equal(path.basename(program), 'kyn.js');
    assert.deepEqual(args.slice(0, 4), ['train', 'house_price.kyn', '--compiler', 'auto']);
    assert.deepEqual(task.execution.options.env, { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' });
    assert.equal(task.execution.options.cwd, path.dirname(uriOf('house_price.kyn').fsPath));
    assert.deepEqual(task.problemMatchers, ['$kynml']);
  });
});
