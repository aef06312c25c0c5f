// Call hierarchy: a train block calls the model and the dataset that it names, across imports; a file calls the files that it imports.

import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
  Range,
} from 'vscode-languageserver';
import { dirname } from '../../../../src-shared/host/paths';
import { resolveWritten } from '../../../../src-shared/host/resolveParents';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { blockOccurrences, type Occurrence } from '../../../../src-shared/kyn/names/occurrences';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { Block, Import, Placed } from '../../../../src-shared/kyn/syntax/ast';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { type Span, shift, touches } from '../../../../src-shared/text/span';
import { pathOf } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { blockItem, declaredIn, fileItem, type ItemData, rangeIn } from '../spec/blockItem';
import { allSpecs, fileAt, identityOf, importedFiles, type NamedFile } from '../spec/nameOccurrences';

/** `textDocument/prepareCallHierarchy`: on the header of a train block, on a name, on the path of an import. */
export const prepareCallHierarchy = lspFeature<CallHierarchyPrepareParams, CallHierarchyItem[] | null>({
  method: 'textDocument/prepareCallHierarchy',
  capabilities: { callHierarchyProvider: true },
  fallback: null,
  answer: (context, { textDocument: { uri }, position }) => {
    const file = fileOf(context, uri);
    const offset = context.workspace.document(uri)?.doc.offsetAt(position);
    const placed = file && offset !== undefined && file.tree.items.findLast(p => p.at <= offset);
    if (!file || !placed || offset === undefined) return null;
    const item = itemAt(context, { file, placed }, offset - placed.at);
    return item ? [item] : null;
  },
});

/** `callHierarchy/outgoingCalls`. */
export const outgoingCalls = lspFeature<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>({
  method: 'callHierarchy/outgoingCalls',
  capabilities: {},
  fallback: [],
  answer: (context, { item }) => {
    const data = item.data as ItemData;
    const file = fileOf(context, data.uri);
    if (!file) return [];
    if (data.kind === 'train') return usesIn(file).flatMap(use => trainCalls(context, file, use));
    return data.kind === 'file' ? importsIn(context, file).map(i => ({ ...i, to: fileItem(context, i.to) })) : [];
  },
});

/** `callHierarchy/incomingCalls`: from all specs of the workspace. */
export const incomingCalls = lspFeature<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>({
  method: 'callHierarchy/incomingCalls',
  capabilities: {},
  needsSearch: true,
  fallback: [],
  answer: (context, { item }) => {
    const data = item.data as ItemData;
    const target = fileOf(context, data.uri);
    if (!target || data.kind === 'train') return [];
    const id = identityOf(context, target);
    const isTarget = (f: NamedFile): boolean => f.uri === target.uri || identityOf(context, f) === id;
    const all = [target, ...allSpecs(context).filter(f => !isTarget(f))];
    if (data.kind === 'file')
      return all.flatMap(f =>
        importsIn(context, f)
          .filter(i => isTarget(i.to))
          .map(i => ({ from: fileItem(context, f), fromRanges: i.fromRanges })),
      );
    const isDeclaredHere = (f: NamedFile, use: Use): boolean => {
      const declaration = declarationOf(context, f, use);
      return declaration !== undefined && isTarget(declaration.file);
    };
    return all.flatMap(f =>
      usesIn(f)
        .filter(u => u.kind === data.kind && u.name === data.name && isDeclaredHere(f, u))
        .map(u => ({ from: blockItem(context, f, u.block), fromRanges: [rangeIn(f, u.span)] })),
    );
  },
});

function itemAt(
  context: FeatureContext,
  { file, placed }: { file: NamedFile; placed: NamedFile['tree']['items'][number] },
  at: number,
): CallHierarchyItem | undefined {
  const { item } = placed;
  if (item.kind === 'preamble') return undefined;
  if (item.kind === 'import') {
    const target = item.path && touches(item.path.span, at) && targetOf(context, file, item);
    return target ? fileItem(context, target) : undefined;
  }
  if (item.keyword === 'train' && touches(item.header.span, at)) return blockItem(context, file, { ...placed, item });
  const isOnHeader = (item.keyword === 'model' || item.keyword === 'dataset') && touches(item.header.span, at);
  const name = blockOccurrences(item).find(o => touches(o.span, at) || (isOnHeader && o.role === 'declaration'));
  const declaration = name && declarationOf(context, file, name);
  return declaration && blockItem(context, declaration.file, declaration.block);
}

/** A use of a model or dataset in a block, its span absolute. */
type Use = Pick<Occurrence, 'kind' | 'name'> & { readonly span: Span; readonly block: Placed<Block> };

const usesIn = ({ tree }: NamedFile): Use[] =>
  blocksOf(tree, 'train').flatMap(block =>
    blockOccurrences(block.item)
      .filter(o => o.role === 'use' && o.kind !== 'param')
      .map(({ kind, name, span }) => ({ kind, name, span: shift(span, block.at), block })),
  );

function trainCalls(context: FeatureContext, file: NamedFile, use: Use): CallHierarchyOutgoingCall[] {
  const declaration = declarationOf(context, file, use);
  return declaration
    ? [{ to: blockItem(context, declaration.file, declaration.block), fromRanges: [rangeIn(file, use.span)] }]
    : [];
}

// The declaration of a name: in the file itself first, then in the imported files in their order.
function declarationOf(
  context: FeatureContext,
  file: NamedFile,
  { kind, name }: Pick<Occurrence, 'kind' | 'name'>,
): { file: NamedFile; block: Placed<Block> } | undefined {
  if (kind === 'param') return undefined;
  for (const candidate of [file, ...importedFiles(context, file)]) {
    const block = declaredIn(candidate, kind, name);
    if (block) return { file: candidate, block };
  }
  return undefined;
}

function importsIn(context: FeatureContext, file: NamedFile): { to: NamedFile; fromRanges: Range[] }[] {
  return importsOf(file.tree).flatMap(({ at, item }) => {
    const to = targetOf(context, file, item);
    return to && item.path ? [{ to, fromRanges: [rangeIn(file, shift(item.path.span, at))] }] : [];
  });
}

const targetOf = (context: FeatureContext, { path }: NamedFile, { path: target }: Import): NamedFile | undefined =>
  path === undefined || !target
    ? undefined
    : fileAt(context, resolveWritten(context.workspace.host, dirname(path), target.value));

// A spec that is not open is read from disk.
function fileOf(context: FeatureContext, uri: string): NamedFile | undefined {
  const spec = context.workspace.spec(uri);
  if (spec) return { uri, path: spec.open.path, tree: spec.analysis.tree };
  const path = pathOf(uri);
  return path !== undefined && isSpecPath(path) ? fileAt(context, path) : undefined;
}
