// The step `data_hash`: whether the data file of a run still has the recorded SHA-256. It is searched where training finds it.
import { dirname } from '../../../host/paths';
import type { Analysis } from '../../../kyn/analyze';
import { plannedSource } from '../../../kyn/compile/planTraining';
import { trainedData } from '../../../repro/data/trainedData';
import { dataPlaces } from '../../../repro/reproduce/findRecordedData';
import type { FoundSpec } from '../../../repro/reproduce/findSpec';
import type { RunRecord } from '../../../repro/reproduce/runRecord';
import { type StepResult, unknown } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** The run. `path`: its file; `spec` with its analysis, where it was found; `ofRun`: what the history kept about this very run. */
export interface DataOfRun {
  readonly path: string;
  readonly hash: string | null | undefined;
  readonly spec: (FoundSpec & { readonly analysis: Analysis }) | undefined;
  readonly ofRun: RunRecord | undefined;
}

/** The result, and the places where the file may be. */
export interface DataStep {
  readonly result: StepResult;
  readonly places: readonly string[];
}

/** Compares the data of a run. */
export async function dataStep(run: DataOfRun, world: VerifyWorld): Promise<DataStep> {
  const { hash, spec } = run;
  const all = placesOf(run, world);
  const places = all.filter(world.mayRead);
  const of = (result: StepResult): DataStep => ({ result, places });
  if (typeof hash !== 'string')
    return of(
      unknown(
        hash === null
          ? 'The run recorded that its data could not be read.'
          : 'The run does not record the hash of its data.',
      ),
    );
  if (all.length === 0)
    return of(
      unknown(
        spec
          ? 'The spec does not determine its data file.'
          : 'The spec of the run cannot be used, so it is not known which file the run read.',
      ),
    );
  const closed = all.find(path => !world.mayRead(path) && world.host.stat(path) !== undefined);
  const found = places.length > 0 ? await world.data({ places, hash, commit: spec?.commit }) : undefined;
  if (found?.step.state === 'confirmed' || (found && closed === undefined)) return of(found.step);
  const outside = closed ?? all[0] ?? '';
  return of(
    unknown(
      `${world.label(outside)} is outside of the workspace, so it was not read. "Verify Dataset" reads it if you agree.`,
    ),
  );
}

// The same places as those of a reproduction. The folder of the run counts only where the file is there now: a run in a folder of its own names its data
// by an absolute path, and many runs must not search the same data again.
function placesOf({ path, spec, ofRun }: DataOfRun, { cwd, folders, isPlace }: VerifyWorld): readonly string[] {
  const recorded = ofRun?.data === undefined ? [] : [ofRun.data];
  const trained = spec && trainedData(spec.analysis);
  const written = (spec && plannedSource(spec.analysis)?.path) ?? trained?.written;
  if (!spec || written === undefined) return recorded;
  const own = dataPlaces(written, [...(ofRun ? [ofRun.folder] : []), dirname(path)]).filter(isPlace);
  const beside = trained?.from === undefined ? [] : [dirname(trained.from)];
  return [...new Set([...recorded, ...own, ...dataPlaces(written, [cwd, ...folders, dirname(spec.path), ...beside])])];
}
