// Compiles the spec of a run again, for a comparison with the script that trained it.
import { readOverrides } from '../../../kyn/compile/overrides';
import type { Override } from '../../../kyn/names/scope';
import type { Value } from '../../../kyn/syntax/ast';
import { analyzeVersion, type CompiledVersion, compileWhole } from '../../../repro/reproduce/compileVersion';
import type { FoundSpec } from '../../../repro/reproduce/findSpec';
import type { RecordedRun } from '../../../repro/reproduce/recordedRun';
import type { Values } from '../../../repro/reproduce/recordedValues';
import { withoutChecksum } from '../../../repro/training/scriptChecksum';
import { members } from '../../../text/jsonText';

/** A spec with its values, and what its script contains besides. */
export interface Compilation {
  readonly spec: FoundSpec;
  readonly values: Values;
  readonly generator: string;
  readonly configHash: string;
}

/** The script of a version without the paths in it, or why there is none, as sentences. */
export const compileAgain = ({ spec, values, generator, configHash }: Compilation): CompiledVersion =>
  compileWhole(analyzeVersion(spec, values), values, { generator, spec: '', configHash, csv: '' });

/** The values as the run names them: its script contains these texts, and a sweep may have another form of a number, such as 0.5 for 0.50. */
export function withRecordedTexts(values: Values, { params }: Pick<RecordedRun, 'params'>): Values {
  const texts = members(params);
  return new Map(
    [...values].map(([name, override]): [string, Override] => {
      const recorded = texts.get(name)?.value;
      return [name, recorded?.kind === 'string' ? withText(override, recorded.text) : override];
    }),
  );
}

function withText(override: Override, text: string): Override {
  const number = numberOf(override.value);
  const read = number === undefined ? undefined : readOverrides([`x=${text}`]);
  const written = read?.ok ? read.overrides.get('x') : undefined;
  return written && numberOf(written.value) === number ? written : { ...override, text };
}

const numberOf = (value: Value): number | undefined =>
  value.kind === 'int' || value.kind === 'float' ? value.number : undefined;

// The path of the spec as it was given, and the absolute path of the data. Both depend on the machine and the working folder. Only whole literals are
// replaced, so that no code can hide in these lines.
const PLACES = [/^Spec: {9}(?:[^"\\\n]|\\[ -~]){0,20000}$/m, /^CSV_PATH = "(?:[^"\\\n]|\\[ -~]){0,20000}"$/m];

/** The text of a script without what depends on the machine, for a comparison. Its checksum depends on these places too. */
export const withoutPlaces = (script: string): string =>
  PLACES.reduce((text, place) => text.replace(place, ''), withoutChecksum(script.replaceAll('\r\n', '\n')));
