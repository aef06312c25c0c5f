// Queries an interpreter and nvidia-smi about the machine that would train a DLM document. torch is never imported: its version file is read as text.
import type { Host } from '../../host/host';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { notRunText, type ProgramContext, runOptions, runPython } from '../programs/runPython';

/** What an interpreter reports. */
export interface InterpreterFacts {
  /** Versions of the packages that a lock pins, for those that are installed. */
  readonly versions: Readonly<Record<string, string>>;
  /** The text of torch/version.py; absent if torch is not installed or has no such file. */
  readonly torchText?: string;
  /** `platform.system()`, `platform.machine()` and the version of macOS ('' elsewhere). */
  readonly system: string;
  readonly machine: string;
  readonly macVersion: string;
  /** Whether the system has a device of this vendor; undefined if that cannot be determined. */
  readonly nvidia: boolean | undefined;
  readonly amd: boolean | undefined;
  /** An environment variable hides all devices of this vendor. */
  readonly cudaHidden: boolean;
  readonly rocmHidden: boolean;
}

/** The compute capabilities of the NVIDIA devices, or why they are unknown; `why` completes "its current value is unknown: ". */
export type Capabilities = { readonly listed: readonly (readonly [number, number])[] } | { readonly why: string };

const NVIDIA_LIMIT_MS = 5000;

// Isolation also hides the user's site-packages, which training uses; their folder is added
// after the last import. Devices are detected only by their entries in /proc, /sys and /dev.
const SCRIPT = `
import json, os, platform, site, sys
from importlib import metadata

def installed(name):
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None

def text(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(4096)
    except OSError:
        return None

def names(path):
    try:
        return os.listdir(path)
    except OSError:
        return []

def hidden(*variables):
    return any(os.environ.get(name, "0").strip() in ("", "-1") for name in variables)

def amd_devices():
    nodes = "/sys/class/kfd/kfd/topology/nodes"
    found = (text(os.path.join(nodes, node, "properties")) or "" for node in names(nodes))
    return any(line.startswith("simd_count ") and line.split()[1] != "0" for properties in found for line in properties.splitlines())

if sys.prefix == sys.base_prefix:
    sys.path.append(site.getusersitepackages())
linux = platform.system() == "Linux"
known = {name: installed(name) for name in ("torch", "transformers", "peft", "trl", "bitsandbytes")}
torch = known["torch"]
print(json.dumps({
    "versions": {name: found.version for name, found in known.items() if found and found.version},
    "torch": text(str(torch.locate_file("torch/version.py"))) if torch else None,
    "system": platform.system(),
    "machine": platform.machine(),
    "mac": platform.mac_ver()[0],
    "nvidia": (bool(names("/proc/driver/nvidia/gpus")) or os.path.exists("/dev/dxg")) if linux else None,
    "amd": amd_devices() if linux else None,
    "cuda_hidden": hidden("CUDA_VISIBLE_DEVICES"),
    "rocm_hidden": hidden("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES"),
}))
`;

/** What an interpreter reports; a sentence if it cannot be run. It runs a program, so call it only on an action of the user in a trusted workspace. */
export const queryRuntime = (host: Host, python: string, context: ProgramContext): Promise<InterpreterFacts | string> =>
  runPython(host, python, { script: SCRIPT, read: readFacts, subject: 'its packages', oldest: '3.8' }, context);

function readFacts(answer: JsonNode): InterpreterFacts | undefined {
  const [system, machine, macVersion] = ['system', 'machine', 'mac'].map(key => stringMember(answer, key));
  if (system === undefined || machine === undefined || macVersion === undefined) return undefined;
  const flag = (key: string): boolean | undefined => {
    const node = member(answer, key);
    return node?.kind === 'bool' ? node.value : undefined;
  };
  const versions = [...members(member(answer, 'versions'))].flatMap(([name, { value }]) =>
    value.kind === 'string' ? [[name, value.text] as const] : [],
  );
  const torchText = stringMember(answer, 'torch');
  return {
    versions: Object.fromEntries(versions),
    ...(torchText !== undefined && { torchText }),
    system,
    machine,
    macVersion,
    nvidia: flag('nvidia'),
    amd: flag('amd'),
    cudaHidden: flag('cuda_hidden') === true,
    rocmHidden: flag('rocm_hidden') === true,
  };
}

/** Queries nvidia-smi. `program`: its absolute path; undefined if it is not on PATH. */
export async function queryCapabilities(
  host: Host,
  program: string | undefined,
  context: ProgramContext,
): Promise<Capabilities> {
  if (program === undefined) return { why: 'nvidia-smi is not on PATH' };
  const argv = [program, '--query-gpu=compute_cap', '--format=csv,noheader'];
  const result = await host.run(argv, runOptions(context, NVIDIA_LIMIT_MS));
  if (!result.ok) return { why: `nvidia-smi could not be run (${notRunText(result)})` };
  if (result.code !== 0) return { why: `nvidia-smi failed with exit code ${result.code}` };
  const lines = result.stdout
    .trim()
    .split('\n')
    .filter(line => line.trim() !== '' || result.stdout.trim() === '');
  const listed = lines.flatMap(line => {
    const [, major, minor] = /^(\d{1,3})\.(\d{1,3})$/.exec(line.trim()) ?? [];
    return major === undefined ? [] : [[Number(major), Number(minor)] as const];
  });
  return listed.length === lines.length ? { listed } : { why: 'nvidia-smi does not report the compute capability' };
}
