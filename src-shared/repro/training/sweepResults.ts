// The text of sweep_results.json: a list with one entry for each combination that has ended, in the order of the product. Only this tool's form is read.
import { duplicateField } from '../../artifacts/findings/duplicateField';
import { divergedNames, metricsIn } from '../../artifacts/metrics';
import { isInteger, type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';
import { jsonList, jsonNull, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';
import { isCompleteManifest } from './isCompleteManifest';

/** A combination that has ended. `index`: its place in the product, from 0. */
export interface SweepEntry {
  readonly index: number;
  readonly combo: JsonNode;
  readonly exitCode: number;
  /** The manifest of the run; undefined where it failed. */
  readonly manifest: JsonNode | undefined;
}

/** The name of the script in the folder of a combination. */
export const SCRIPT = 'train.py';

/** What the script prints, in the folder of a combination. */
export const OUTPUT = 'output.txt';

/** The folder of a combination: `combo-0007`. */
export const comboFolder = (index: number): string => `combo-${String(index).padStart(4, '0')}`;

/** Whether a name is that of the folder of a combination. */
export const isComboFolder = (name: string): boolean => /^combo-\d{4}\d*$/.test(name);

/** Whether a combination succeeded: only these are not run again. A result that does not state what made it does not count. */
export const hasSucceeded = ({ exitCode, manifest }: SweepEntry): boolean =>
  exitCode === 0 && manifest !== undefined && isCompleteManifest(manifest);

/** The metrics of a combination that are NaN or infinite: it ended, but its result is unusable. */
export const divergedMetrics = ({ manifest }: SweepEntry): readonly string[] =>
  manifest === undefined ? [] : divergedNames(metricsIn(manifest, 'metrics'));

/** The text of the results. */
export function resultsText(entries: Iterable<SweepEntry>): string {
  const sorted = [...entries].sort((a, b) => a.index - b.index);
  const nodes = sorted.map(({ index, combo, exitCode, manifest = jsonNull }) =>
    jsonObject([
      ['combo', combo],
      ['exit_code', jsonNumber(String(exitCode))],
      ['manifest', manifest],
      ['script', jsonString(`${comboFolder(index)}/${SCRIPT}`)],
    ]),
  );
  return `${printJson(jsonList(nodes))}\n`;
}

/** The entries of a text; undefined where it does not have this form, or where a key is there twice: readers differ in which value they take. */
export function readResults(text: string): readonly SweepEntry[] | undefined {
  const root = parseJson(text).value;
  if (root?.kind !== 'array' || [...duplicateField.find(root)].length > 0) return undefined;
  const entries = root.items.map(readEntry);
  const complete = entries.filter(e => e !== undefined);
  const isUnique = new Set(complete.map(e => e.index)).size === entries.length;
  return isUnique ? complete : undefined;
}

function readEntry(item: JsonNode): SweepEntry | undefined {
  const index = new RegExp(`^combo-(\\d{4,9})/${SCRIPT.replace('.', '\\.')}$`).exec(
    stringMember(item, 'script') ?? '',
  )?.[1];
  const [combo, code, manifest] = ['combo', 'exit_code', 'manifest'].map(key => member(item, key));
  if (index === undefined || combo?.kind !== 'object' || code?.kind !== 'number' || !isInteger(code.text))
    return undefined;
  if (comboFolder(Number(index)) !== `combo-${index}`) return undefined;
  if (manifest?.kind !== 'object' && manifest?.kind !== 'null') return undefined;
  return {
    index: Number(index),
    combo,
    exitCode: Number(code.text),
    manifest: manifest.kind === 'object' ? manifest : undefined,
  };
}
