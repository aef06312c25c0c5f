// Builds a sample of the runtime from the facts of an interpreter and nvidia-smi. Values that are known only during training are listed, never guessed.
// Source of the rules: `detect`, `probe` and `capture_runtime_versions` of DLM, which query torch itself.
import type { Capabilities, InterpreterFacts } from './facts';
import { hardwareTier, type RuntimeSample } from './lock';

/** A field of a lock whose current value is unknown; `why` completes "its current value is unknown: ". */
export interface Unknown {
  readonly field: string;
  readonly why: string;
}

/** A sample. The values of the fields in `unknown` are placeholders. */
export interface Sampled {
  readonly sample: RuntimeSample;
  readonly unknown: readonly Unknown[];
}

/** Builds the sample. `gpus` is used only if torch was built for CUDA. */
export function sampleOf(facts: InterpreterFacts, gpus: Capabilities): Sampled {
  const build = buildOf(facts);
  const hardware = hardwareOf(facts, build, gpus);
  const backend = hardware.backend ?? 'cpu';
  const sample: RuntimeSample = {
    pinnedVersions: versionsOf(facts, build),
    backend,
    ...(hardware.capability && { computeCapability: hardware.capability }),
    cudaVersion: backend === 'cuda' ? (build?.cuda ?? null) : null,
    rocmVersion: build?.hip ?? null,
  };
  return { sample, unknown: unknownOf(hardware, build) };
}

/** Whether the sample depends on nvidia-smi. */
export const needsCapabilities = (facts: InterpreterFacts): boolean =>
  facts.system !== 'Darwin' && !facts.cudaHidden && Boolean(buildOf(facts)?.cuda);

/** The runtimes that torch was built for; null for a runtime that it was built without. */
interface Build {
  readonly version: string | undefined;
  readonly cuda: string | null;
  readonly hip: string | null;
}

const assigned = (name: string, text: string): string | null | undefined => {
  const value = new RegExp(`^${name}[ \\t]*(?::[^=\\n]*)?=[ \\t]*(None|'[^'\\n]*'|"[^"\\n]*")`, 'm').exec(text)?.[1];
  return value === undefined ? undefined : value === 'None' ? null : value.slice(1, -1);
};

// Read from torch/version.py; undefined if torch is absent or the file has another form.
function buildOf({ torchText }: InterpreterFacts): Build | undefined {
  if (torchText === undefined) return undefined;
  const [cuda, hip] = [assigned('cuda', torchText), assigned('hip', torchText)];
  if (cuda === undefined || hip === undefined) return undefined;
  return { version: assigned('__version__', torchText) ?? undefined, cuda, hip };
}

// DLM records torch.__version__, whose local part (+cu124) is missing in the metadata of the package.
function versionsOf({ versions }: InterpreterFacts, build: Build | undefined): Record<string, string> {
  return versions.torch !== undefined && build?.version !== undefined
    ? { ...versions, torch: build.version }
    : { ...versions };
}

interface Hardware {
  readonly backend?: RuntimeSample['backend'];
  readonly capability?: readonly [number, number];
  /** Why the backend or the tier is unknown. */
  readonly why?: string;
}

const CPU: Hardware = { backend: 'cpu' };

function hardwareOf(facts: InterpreterFacts, build: Build | undefined, gpus: Capabilities): Hardware {
  if (facts.versions.torch === undefined)
    return { why: 'torch, which chooses the device, is not installed for this interpreter' };
  if (facts.system === 'Darwin') return onMac(facts);
  if (!build) return { why: 'the version file of the installed torch does not state what it was built for' };
  if (build.hip) return onRocm(facts);
  return build.cuda ? onCuda(facts, gpus) : CPU;
}

// Metal needs macOS 12.3; on Intel it depends on the graphics card.
function onMac({ machine, macVersion }: InterpreterFacts): Hardware {
  const [major = 0, minor = 0] = macVersion.split('.').map(Number);
  const isNewEnough = major > 12 || (major === 12 && minor >= 3);
  return machine === 'arm64' && isNewEnough
    ? { backend: 'mps' }
    : { why: 'whether Metal works on this Mac is known only during training' };
}

function onRocm({ amd, rocmHidden }: InterpreterFacts): Hardware {
  if (rocmHidden || amd === false) return CPU;
  return amd ? { backend: 'rocm' } : { why: 'whether the system has a ROCm device cannot be determined' };
}

function onCuda({ nvidia, cudaHidden }: InterpreterFacts, gpus: Capabilities): Hardware {
  if (cudaHidden) return CPU;
  if ('why' in gpus) return nvidia === false ? CPU : { why: gpus.why };
  const [first] = gpus.listed;
  if (!first) return { why: 'nvidia-smi lists no device' };
  const isModern = ([major]: readonly [number, number]): boolean => major >= 8;
  return gpus.listed.every(one => isModern(one) === isModern(first))
    ? { backend: 'cuda', capability: first }
    : { backend: 'cuda', why: 'the machine has devices of both tiers, and the choice is known only during training' };
}

function unknownOf({ backend, why }: Hardware, build: Build | undefined): Unknown[] {
  const fields = [
    ...(why === undefined ? [] : ['hardware_tier']),
    ...(backend === undefined ? ['determinism_class'] : []),
    // A torch that was built without CUDA has no CUDA version on any device.
    ...(backend === undefined && build?.cuda !== null ? ['cuda_version'] : []),
  ];
  const device = fields.map(field => ({ field, why: why ?? '' }));
  const noBuild = 'the runtimes that torch was built for are unknown';
  return build ? device : [...device, { field: 'rocm_version', why: why ?? noBuild }];
}

/** A short description of a sample: `torch 2.5.1, cuda-sm80+`. */
export function sampleText({ sample, unknown }: Sampled): string {
  const tier = unknown.some(({ field }) => field === 'hardware_tier') ? 'unknown hardware' : hardwareTier(sample);
  const { torch } = sample.pinnedVersions;
  return `${torch === undefined ? 'no torch' : `torch ${torch}`}, ${tier}`;
}
