// The order of a run, and how a failure is reported.
import { type Code, join, python } from '../../../python/code';
import { stringLiteral } from '../../../python/literals';
import type { TrainingPlan } from '../plan';
import { outputPaths } from './filesPart';

/** `run`, `main` and the call of it. */
export const main = (plan: TrainingPlan): Code => join([run(plan), report, start], 2);

const run = (plan: TrainingPlan): Code => {
  const { data, train, export: exported } = plan;
  const converts = exported !== undefined && exported.format !== 'torch';
  return python`
    def run():
        """One run, from the CSV file to the manifest."""
        ${train.seed !== undefined && python`_set_seed(SEED)`}
        ${train.deterministic && python`use_deterministic_algorithms()`}
        device = choose_device()
        check_outputs(${outputPaths(plan)})

        features, target, values, data_hash = read_csv()
        targets = encode_target(target, values)
        ${train.seed === undefined ? noGenerator : generator}
        train_part, test_part = split_rows(features, targets, generator)
        ${data.normalize && python`normalize(train_part[0], test_part[0])`}

        model = build_model()
        ${converts && python`export_bytes(model.eval())  # Tried before the training, so that a failure costs no time.`}
        model.to(device)
        write_event(event="start", epochs=EPOCHS, config_hash=CONFIG_HASH, pid=os.getpid(), device=device.type,
                    train_rows=len(train_part[0]), test_rows=len(test_part[0]))
        epochs, metrics = train(model, train_part, test_part, device, generator)
        ${exported && save(exported.path, converts)}
        write_manifest(data_hash, device, metrics)
        write_event(event="end", status="finished", epochs=epochs, metrics=metrics)
  `;
};

const noGenerator = python`generator = None  # Without a seed, the order of the rows differs from run to run.`;

const generator = python`
  # The order of the rows has a generator of its own, so that it does not depend on the network.
  generator = torch.Generator()
  generator.manual_seed(SEED % 2**64)
`;

const save = (path: string, converts: boolean): Code => python`
  model.to("cpu").eval()
  write_file(${stringLiteral(path)}, ${converts ? python`export_bytes(model)` : python`state_bytes(model)`})
  print(${stringLiteral(`Saved model to ${path}`)}, flush=True)
`;

const report = python`
  def fail(message, status, exit_code):
      """Reports a failure in one line. Returns the exit code."""
      message = " ".join(message.splitlines())
      note(f"KynMLError: {message}")
      write_event(event="end", status=status, message=message)
      return exit_code


  LACK_OF_MEMORY = ("out of memory", "not enough memory", "allocate memory")


  def main():
      """Runs the training. A failure that the user can fix is one line; a mistake in this script is a traceback."""
      sys.stdout.reconfigure(errors="backslashreplace")
      try:
          run()
      except KynMLError as error:
          return fail(str(error), "failed", 1)
      except KeyboardInterrupt:
          return fail("The training was stopped.", "stopped", 130)
      except OSError as error:
          return fail(f"{error.strerror or error}.", "failed", 1)
      except (MemoryError, RuntimeError) as error:
          # PyTorch reports a lack of memory, and whatever else goes wrong in an operation, as a RuntimeError.
          text = first_line(error)
          if isinstance(error, RuntimeError) and not any(words in text for words in LACK_OF_MEMORY):
              return fail(f"PyTorch reports: {text}", "failed", 1)
          return fail("The memory is not sufficient. Use a smaller \`batch\` or network, or fewer rows.", "failed", 1)
      return 0
`;

const start = python`
  if __name__ == "__main__":
      sys.exit(main())
`;
