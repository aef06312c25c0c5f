// What the names of a spec stand for, in words: params, sweep axes, models, datasets, imports.
import { codeBlock, codeSpan, inlineText } from '../../text/markdown';
import { keySpec } from '../catalogue';
import type { Options } from '../catalogue/options';
import { type Composition, importProblemText } from '../names/compose';
import { blocksOf, type Declaration, type Params, resolved, type Scope } from '../names/scope';
import type { Import, Placed, SyntaxTree, Value } from '../syntax/ast';
import { lineOf } from '../syntax/lineOf';
import { valueSource } from '../syntax/valueSource';
import { type LayerShape, shapesOf } from '../training/shapes';
import { combinationCount } from '../training/sweeps';
import { entryOf } from '../training/trainTarget';
import { codeList, counted, paragraphs, title } from './text';

/** What explanations are made from; an analysis is one. */
export interface HoverInput {
  readonly tree: SyntaxTree;
  readonly scope: Scope;
  readonly composition: Composition;
  readonly options: Options;
}

/** Rows of a table of layers, and values of an axis, that are shown. */
const MOST = 40;

const lineText = (tree: SyntaxTree, offset: number): string => `line ${lineOf(tree, offset).toLocaleString('en-US')}`;

/** What `$name` stands for. */
export function paramText({ tree, scope }: Pick<HoverInput, 'tree' | 'scope'>, name: string): string {
  const { values } = scope.params;
  const place = declaredAt(tree, name);
  if (!values.has(name) || place === undefined)
    return paragraphs(
      title(`$${name}`, 'parameter'),
      scope.params.library
        ? 'It must come from the params of the spec that imports this file.'
        : 'The params block does not declare it.',
    );
  const value = values.get(name);
  return paragraphs(
    `**${codeSpan(`$${name}`)}**${value ? ` = ${codeSpan(valueSource(value))}` : ''} · parameter`,
    `Declared in params, ${lineText(tree, place)}.`,
    sweptText(tree, name),
    `**Repeatability:** ${codeSpan(`--param ${name}=…`)} replaces the value, and CONFIG_HASH does not cover that.`,
  );
}

function declaredAt(tree: SyntaxTree, name: string): number | undefined {
  const placed = blocksOf(tree, 'params')[0];
  // Of one name given twice the last counts, as in the scope.
  const entry = placed?.item.entries.findLast(e => e.key.text === name);
  return placed && entry && placed.at + entry.key.span.start;
}

function axisValues(tree: SyntaxTree, name: string): readonly Value[] | undefined {
  const sweep = blocksOf(tree, 'sweep')[0];
  const value = sweep && entryOf(sweep.item, name)?.value;
  return value?.kind === 'list' ? value.items : undefined;
}

function sweptText(tree: SyntaxTree, name: string): string {
  const values = axisValues(tree, name);
  return values ? `Swept over ${counted(values.length, 'value')}: ${valueList(values)}.` : '';
}

function valueList(values: readonly Value[]): string {
  const shown = values.slice(0, MOST).map(v => codeSpan(valueSource(v)));
  return [...shown, ...(values.length > MOST ? [`${values.length - MOST} more`] : [])].join(', ');
}

/** What a sweep axis does. */
export function axisText(input: Pick<HoverInput, 'tree' | 'scope'>, name: string): string {
  const { tree, scope } = input;
  const value = scope.params.values.get(name);
  const place = declaredAt(tree, name);
  const usual =
    value && place !== undefined
      ? `Without the sweep ${codeSpan(valueSource(value))} (params, ${lineText(tree, place)}).`
      : 'The params block does not declare this name, so the axis changes nothing.';
  return paragraphs(title(name, 'sweep axis'), sweptText(tree, name), usual, combinationsText(tree));
}

/** How many runs the sweep makes; empty without axes. */
export function combinationsText(tree: SyntaxTree): string {
  const sweep = blocksOf(tree, 'sweep')[0]?.item;
  if (!sweep || sweep.entries.length === 0) return '';
  const count = combinationCount(sweep);
  const factors = sweep.entries
    .slice(0, MOST)
    .map(({ key, value }) => `${codeSpan(key.text)} ${value?.kind === 'list' ? value.items.length : 0}`);
  const product = sweep.entries.length > 1 ? `: ${factors.join(' × ')}` : '';
  return `The sweep makes ${counted(count, 'run')}${product}.`;
}

