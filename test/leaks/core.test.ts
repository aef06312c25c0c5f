// Nothing that the core makes for people contains a secret or a control character: findings, fixes, hovers, hints, completions, comparisons.
import { expect, test } from 'vitest';
import { fieldAt } from '../../src-shared/artifacts/fieldAt';
import { readArtifact } from '../../src-shared/artifacts/read';
import { maskUnread } from '../../src-shared/artifacts/secrets/maskUnread';
import { maskSecrets } from '../../src-shared/artifacts/secrets/secrets';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { checks } from '../../src-shared/kyn/checks';
import { complete } from '../../src-shared/kyn/completion';
import { refactorings } from '../../src-shared/kyn/fixes/refactor';
import { hoverAt } from '../../src-shared/kyn/hover';
import { signatureAt } from '../../src-shared/kyn/hover/signature';
import { compose } from '../../src-shared/kyn/names/compose';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { secretsOfSpec } from '../../src-shared/kyn/syntax/secretValues';
import { compare } from '../../src-shared/repro/compare/compare';
import { specFindings } from '../../src-shared/repro/diagnostics/findings';
import type { Diagnostic } from '../../src-shared/text/diagnostic';
import { withStars } from '../../src-shared/text/hidden';
import { minimalEdits } from '../../src-shared/text/minimalEdits';
import { oneLine } from '../../src-shared/text/oneLine';
import { diffMarkdown } from '../../src-shared/views/diffMarkdown';
import { diffView } from '../../src-shared/views/diffView';
import { specSection } from '../../src-shared/views/specSection';
import { dataAmong } from '../kyn/data/dataOfFixture';
import {
  BY_FORM,
  BY_NAME,
  CONTROLS,
  expectHidden,
  expectNoSecret,
  firstPlace,
  infectedArtifacts,
  leakStep,
  SPEC,
  SPECS,
  sampleOf,
} from './canary';

const texts = (found: readonly Diagnostic[]) =>
  found.map(d => ({ message: d.message, fixes: d.fixes.map(f => f.title) }));

// The spec imports itself under another name, so its names and secrets also come from an import.
function analysisOf(text: string): Analysis {
  const tree = parse(text);
  const imported = parse(text.replace(/^import.*$/m, ''));
  const composition = compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: oneLine(path), tree: imported }));
  return analyze({ tree, composition });
}

const data = dataAmong({ '/w/rows.csv': `a,${BY_FORM},y\n1,2,3\n` }, { spec: '/w/spec.kyn' });
const facts = { utf8: true, hiddenBom: true, lock: { state: 'missing', message: '' }, data } as const;

test.each(SPECS.map((text, i) => ({ i, text })))('no finding and no fix of spec $i shows a canary', ({ i, text }) => {
  const analysis = analysisOf(text);
  expectHidden(texts(analysis.diagnostics), `findings of spec ${i}`);
  expectHidden(texts(specFindings(analysis, facts)), `findings with data of spec ${i}`);
  expectHidden(oneLine(withStars(text, secretsOfSpec(analysis.tree))), `lines of spec ${i}`);
});

test('no hover, completion, signature, refactoring and comparison of a spec shows a canary', () => {
  for (const text of [SPEC, ...sampleOf(SPECS.slice(1))]) {
    const i = SPECS.indexOf(text);
    const analysis = analysisOf(text);
    for (let at = firstPlace; at <= text.length; at += leakStep) {
      const where = `at ${at} of spec ${i}`;
      expectHidden(hoverAt(analysis, at)?.markdown, `hover ${where}`);
      const completions = complete(analysis, at).filter(c => !c.insert.includes(BY_FORM));
      expectHidden(
        completions.map(c => [c.detail, c.doc]),
        `completion ${where}`,
      );
      expectHidden(signatureAt(analysis.tree, at), `signature ${where}`);
      expectHidden(
        refactorings(analysis.tree, analysis.scope, at).map(r => oneLine(r.title)),
        `refactoring ${where}`,
      );
    }
    const other = parse(text.replaceAll(BY_NAME, `${BY_NAME}9`).replaceAll(BY_FORM, `${BY_FORM}9`));
    const { section, sentence } = specSection({ a: { tree: analysis.tree }, b: { tree: other } }, 'error');
    expectHidden(
      JSON.parse(JSON.stringify([section, sentence]), (_, v) => (typeof v === 'string' ? oneLine(v) : v)),
      `settings of spec ${i}`,
    );
  }
});

test('a setting that only differs in its secret is reported as different', () => {
  const [a, b] = ['one-two-three-1', 'one-two-three-2'].map(v => ({ tree: parse(`params:\n    api_key = "${v}"\n`) }));
  const { section, sentence } = specSection({ a: a as never, b: b as never }, 'error');
  expect(sentence).toContain('1 setting of the spec changed');
  expect(section.rows).toMatchObject([{ a: { text: '"(hidden)"' }, b: { text: '"(hidden)"' }, severity: 'error' }]);
});

test('a fix of a spec with a secret keeps the exact text', () => {
  const { diagnostics } = analysisOf(`params:\n    api_key = '${BY_NAME}'\n`);
  const [fix] = diagnostics.flatMap(d => (d.code === 'single-quotes' ? d.fixes : []));
  expect(fix?.edits.map(e => e.text)).toEqual([`"${BY_NAME}"`]);
});

test.each([
  [`api_key = '${BY_NAME}'`, `api_key = "${BY_NAME}"`],
  [`api_key "${BY_NAME}"`, `api_key = "${BY_NAME}"`],
  [`api_key = ["${BY_NAME}" 1]`, `api_key = ["${BY_NAME}", 1]`],
])('the edits of the fix of %s leave out the secret', (before, after) => {
  const text = `params:\n    ${before}\n`;
  const fixes = analysisOf(text).diagnostics.flatMap(d => d.fixes);
  const results = fixes.map(({ edits }) => {
    const minimal = edits.flatMap(e => minimalEdits(text, e));
    expectNoSecret(
      minimal.map(e => e.text),
      before,
    );
    return minimal.reduceRight((t, e) => t.slice(0, e.span.start) + e.text + t.slice(e.span.end), text);
  });
  expect(results).toContain(`params:\n    ${after}\n`);
});

test('every check has an infected example', () => {
  expect(SPECS.length).toBeGreaterThan(checks.length * 8);
});

test('no finding, field, line and comparison of an artifact shows a canary', () => {
  const all = infectedArtifacts();
  expect(all.length).toBeGreaterThan(100);
  for (const [i, { kind, name, a, b }] of all.entries()) {
    const where = `${kind.id} ${i}`;
    const [left, right] = [readArtifact(name, a, kind), readArtifact(name, b, kind)];
    if (!left || !right) throw new Error(where);
    expectHidden(texts(left.diagnostics), `findings of ${where}`);
    const lines = left.root ? maskSecrets(a, left.root) : maskUnread(a);
    expect(lines, where).not.toContain(BY_NAME);
    expect(lines, where).not.toContain(BY_FORM);
    if (!left.root || !right.root) continue;
    for (let at = firstPlace; at < a.length; at += 7 * leakStep) {
      const field = fieldAt(kind, left.root, at);
      if (field) expectHidden(oneLine(field.path), `field of ${where}`);
    }
    const comparison = compare(left, right);
    const view = diffView(comparison, { a: side(BY_FORM + CONTROLS), b: side('b') });
    expectHidden(JSON.stringify({ ...view, a: 0 }), `view of ${where}`);
    expectHidden(diffMarkdown(view), `Markdown of ${where}`);
  }
});

const side = (label: string) => ({ uri: '', label, detail: label });
