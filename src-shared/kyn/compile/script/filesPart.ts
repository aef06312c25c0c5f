// The files of a run: the manifest, the exported network and checkpoints.
import { type Code, join, python } from '../../../python/code';
import { bytesLiteral, list, numberLiteral, stringLiteral } from '../../../python/literals';
import { FIRST_BYTES, MANIFEST, type ModelFormat } from '../outputs';
import type { ExportPlan, TrainingPlan } from '../plan';

/** The functions that write files. */
export function files({ origin, train, export: exported }: TrainingPlan): Code {
  const savesState = train.checkpoint !== undefined || exported?.format === 'torch';
  return join(
    [
      writeFile,
      savesState && stateBytes,
      exported && exported.format !== 'torch' && exportBytes(exported),
      manifest(origin.overrides, train.seed !== undefined),
    ],
    2,
  );
}

/** The files that a run writes, as a list of paths with the first bytes of a file that may be replaced: checked before the training. */
export const outputPaths = ({ train, export: exported }: TrainingPlan): Code =>
  list([
    output(stringLiteral(MANIFEST)),
    ...(train.checkpoint ? [output(python`CHECKPOINT_PATH`, 'torch')] : []),
    ...(exported ? [output(stringLiteral(exported.path), exported.format)] : []),
  ]);

const output = (path: Code, format?: ModelFormat): Code =>
  python`(${path}, ${bytesLiteral(format === undefined ? [] : FIRST_BYTES[format])})`;

const writeFile = python`
  def write_file(path, content):
      """Writes a file whole or not at all: first to a temporary file next to it, which then takes its place."""
      try:
          temporary = make_temporary(path)
          try:
              with open(temporary, "wb") as file:
                  file.write(content)
                  file.flush()
                  os.fsync(file.fileno())
              os.replace(temporary, path)
          except BaseException:
              with contextlib.suppress(OSError):
                  os.remove(temporary)
              raise
      except OSError as error:
          raise KynMLError(f"{shown(path)} cannot be written: {error.strerror}.") from None


  def make_temporary(path):
      """Creates an empty file next to a path, and the folders above it.

      The name is unique, so that two trainings may use one folder.
      """
      folder = os.path.dirname(path) or "."
      try:
          os.makedirs(folder, exist_ok=True)
      except FileExistsError:
          raise KynMLError(f"{shown(path)} cannot be written: {shown(folder)} is not a folder.") from None
      temporary = f"{path}.tmp.{os.getpid()}.{os.urandom(4).hex()}"
      with open(temporary, "xb"):
          return temporary


  def check_outputs(outputs):
      """Fails before the training, rather than after it, if a file cannot be written or would replace a needed one."""
      others = [(CSV_PATH, "the data of this run"), (__file__, "this script")]
      if os.environ.get("KYNML_EVENTS"):
          others.append((os.environ["KYNML_EVENTS"], "the file for the progress of this run"))
      for path, start in outputs:
          for other, name in others:
              if is_same_file(path, other):
                  raise KynMLError(f"{shown(path)} is {name} and would be overwritten. Use another path.")
          if path.endswith(".kyn") and os.path.exists(path):
              raise KynMLError(f"{shown(path)} exists and has the name of a spec, so it is not overwritten. Use "
                               f"another path.")
          others.append((path, "another file that this run writes"))
          check_writable(path)
          check_replaceable(path, start)


  def is_same_file(path, other):
      """Whether two paths lead to one file, which may not exist yet."""
      if os.path.normcase(os.path.realpath(path)) == os.path.normcase(os.path.realpath(other)):
          return True
      return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


  def check_writable(path):
      """Fails if a file cannot be written."""
      if os.path.isdir(path):
          raise KynMLError(f"{shown(path)} cannot be written: it is a folder.")
      remove_leftovers(path)
      try:
          os.remove(make_temporary(path))
      except OSError as error:
          raise KynMLError(f"{shown(path)} cannot be written: {error.strerror}.") from None


  def remove_leftovers(path):
      """Removes temporary files that killed trainings left for a path, unless they are younger than an hour."""
      pattern = re.escape(os.path.basename(path)) + r"\.tmp\.[0-9]+\.[0-9a-f]{8}"
      folder = os.path.dirname(path) or "."
      names = []
      with contextlib.suppress(OSError):
          names = [name for name in os.listdir(folder) if re.fullmatch(pattern, name)]
      for leftover in [os.path.join(folder, name) for name in names]:
          with contextlib.suppress(OSError):  # One that cannot be removed, as another user's, does no harm.
              is_file = os.path.isfile(leftover) and not os.path.islink(leftover)
              if is_file and time.time() - os.stat(leftover).st_mtime > 3600:
                  os.remove(leftover)


  def check_replaceable(path, start):
      """Fails if a file has content that does not begin with the bytes of its replacement: it would be lost."""
      if not start or not os.path.exists(path):
          return
      head = None
      if os.path.isfile(path):
          try:
              with open(path, "rb") as file:
                  head = file.read(len(start))
          except OSError as error:
              raise KynMLError(f"{shown(path)} cannot be read, so it is not overwritten: {error.strerror}.") from None
      if head not in (b"", start):
          raise KynMLError(f"{shown(path)} exists and is not a model in this format, so it is not overwritten. Move it "
                           f"or use another path.")
`;

