// Unusual files. Each has a finding or none, and the language server still responds.
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');
const { activate, closeAll, diagnostic, lensesWith, open, uriOf } = require('./workbench.cjs');

const pathOf = file => uriOf(file).fsPath;

/** Requests the lenses of a valid spec. */
async function assertAnswers() {
  const { document } = await open('house_price.kyn');
  await assertHashFirst(document, document.getText());
}

/** The first lens shows the hash of a text. */
async function assertHashFirst(document, text) {
  const title = `CONFIG_HASH ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  const titles = await lensesWith(document, title);
  assert.equal(titles[0], title);
}

describe('bad input', () => {
  before(async () => {
    await activate();
    mkdirSync(pathOf('bad'), { recursive: true });
  });
  afterEach(closeAll);
  after(() => rmSync(pathOf('bad'), { recursive: true, force: true }));

  /** Writes a file below bad/ and opens it. */
  async function openBad(name, content) {
    writeFileSync(pathOf(`bad/${name}`), content);
    const { document } = await open(`bad/${name}`);
    return document;
  }

  it('a binary file named .kyn is reported as not UTF-8', async () => {
    const document = await openBad('latin.kyn', Buffer.from([0x23, 0xff, 0xfe, 0x80, 0x0a]));
    const found = await diagnostic(document, 'of the encoding', ({ message }) => message.includes('not UTF-8'));
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    await assertAnswers();
  });

  it('JSON with 10,000 levels of nesting in a manifest is handled', async () => {
    const document = await openBad('run_manifest.json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    await diagnostic(document, 'of a manifest that is a list', ({ source }) => source === 'kynml');
    await assertAnswers();
  });

  it('an empty spec and one with an unclosed string have findings at the right positions', async () => {
    const empty = await openBad('empty.kyn', '');
    await diagnostic(empty, 'of what is missing', ({ source }) => source === 'kynml');
    const unclosed = await openBad('unclosed.kyn', 'dataset A:\n    source = csv("data.csv');
    const found = await diagnostic(unclosed, 'of the string', ({ message }) => /quote|clos/i.test(message));
    assert.equal(found.range.start.line, 1);
    await assertAnswers();
  });

  it('a spec of 10 MB with a line of 100,000 characters has its hash', async () => {
    const line = `# ${'long '.repeat(20_000)}\n`;
    const text = line + '# a comment line\n'.repeat(600_000);
    assert.ok(text.length > 10_000_000);
    const document = await openBad('large.kyn', text);
    await assertHashFirst(document, text);
    await assertAnswers();
  });

  it('names of JavaScript properties are ordinary names', async () => {
    const text =
      'params:\n    __proto__ = 1\n    constructor = 2\n\nmodel __proto__:\n    input 10\n    dense 1 linear\n';
    const document = await openBad('proto.kyn', text);
    await assertHashFirst(document, text);
    await assertAnswers();
  });
});
