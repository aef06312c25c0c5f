// Progress for people on stderr, and for programs in the file that KYNML_EVENTS names.
import { type Code, python } from '../../../python/code';

/** Progress and events; the same in every script. */
export const progress: Code = python`
  def report_epoch(epoch, train_loss, test_loss, seconds, metrics):
      """Shows a bar on a terminal, prints a line elsewhere, and writes the event."""
      duration = f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.2g}"
      values = f"loss {train_loss:.6g}, test loss {test_loss:.6g}, {duration} s"
      if sys.stderr.isatty():
          done = 20 * epoch // EPOCHS
          bar = "#" * done + "-" * (20 - done)
          end = "\n" if epoch == EPOCHS else ""
          print(f"\r[{bar}] epoch {epoch}/{EPOCHS}: {values}\x1b[K{end}", end="", file=sys.stderr, flush=True)
      else:
          note(f"Epoch {epoch}/{EPOCHS}: {values}")
      write_event(event="epoch", epoch=epoch, train_loss=train_loss, test_loss=test_loss, seconds=seconds,
                  metrics=metrics)


  def write_event(**event):
      """Appends a line of JSON to the file that KYNML_EVENTS names; without the variable, nothing is written.

      Numbers that are not finite are NaN, Infinity and -Infinity, as Python's json module writes and reads them.
      """
      path = os.environ.get("KYNML_EVENTS")
      if not path:
          return
      try:
          with open(path, "a", encoding="ascii") as file:
              file.write(json.dumps(event) + "\n")
      except OSError as error:
          # The events are not part of the result, so the training goes on without them.
          del os.environ["KYNML_EVENTS"]
          note(f"Progress events are no longer written: {error.strerror}.")
`;