const stateBytes = python`
  def state_bytes(model):
      """The state dict of the network, for torch.load."""
      buffer = io.BytesIO()
      torch.save({name: value.cpu() for name, value in model.state_dict().items()}, buffer)
      return buffer.getvalue()
`;

const exportBytes = (exported: ExportPlan): Code => (exported.format === 'onnx' ? onnx(exported) : torchscript);

const torchscript = python`
  def export_bytes(model):
      """The network in TorchScript, for torch.jit.load."""
      buffer = io.BytesIO()
      torch.jit.save(torch.jit.script(model), buffer)
      return buffer.getvalue()
`;

const onnx = ({ inputShape, opset }: ExportPlan & { format: 'onnx' }): Code => python`
  def export_bytes(model):
      """The network in ONNX."""
      example = torch.zeros(${list(inputShape.map(numberLiteral))})
      options = {"opset_version": ${numberLiteral(opset)}, "input_names": ["input"], "output_names": ["output"]}
      if "dynamo" in inspect.signature(torch.onnx.export).parameters:
          options["dynamo"] = False  # The exporter that newer versions prefer needs more packages.
      buffer = io.BytesIO()
      try:
          with warnings.catch_warnings():
              warnings.simplefilter("ignore", DeprecationWarning)  # It recommends the other exporter.
              torch.onnx.export(model, example, buffer, **options)
      except Exception as error:
          if isinstance(error, ImportError) or "not installed" in str(error):
              raise KynMLError(f"The export to ONNX needs a package that is missing. Install it with: "
                               f"{install_command('onnx')}") from None
          raise KynMLError(f"The network cannot be exported to ONNX: {first_line(error)} Check \`input_shape\` and "
                           f"\`opset\`.") from None
      return buffer.getvalue()
`;

const manifest = (overrides: readonly (readonly [string, string])[], hasSeed: boolean): Code => python`
  def write_manifest(data_hash, device, metrics):
      """Writes run_manifest.json, which records what is needed to audit and repeat the run."""
      manifest = {
          "kynml_version": KYNML_VERSION,
          "config_hash": CONFIG_HASH,
          "data_hash": data_hash,
          "env": {
              "python": platform.python_version(),
              "torch": str(torch.__version__),
              "numpy": np.__version__,
              "platform": platform.platform(),
          },
          "device": device.type,
          ${hasSeed ? python`"seed": SEED,` : python`"seed": None,  # Without a seed, the run cannot be repeated exactly.`}
          "metrics": metrics,
          ${overrides.length > 0 && overridden(overrides)}
      }
      text = json.dumps(manifest, sort_keys=True, indent=2) + "\n"
      write_file(${stringLiteral(MANIFEST)}, text.encode("ascii"))
`;

const overridden = (overrides: readonly (readonly [string, string])[]): Code => python`
  # The hash of the spec does not contain the values of --param.
  "params": {
      ${join(
        overrides.map(([name, text]) => python`${stringLiteral(name)}: ${stringLiteral(text)},`),
        0,
      )}
  },
`;
