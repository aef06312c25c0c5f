// The tools for agents, called as VS Code calls them for a model.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate } = require('./workbench.cjs');

describe('tools for agents', () => {
  before(activate);

  it('are known to VS Code, and answer about the workspace', async () => {
    const names = vscode.lm.tools.filter(({ tags }) => tags.includes('kynml')).map(({ name }) => name);
    assert.equal(names.length, 11, names.join(', '));
    const { content } = await vscode.lm.invokeTool('kynml_lock_state', {
      input: { path: 'house_price.kyn' },
      toolInvocationToken: undefined,
    });
    assert.match(content[0].value, /"state": "locked"/);
  });
});
