// The items of the call hierarchy: train blocks, the models and datasets that they use, and files that import each other.
import type { CallHierarchyItem, Range } from 'vscode-languageserver';
import { basename } from '../../../../src-shared/host/paths';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { Block, Placed } from '../../../../src-shared/kyn/syntax/ast';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { type Span, shift, span } from '../../../../src-shared/text/span';
import { SymbolKind } from '../base/languageServer';
import type { FeatureContext } from '../protocol/featureContext';
import type { NamedFile } from './nameOccurrences';

/** The identity of an item; the client returns it with the next request. */
export type ItemData =
  | { readonly kind: 'train' | 'file'; readonly uri: string }
  | { readonly kind: 'model' | 'dataset'; readonly uri: string; readonly name: string };

const KINDS = { train: SymbolKind.Event, model: SymbolKind.Class, dataset: SymbolKind.Struct } as const;

/** A span of a file as a range. */
export function rangeIn({ tree }: NamedFile, { start, end }: Span): Range {
  const lines = lineIndex(tree.text);
  return { start: positionAt(lines, start), end: positionAt(lines, end) };
}

/** The item of a train block, model or dataset. */
export function blockItem(context: FeatureContext, file: NamedFile, { at, item }: Placed<Block>): CallHierarchyItem {
  const kind = item.keyword === 'model' || item.keyword === 'dataset' ? item.keyword : 'train';
  const name = item.name ?? item.header;
  const data: ItemData = kind === 'train' ? { kind, uri: file.uri } : { kind, uri: file.uri, name: name.text };
  return {
    name: name.text,
    detail: `${kind === 'train' ? '' : `${kind} · `}${labelOf(context, file)}`,
    kind: KINDS[kind],
    uri: file.uri,
    range: rangeIn(file, shift(span(0, item.text.trimEnd().length), at)),
    selectionRange: rangeIn(file, shift(name.span, at)),
    data,
  };
}

/** The item of a whole file. */
export function fileItem(context: FeatureContext, file: NamedFile): CallHierarchyItem {
  const start = { line: 0, character: 0 };
  return {
    name: basename(file.path ?? file.uri),
    detail: labelOf(context, file),
    kind: SymbolKind.File,
    uri: file.uri,
    range: rangeIn(file, span(0, file.tree.text.length)),
    selectionRange: { start, end: start },
    data: { kind: 'file', uri: file.uri } satisfies ItemData,
  };
}

const labelOf = ({ workspace }: FeatureContext, { path, uri }: NamedFile): string =>
  path === undefined ? basename(uri) : workspace.label(path);

/** The block that declares a name in a file. */
export const declaredIn = ({ tree }: NamedFile, kind: 'model' | 'dataset', name: string): Placed<Block> | undefined =>
  blocksOf(tree, kind).find(({ item }) => item.name?.text === name);
