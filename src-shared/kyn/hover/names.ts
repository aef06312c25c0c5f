// The hover texts of names: params, sweep axes, models, datasets and imports.

import { firstFew } from '../../text/firstFew';
import { codeBlock, codeSpan, messageText } from '../../text/markdown';
import { counted, numberText } from '../../text/numberText';
import { keySpec } from '../catalogue';
import { importProblemText, reportedProblems } from '../names/compose';
import { blocksOf, type Declaration, type Params, resolved } from '../names/scope';
import type { SpecModel, SpecNames } from '../names/specModel';
import type { Import, Placed, SyntaxTree, Value } from '../syntax/ast';
import { lineOf } from '../syntax/lineOf';
import { shownValue } from '../syntax/valueSource';
import { combinationCount } from '../training/combinationCount';
import { type LayerShape, shapesOf } from '../training/shapes';
import { entryOf } from '../training/trainTarget';
import { paragraphs, title } from './text';

/** The maximum number of layers, axis values and names to show. */
const MAX_SHOWN = 40;

const lineText = (tree: SyntaxTree, offset: number): string => `line ${numberText(lineOf(tree, offset))}`;

/** The text for `$name`: its value, declaration and sweep. */
export function paramText({ tree, scope }: SpecNames, name: string): string {
  const { values } = scope.params;
  const offset = declaredAt(tree, name);
  if (!values.has(name) || offset === undefined)
    return paragraphs(
      title(`$${name}`, 'param'),
      scope.params.library
        ? 'The spec that imports this file must declare it in its `params` block.'
        : 'The `params` block does not declare it.',
    );
  const value = values.get(name);
  return paragraphs(
    `**${codeSpan(`$${name}`)}**${value ? ` = ${codeSpan(shownValue(value))}` : ''} · param`,
    `Declared in \`params\`, ${lineText(tree, offset)}.`,
    sweptText(tree, name),
    `**Repeatability:** ${codeSpan(`--param ${name}=…`)} overrides the value, and CONFIG_HASH does not cover the override.`,
  );
}

function declaredAt(tree: SyntaxTree, name: string): number | undefined {
  const placed = blocksOf(tree, 'params')[0];
  // Of two duplicates the first counts, as in the scope.
  const entry = placed?.item.entries.find(e => e.key.text === name);
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
  const shown = values.slice(0, MAX_SHOWN).map(v => codeSpan(shownValue(v)));
  return [...shown, ...(values.length > MAX_SHOWN ? [`${values.length - MAX_SHOWN} more`] : [])].join(', ');
}

/** The text for a sweep axis: its values, the value without the sweep, and the number of runs. */
export function axisText(input: SpecNames, name: string): string {
  const { tree, scope } = input;
  const value = scope.params.values.get(name);
  const offset = declaredAt(tree, name);
  const unswept =
    value && offset !== undefined
      ? `Value without the sweep: ${codeSpan(shownValue(value))} (\`params\`, ${lineText(tree, offset)}).`
      : 'The `params` block does not declare this name, so the axis has no effect.';
  return paragraphs(title(name, 'sweep axis'), sweptText(tree, name), unswept, combinationsText(tree));
}

/** The number of runs of the sweep; empty without axes. */
export function combinationsText(tree: SyntaxTree): string {
  const sweep = blocksOf(tree, 'sweep')[0]?.item;
  if (!sweep || sweep.entries.length === 0) return '';
  const count = combinationCount(sweep);
  const factors = sweep.entries
    .slice(0, MAX_SHOWN)
    .map(({ key, value }) => `${codeSpan(key.text)} ${value?.kind === 'list' ? value.items.length : 0}`);
  const product = sweep.entries.length > 1 ? `: ${factors.join(' × ')}` : '';
  return `The sweep makes ${counted(count, 'run')}${product}.`;
}

function locationText(tree: SyntaxTree, { file, span }: Declaration): string {
  return file
    ? `imported from ${codeSpan(file.label)}, ${lineText(file.tree, span.start)}`
    : lineText(tree, span.start);
}

