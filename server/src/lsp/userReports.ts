// Messages that interrupt the user, or are only in the log of the client.
import type { Connection } from 'vscode-languageserver';
import type { Host } from '../../../src-shared/host/host';
import { withWriteReports } from '../../../src-shared/host/writeReports';
import { type ReportedProblem, withGitReports } from '../../../src-shared/repro/git/gitFailure';
import { notificationText } from '../../../src-shared/text/notificationText';
import { MessageType, ShowMessageNotification } from './base/languageServer';

/** The messages of one server. */
export class UserReports {
  /** `label`: a path for people. */
  constructor(
    private readonly connection: Pick<Connection, 'console' | 'sendNotification'>,
    private readonly label: (path: string) => string,
  ) {}

  /** Shows a sentence, which is escaped here. */
  show(type: MessageType, text: string): void {
    const message = notificationText(text);
    void this.connection.sendNotification(ShowMessageNotification.type, { type, message });
  }

  /** A computer whose problems with git and with written files are shown to the user. */
  host(computer: Host): Host {
    const reporting = withGitReports(computer, problem => this.gitProblem(problem));
    return withWriteReports(reporting, (path, sentence) => this.show(MessageType.Warning, sentence(this.label(path))));
  }

  // Many people work without git, so its absence does not interrupt them.
  private gitProblem(problem: ReportedProblem): void {
    if (problem.reason === 'missing') this.connection.console.warn(notificationText(problem.message()));
    else this.show(MessageType.Warning, problem.message());
  }
}
