// What the metrics of a run measure apart from its model: the data, what is predicted, the part for testing, and how.
import { memoized } from '../../host/memoized';
import type { SyntaxTree } from '../../kyn/syntax/ast';
import { parse } from '../../kyn/syntax/parse';
import { settingsOf } from '../../kyn/training/settings';
import { isBroken } from '../../kyn/training/specChanges';
import { withoutBom } from '../../repro/hash/configHash';
import { byCodePoint } from '../../text/printJson';
import type { MeasurementOf } from './bestRuns';
import { isSetting } from './runRow';

/** The text of a spec by CONFIG_HASH; undefined where it cannot be found. */
export type SpecText = (hash: string) => string | undefined;

/** Identifies what runs measure, by the settings of the datasets and of the evaluation in their specs, and the hash of their data. */
export function measurements(textOf: SpecText): MeasurementOf {
  const ofSpec = memoized((hash: string) => measuredBy(textOf(hash)));
  return ({ claims: { configHash, dataHash }, fields, spec }) => {
    if (typeof dataHash !== 'string' || configHash === undefined) return undefined;
    const { settings, mayImport } = ofSpec(configHash);
    if (settings !== undefined) return JSON.stringify([dataHash, settings]);
    // CONFIG_HASH does not cover what was imported, and a spec is current only if that is known to be the same.
    if (spec.imports !== undefined || (mayImport && spec.state !== 'current')) return undefined;
    // The same text measures the same with the same values.
    const given = [...fields]
      .filter(([key]) => isSetting(key))
      .map(([key, node]) => [key, 'text' in node ? node.text : '']);
    return JSON.stringify([dataHash, configHash, given]);
  };
}

/**
 * What the text of a spec states about the measurement. `settings`: undefined where other files or values decide too: imports, params and the axes of a sweep.
 * `mayImport`: it imports files, or its text cannot be found.
 */
interface Measured {
  readonly settings?: string | undefined;
  readonly mayImport: boolean;
}

function measuredBy(text: string | undefined): Measured {
  if (text === undefined) return { mayImport: true };
  const tree = parse(withoutBom(text));
  const mayImport = tree.items.some(({ item }) => item.kind === 'import');
  return { mayImport, ...(!mayImport && !isBroken(tree) && { settings: measuredSettings(tree) }) };
}

function measuredSettings(tree: SyntaxTree): string | undefined {
  const measured = [...settingsOf(tree)].flatMap(([path, { meaning, isDefault }]) =>
    /^(?:dataset |evaluate\b|train\.data$)/.test(path) && isDefault !== true ? [[path, meaning] as const] : [],
  );
  if (measured.some(([, meaning]) => meaning.includes('$'))) return undefined;
  return JSON.stringify(measured.sort(([a], [b]) => byCodePoint(a, b)));
}