/** The text for a model: its layers with their widths and parameter counts. */
export function modelText({ tree, scope }: SpecNames, declaration: Declaration): string {
  const { block, name } = declaration;
  const shape = shapesOf(block, scope.params);
  const total =
    shape.params === undefined
      ? 'The number of parameters is not known because the width of a layer cannot be determined.'
      : `${counted(shape.params, 'parameter')}.`;
  return paragraphs(
    title(name, `model, ${locationText(tree, declaration)}`),
    shape.layers.length > 0 ? codeBlock(layerRows(shape.layers)) : 'The model has no layers.',
    shape.layers.length > 0 ? total : '',
    block.params.length > 0 ? 'Widths are computed with the values in `params`.' : '',
  );
}

function layerRows(layers: readonly LayerShape[]): string[] {
  const rows = layers
    .slice(0, MAX_SHOWN)
    .map(({ layer, width, params }) => [
      [layer.name.text, ...layer.args.map(a => (a.key ? `${a.key.text}=` : '') + shownValue(a.value))].join(' '),
      width === undefined ? '→ ?' : `→ ${width}`,
      params ? counted(params, 'parameter') : '',
    ]);
  const widthOf = (column: number): number => Math.max(...rows.map(r => Math.min(60, r[column]?.length ?? 0)));
  const [first, second] = [widthOf(0), widthOf(1)];
  const lines = rows.map(([a = '', b = '', c = '']) => `${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`.trimEnd());
  return layers.length > MAX_SHOWN ? [...lines, `… ${counted(layers.length - MAX_SHOWN, 'more layer')}`] : lines;
}

/** The text for a dataset: its keys and values, and the default split if it is not set. */
export function datasetText({ tree, scope }: SpecNames, declaration: Declaration): string {
  const { block, name } = declaration;
  const lines = block.entries.flatMap(({ key, value }) =>
    value ? [`- ${key.text}: ${valueText(value, scope.params)}`] : [],
  );
  const split = keySpec('dataset', 'split')?.default ?? '';
  const defaults = entryOf(block, 'split') ? [] : [`- split: ${codeSpan(split)} (the default)`];
  return paragraphs(title(name, `dataset, ${locationText(tree, declaration)}`), [...lines, ...defaults].join('\n'));
}

function valueText(value: Value, params: Params): string {
  const source = codeSpan(shownValue(value));
  const target = value.kind === 'param' ? resolved(value, params) : undefined;
  return target ? `${source} = ${codeSpan(shownValue(target))}` : source;
}

/** The text for an import: the files that it imports with their names, or why it cannot be read. */
export function importText({ composition }: Pick<SpecModel, 'composition'>, { at, item }: Placed<Import>): string {
  const path = item.path?.value ?? '';
  const files = composition.files.filter(f => f.via.at === at);
  const all = composition.problems.filter(p => p.via.at === at);
  const problems = reportedProblems({ files: [], problems: all }).map(importProblemText);
  const imported = files.map(({ label, tree }) => `- ${codeSpan(label)}: ${declaredNames(tree)}`).join('\n');
  const nothing = problems.length === 0 ? 'It adds nothing: other imports already include its files.' : '';
  return paragraphs(
    title(path, 'import'),
    ...problems.map(messageText),
    files.length > 0 ? `It imports the datasets and models of these files:\n\n${imported}` : nothing,
    '**Repeatability:** CONFIG_HASH covers this line but not the imported file. The closure hash covers both.',
  );
}

function declaredNames(tree: SyntaxTree): string {
  const names = (keyword: 'dataset' | 'model'): string[] =>
    blocksOf(tree, keyword).flatMap(({ item }) => item.name?.text ?? []);
  const [datasets, models] = [names('dataset'), names('model')];
  const parts = [
    ...(datasets.length > 0 ? [`${datasets.length === 1 ? 'dataset' : 'datasets'} ${shortList(datasets)}`] : []),
    ...(models.length > 0 ? [`${models.length === 1 ? 'model' : 'models'} ${shortList(models)}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'none';
}

const shortList = (names: readonly string[]): string => firstFew(names, MAX_SHOWN, { text: codeSpan });
