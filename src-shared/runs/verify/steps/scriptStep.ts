// The step `script`: whether the script next to a run was compiled from the version that the run records.

import { shortHash } from '../../../repro/hash/configHash';
import type { SpecResult } from '../../../repro/reproduce/findSpec';
import { isBuiltin, type RecordedRun } from '../../../repro/reproduce/recordedRun';
import { recordedValues } from '../../../repro/reproduce/recordedValues';
import type { RunRecord } from '../../../repro/reproduce/runRecord';
import { builtinVersion } from '../../../repro/training/isBuiltinScript';
import { confirmed, contradicted, type RecordedFile, type StepResult, unknown } from '../verification';
import type { VerifyWorld } from '../verifyWorld';
import { compileAgain, withoutPlaces, withRecordedTexts } from './compileAgain';
import { findScripts, type RunScript } from './findScripts';

/** The run with what is known about it. */
export interface ScriptOfRun {
  readonly file: RecordedFile;
  readonly recorded: RecordedRun;
  readonly configHash: string;
  readonly found: SpecResult;
  readonly ofRun: RunRecord | undefined;
}

/** The result, and the scripts that decided it. */
export interface ScriptStep {
  readonly result: StepResult;
  readonly files: readonly string[];
}

/** Compares the script of a run. Where several have its CONFIG_HASH, one that can be confirmed is enough. */
export function scriptStep(run: ScriptOfRun, world: VerifyWorld): ScriptStep {
  const { found, isUnnamed } = { ...run.found, ...run.found.found };
  const scripts = findScripts(run.file, isUnnamed ? undefined : found?.path, world);
  const files = scripts.map(s => s.path);
  const same = scripts.filter(s => s.configHash === run.configHash);
  const results = same.map(script => codeResult(run, script, world));
  const best = ORDER.flatMap(state => results.find(r => r.state === state) ?? [])[0];
  return { files, result: best ?? otherScript(run, scripts, world) };
}

const ORDER = ['confirmed', 'unknown', 'contradicted'] as const;

function otherScript({ configHash }: ScriptOfRun, scripts: readonly RunScript[], { label }: VerifyWorld): StepResult {
  const expected = scripts.find(s => s.isExpected);
  if (!expected) return unknown('No generated script of this run is next to it.');
  const hash = expected.configHash === undefined ? 'a CONFIG_HASH that cannot be read' : shortHash(expected.configHash);
  return contradicted(
    `${label(expected.path)} was compiled from another version of the spec (script: ${hash}, run: ${shortHash(configHash)}). It was compiled again after the run, or it is not the script of this run.`,
  );
}

// A script with another name may have been compiled with other values of params, so it refutes nothing.
function codeResult(run: ScriptOfRun, script: RunScript, world: VerifyWorld): StepResult {
  const result = comparedScript(run, script, world);
  return script.isExpected || result.state !== 'contradicted' ? result : unknown(result.detail);
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
    return confirmed(`${from}. Its code was not compared, because the built-in compiler did not write it.`);
  if (version !== world.generator)
    return unknown(`${from} by ${version}. This is ${world.generator}, so its code was not compared.`);
  const compared = comparedCode(run, text, world);
  switch (compared.state) {
    case 'confirmed':
      return confirmed(`${from}, and compiling it again gives the same code.`);
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
  const problem = compiled.flatMap(c => (c.ok ? [] : [c.problem]))[0];
  return scripts.length === 0 ? unknown(problem ?? 'The spec cannot be compiled.') : contradicted('');
}
