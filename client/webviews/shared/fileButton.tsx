// A file of the page, which opens in the editor.
import type { VNode } from 'preact';
import { t } from './l10n';

/** What the button shows and does. */
export interface FileButtonProps {
  /** Identifies the button across renderings, so that its focus can be restored. */
  readonly id: string;
  /** The path of the file for people. */
  readonly path: string;
  /** The text for screen readers; that of the tooltip by default. */
  readonly label?: string;
  readonly onClick: () => void;
}

/** The button. */
export function FileButton({ id, path, label, onClick }: FileButtonProps): VNode {
  const title = t('Open {0}', path);
  return (
    <button type="button" class="file" data-key={id} title={title} aria-label={label ?? title} onClick={onClick}>
      <bdi>{path}</bdi>
    </button>
  );
}