function placeText(tree: SyntaxTree, { file, span }: Declaration): string {
  return file
    ? `imported from ${codeSpan(file.label)}, ${lineText(file.tree, span.start)}`
    : lineText(tree, span.start);
}

/** What a model is: its layers with their widths and parameters. */
export function modelText({ tree, scope }: Pick<HoverInput, 'tree' | 'scope'>, declaration: Declaration): string {
  const { block, name } = declaration;
  const shape = shapesOf(block, scope.params);
  const total =
    shape.params === undefined
      ? 'The number of parameters is not known: a layer has no width that can be told.'
      : `${counted(shape.params, 'parameter')}.`;
  return paragraphs(
    title(name, `model, ${placeText(tree, declaration)}`),
    shape.layers.length > 0 ? codeBlock(layerRows(shape.layers)) : 'It has no layers.',
    shape.layers.length > 0 ? total : '',
    block.params.length > 0 ? 'Widths are those of the values in params.' : '',
  );
}

function layerRows(layers: readonly LayerShape[]): string[] {
  const rows = layers
    .slice(0, MOST)
    .map(({ layer, width, params }) => [
      [layer.name.text, ...layer.args.map(a => (a.key ? `${a.key.text}=` : '') + valueSource(a.value))].join(' '),
      width === undefined ? '→ ?' : `→ ${width}`,
      params ? counted(params, 'parameter') : '',
    ]);
  const widest = (column: number): number => Math.max(...rows.map(r => Math.min(60, r[column]?.length ?? 0)));
  const [first, second] = [widest(0), widest(1)];
  const lines = rows.map(([a = '', b = '', c = '']) => `${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`.trimEnd());
  return layers.length > MOST ? [...lines, `… ${counted(layers.length - MOST, 'more layer')}`] : lines;
}

/** What a dataset is: where its rows come from, what is predicted, how it is split. */
export function datasetText({ tree, scope }: Pick<HoverInput, 'tree' | 'scope'>, declaration: Declaration): string {
  const { block, name } = declaration;
  const lines = block.entries.flatMap(({ key, value }) =>
    value ? [`- ${key.text}: ${valueText(value, scope.params)}`] : [],
  );
  const split = keySpec('dataset', 'split')?.default ?? '';
  const usual = entryOf(block, 'split') ? [] : [`- split: ${codeSpan(split)} (the default)`];
  return paragraphs(title(name, `dataset, ${placeText(tree, declaration)}`), [...lines, ...usual].join('\n'));
}

function valueText(value: Value, params: Params): string {
  const source = codeSpan(valueSource(value));
  const now = value.kind === 'param' ? resolved(value, params) : undefined;
  return now ? `${source} = ${codeSpan(valueSource(now))}` : source;
}

/** Which file an import names, and what it brings or why it cannot be read. */
export function importText({ composition }: Pick<HoverInput, 'composition'>, { at, item }: Placed<Import>): string {
  const path = item.path?.value ?? '';
  const files = composition.files.filter(f => f.via.at === at);
  const problems = composition.problems.filter(p => p.via.at === at).map(importProblemText);
  const brought = files.map(({ label, tree }) => `- ${codeSpan(label)}: ${broughtText(tree)}`).join('\n');
  const nothing = problems.length === 0 ? 'It brings nothing that another import has not brought already.' : '';
  return paragraphs(
    title(path, 'import'),
    ...problems.map(inlineText),
    files.length > 0 ? `It brings the datasets and models of\n\n${brought}` : nothing,
    '**Repeatability:** CONFIG_HASH covers this line, not the imported text; the closure hash covers both.',
  );
}

function broughtText(tree: SyntaxTree): string {
  const names = (keyword: 'dataset' | 'model'): string[] =>
    blocksOf(tree, keyword).flatMap(({ item }) => item.name?.text ?? []);
  const [datasets, models] = [names('dataset'), names('model')];
  const parts = [
    ...(datasets.length > 0 ? [`${datasets.length === 1 ? 'dataset' : 'datasets'} ${shortList(datasets)}`] : []),
    ...(models.length > 0 ? [`${models.length === 1 ? 'model' : 'models'} ${shortList(models)}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'none';
}

const shortList = (names: readonly string[]): string =>
  codeList(names.slice(0, MOST)) + (names.length > MOST ? ` and ${names.length - MOST} more` : '');
