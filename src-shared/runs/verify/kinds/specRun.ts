// Verifies a run of a spec: a run manifest, or an entry of a sweep.
import { dirname } from '../../../host/paths';
import { historyOf } from '../../../repro/history/historyFolder';
import { analyzeVersion } from '../../../repro/reproduce/compileVersion';
import type { FoundSpec } from '../../../repro/reproduce/findSpec';
import { type RecordedRun, recordedRun } from '../../../repro/reproduce/recordedRun';
import { recordedValues } from '../../../repro/reproduce/recordedValues';
import { type RunRecord, recordOfRun } from '../../../repro/reproduce/runRecord';
import { isHash } from '../../../text/hashForm';
import type { KindVerifier } from '../kindVerifier';
import { comboManifestDoubt, comboManifestPath } from '../steps/comboManifest';
import { configStep } from '../steps/configStep';
import { dataStep } from '../steps/dataStep';
import { lockStep } from '../steps/lockStep';
import { formStep, manifestStep } from '../steps/manifestStep';
import { scriptStep } from '../steps/scriptStep';
import { type RecordedFile, unknown, type Verification, verificationOf } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** Verifies runs of specs. */
export const specRun: KindVerifier = {
  kinds: ['kynml-run-manifest', 'kynml-sweep-entry'],
  async verify(file, world) {
    const recorded = recordedRun(file.artifact);
    const { kind, root } = file.artifact;
    const failed = recorded && root && kind.failure?.of(root);
    if (recorded?.configHash !== undefined)
      return verifyRecorded(file, { ...recorded, configHash: recorded.configHash }, world, failed);
    return failed === undefined
      ? verificationOf(
          { manifest: formStep(file.artifact) },
          'The run does not record a CONFIG_HASH, so its spec is unknown.',
          [file.path],
        )
      : verificationOf({}, `The run ${failed}, so it does not record this.`, [file.path]);
  },
};

async function verifyRecorded(
  file: RecordedFile,
  recorded: RecordedRun & { readonly configHash: string },
  world: VerifyWorld,
  failed: string | undefined,
): Promise<Verification> {
  const { configHash, dataHash } = recorded;
  const ofRun = recordOfRun(sameContent(file, world), file.path);
  const ofSpec = ofRun?.spec.configHash === configHash ? ofRun : undefined;
  const found = await world.spec(configHash, ofSpec);
  const spec = found.spec && { ...found.spec, analysis: analysisOf(found.spec, recorded, ofSpec) };
  const imports = found.spec?.composition.files.map(({ id }) => id) ?? [];
  const data = await dataStep({ path: file.path, hash: dataHash, spec, ofRun: ofSpec }, world);
  const lock = lockStep(configHash, found.found?.isUnnamed ? undefined : found.found?.path, world);
  const script = scriptStep({ file, recorded, configHash, found, ofRun: ofSpec }, world);
  const own = manifestStep(file, world.records);
  const form = own.state === 'confirmed' ? (comboManifestDoubt(file, world) ?? own) : own;
  const manifest = failed !== undefined && form.state === 'confirmed' ? unknown(`The run ${failed}.`) : form;
  return verificationOf(
    {
      config_hash: configStep(configHash, found, ofRun),
      data_hash: data.result,
      lock: lock.result,
      script: script.result,
      manifest,
    },
    '',
    [
      ...[file.path, ...imports, ...data.places, ...lock.files, ...script.files],
      ...keptFiles(file, configHash, world),
      ...[comboManifestPath(file, world)].flatMap(path => path ?? []),
    ],
  );
}

const sameContent = ({ fileHash = '' }: RecordedFile, { records }: VerifyWorld): readonly RunRecord[] =>
  records.byManifest.get(fileHash) ?? [];

// What the history kept: the records about the run, its spec and its folder, and the texts of the spec and its imports. A record that appears later can only
// confirm more.
function keptFiles(file: RecordedFile, configHash: string, world: VerifyWorld): string[] {
  const { host, folders, records } = world;
  const same = sameContent(file, world);
  const others = [records.bySpec.get(configHash), records.byFolder.get(dirname(file.path))];
  const found = [...same, ...others.flatMap(record => record ?? [])];
  const imports = same.flatMap(record => record.imports).map(text => text.configHash);
  const texts = [...new Set([configHash, ...imports])].flatMap(hash =>
    isHash(hash) ? (historyOf(host, folders[0]).path('specs', hash) ?? []) : [],
  );
  return [...found.map(record => record.file), ...texts.filter(text => host.stat(text) !== undefined)];
}

// Values that cannot be used are reported by the step of the script.
function analysisOf(spec: FoundSpec, recorded: RecordedRun, ofRun: RunRecord | undefined) {
  const [values = new Map()] = recordedValues(recorded, ofRun, spec.tree).readings;
  return analyzeVersion(spec, values);
}
