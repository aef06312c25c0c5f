// Inlay hints in the editor, and the switch of each sort.
const vscode = require('vscode');
const { activate, askAt, becomes, closeAll, openWith, whole } = require('./workbench.cjs');

const TEXT = 'params:\n    hidden = 64\n\nmodel Net:\n    input 10\n    dense $hidden relu\n    dense 1 linear\n';
const all = ['769 params', '= 64', '→ 64 · 704 params', '→ 1 · 65 params'];

// The remaining hints without each kind.
const without = {
  shapes: ['769 params', '= 64', '704 params', '65 params'],
  parameterCounts: ['769 params', '= 64', '→ 64', '→ 1'],
  modelTotals: ['= 64', '→ 64 · 704 params', '→ 1 · 65 params'],
  paramValues: ['769 params', '→ 64 · 704 params', '→ 1 · 65 params'],
};

const set = (name, value) =>
  vscode.workspace.getConfiguration('kynml.inlayHints').update(name, value, vscode.ConfigurationTarget.Workspace);

describe('inlay hints', () => {
  let document;
  before(async () => {
    await activate();
    ({ document } = await openWith(TEXT));
  });
  after(closeAll);

  /** Waits for exactly these hints. */
  async function waitFor(expected) {
    const labels = async () => {
      const hints = await askAt({ document }, 'executeInlayHintProvider', whole(document));
      return hints.map(({ label }) => label).sort();
    };
    await becomes('the hints', labels, [...expected].sort());
  }

  it('shapes and parameters of layers, the total of a model, values of params', () => waitFor(all));

  for (const [name, rest] of Object.entries(without)) {
    it(`${name} can be switched off`, async () => {
      try {
        await set(name, false);
        await waitFor(rest);
      } finally {
        await set(name, undefined);
      }
      await waitFor(all);
    });
  }
});
