// The step `script`: whether the script next to a run was compiled from the version that the run records.

import type { SpecResult } from '../../../repro/reproduce/findSpec';
import { isBuiltin, type RecordedRun } from '../../../repro/reproduce/recordedRun';
import { recordedValues } from '../../../repro/reproduce/recordedValues';
import type { RunRecord } from '../../../repro/reproduce/runRecord';
import { builtinVersion } from '../../../repro/training/isBuiltinScript';
import { shortHash } from '../../../text/hashForm';
import { confirmed, contradicted, type RecordedFile, type StepResult, unknown } from '../verification';
import type { VerifyWorld } from '../verifyWorld';
import { compileAgain, withoutPlaces, withRecordedTexts } from './compileAgain';
import { findScripts, type RunScript, type RunScripts } from './findScripts';

/** The run with what is known about it. */
export interface ScriptOfRun {
  readonly file: RecordedFile;
  readonly recorded: RecordedRun;
  readonly configHash: string;
  readonly found: SpecResult;
  readonly ofRun: RunRecord | undefined;
}

/** The result, and the scripts that decided it or would decide it if they existed. */
export interface ScriptStep {
  readonly result: StepResult;
  readonly files: readonly string[];
}

/** Compares the script of a run: the one with an expected name, and others only where there is none. */
export function scriptStep(run: ScriptOfRun, world: VerifyWorld): ScriptStep {
  const { found, isUnnamed } = { ...run.found, ...run.found.found };
  const all = findScripts(run.file, isUnnamed ? undefined : found?.path, world);
  const expected = all.scripts.filter(s => s.isExpected).map(script => expectedResult(run, script, world));
  const result = expected.length > 0 ? agreed(expected) : withoutExpected(run, all, world);
  return { result, files: [...all.scripts.map(s => s.path), ...all.places] };
}

function expectedResult(run: ScriptOfRun, script: RunScript, world: VerifyWorld): StepResult {
  if (script.configHash === run.configHash) return comparedScript(run, script, world);
  const hash = script.configHash === undefined ? 'a CONFIG_HASH that cannot be read' : shortHash(script.configHash);
  return contradicted(
    `${world.label(script.path)} was compiled from another version of the spec (script: ${hash}, run: ${shortHash(run.configHash)}). It was compiled again after the run, or it is not the script of this run.`,
  );
}

// Both names are expected, so which script trained the run is not known.
function agreed(results: readonly StepResult[]): StepResult {
  const [first = unknown(''), ...others] = results;
  return others.every(r => r.state === first.state)
    ? first
    : unknown(['It is not known which script trained the run.', ...results.map(r => r.detail)].join(' '));
}

// A script with another name may have been compiled later, or with other values of params. It refutes nothing, and confirms nothing where a file has
// the name of the script of the run.
function withoutExpected(run: ScriptOfRun, { scripts, unusable }: RunScripts, world: VerifyWorld): StepResult {
  const [other] = unusable;
  if (other !== undefined)
    return unknown(
      `${world.label(other)} has the name of the script of this run, but it cannot be read as a generated script.`,
    );
  const results = scripts.filter(s => s.configHash === run.configHash).map(s => comparedScript(run, s, world));
  const [best = results[0]] = results.filter(r => r.state === 'confirmed');
  if (!best) return unknown('No generated script of this run is next to it.');
  return best.state === 'contradicted' ? unknown(best.detail) : best;
}

// Only the built-in compiler is at hand, so only its scripts are compiled again.
function comparedScript(run: ScriptOfRun, { path, text }: RunScript, world: VerifyWorld): StepResult {
  const { recorded, configHash } = run;
  const name = world.label(path);
  const version = builtinVersion(text);
  const from = `${name} was compiled from this version of the spec (${shortHash(configHash)})`;
  if (version !== recorded.generator && (version !== undefined || isBuiltin(recorded)))
    return contradicted(
      `${from}, but by ${version ?? 'another compiler'}, and the run records ${recorded.generator ?? 'no compiler'}.`,
    );
  if (version === undefined)
    return unknown(`${from}. Its code was not compared, because the built-in compiler did not write it.`);
  if (version !== world.generator)
    return unknown(`${from} by ${version}. This is ${world.generator}, so its code was not compared.`);
  const compared = comparedCode(run, text, world);
  switch (compared.state) {
    case 'confirmed':
      return confirmed(
        `${from}, and compiling it again gives the same code. The path of its data (CSV_PATH) was not compared.`,
      );
    case 'contradicted':
      return contradicted(
        `${from}, but its code is not what the spec compiles to with the values of the run. It was changed, or compiled with other values.`,
      );
    case 'unknown':
      return unknown(`${from}. Its code was not compared: ${compared.detail}`);
  }
}

function comparedCode(run: ScriptOfRun, text: string, { generator }: VerifyWorld): StepResult {
  const { recorded, configHash, found, ofRun } = run;
  const { spec, step } = found;
  if (!spec) return unknown(step.detail);
  const values = recordedValues(recorded, ofRun, spec.tree);
  const compiled = values.readings.map(reading =>
    compileAgain({ spec, values: withRecordedTexts(reading, recorded), generator, configHash }),
  );
  const scripts = compiled.flatMap(c => (c.ok ? [withoutPlaces(c.script)] : []));
  if (scripts.includes(withoutPlaces(text))) return confirmed('');
  const doubt = [step, values.step].find(s => s.state !== 'confirmed')?.detail;
  if (doubt !== undefined) return unknown(doubt);
  const [problem] = compiled.flatMap(c => (c.ok ? [] : c.problems));
  return scripts.length === 0 ? unknown(problem ?? 'The spec cannot be compiled.') : contradicted('');
}
