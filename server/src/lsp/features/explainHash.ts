// `kynml/explainHash`: which settings of a spec differ from another version of it, each with the edits that undo exactly this change.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../../../../src-shared/kyn/analyze';
import type { LeafChange } from '../../../../src-shared/kyn/changes/leafChange';
import { leafChanges } from '../../../../src-shared/kyn/changes/leafChanges';
import { revertAll } from '../../../../src-shared/kyn/changes/revert';
import { changesWithoutEffect, withoutEffectText } from '../../../../src-shared/kyn/changes/withoutEffect';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { ExplainedChange, HashExplanation, NoExplanation } from '../../../../src-shared/protocol/explainRequests';
import { BOM, withoutBom } from '../../../../src-shared/repro/hash/configHash';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { toRange, toTextEdits } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { type OtherText, otherVersion } from '../versions/otherVersion';
import { replaceText } from '../versions/replaceText';

const FAILED: NoExplanation = {
  ok: false,
  message: 'The hash could not be explained. See the output channel KynML for the reason.',
};

/** `kynml/explainHash`. */
export const explainHash = ownFeature('kynml/explainHash', FAILED, async (context, { uri, other }) => {
  const path = context.workspace.spec(uri)?.open.path;
  if (path === undefined) return { ok: false, message: 'The spec is not open, or not saved in a file.' };
  const found = await otherVersion(context, path, other);
  return 'text' in found ? explain(context, uri, found) : { ok: false, ...found };
});

// After the other version was read, because the user may have typed in the meantime.
function explain({ workspace }: FeatureContext, uri: string, other: OtherText): HashExplanation | NoExplanation {
  const spec = workspace.spec(uri);
  const hash = spec?.open.hash();
  if (!spec || hash === undefined) return { ok: false, message: 'The spec is not open, or not UTF-8.' };
  const { doc, open, analysis } = spec;
  const old = parse(withoutBom(other.text));
  const changes = leafChanges(old, analysis.tree);
  if (!changes) return broken(doc, analysis, { ...other, tree: old });
  return {
    ok: true,
    version: doc.version,
    other: other.name,
    otherHash: other.hash,
    configHash: hash,
    changes: changes.map(change => explained(doc, change)),
    withoutEffect: [
      ...markChange(other.text.startsWith(BOM), open.text.startsWith(BOM)),
      ...changesWithoutEffect(old, analysis.tree).map(change => ({
        label: withoutEffectText(change),
        ...('span' in change && change.span && { range: toRange(doc, change.span) }),
      })),
    ],
    revertAll: replaceText(doc, revertAll(old, analysis.tree) ?? doc.getText()),
    restore: replaceText(doc, other.text),
  };
}

const explained = (doc: TextDocument, { path, span: at, edits, ...change }: LeafChange): ExplainedChange => ({
  ...change,
  setting: path,
  range: toRange(doc, at),
  edits: toTextEdits(doc, edits),
});

// An edit cannot add or remove a mark that the editor hides.
function markChange(before: boolean, after: boolean): { readonly label: string }[] {
  if (before === after) return [];
  return [{ label: after ? 'byte order mark added' : 'byte order mark removed' }];
}

function broken(
  doc: TextDocument,
  { tree, diagnostics }: Analysis,
  other: OtherText & { readonly tree: SyntaxTree },
): NoExplanation {
  const fault = firstFault(tree, diagnostics);
  if (fault) {
    const { line } = doc.positionAt(fault.span.start);
    const message = `The hash cannot be explained, because the spec has a syntax error in line ${line + 1}: ${fault.message} Fix it first.`;
    return { ok: false, message, range: toRange(doc, fault.span) };
  }
  const old = firstFault(other.tree, analyze({ tree: other.tree }).diagnostics);
  const line = old
    ? ` in line ${positionAt(lineIndex(other.tree.text), old.span.start).line + 1}: ${old.message}`
    : '.';
  return { ok: false, message: `The hash cannot be explained, because ${other.name} has a syntax error${line}` };
}

// The finding about the first syntax fault of a spec.
function firstFault({ items }: SyntaxTree, diagnostics: readonly Diagnostic[]): Diagnostic | undefined {
  const codes = new Set<string>(items.flatMap(({ item }) => item.faults.map(({ code }) => code)));
  return diagnostics.find(({ code, severity }) => severity === 'error' && codes.has(code));
}
