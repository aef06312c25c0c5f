// A button of the toolbar.
import type { VNode } from 'preact';
import { Icon } from './icon';

/** What the button shows and does. */
export interface ActionButtonProps {
  /** Identifies the button across renderings, so that its focus can be restored. */
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  /** The tooltip; the label by default. */
  readonly title?: string;
  /** Whether a button that can be switched on is on. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

/** The button. Its label remains for screen readers and as a tooltip where a narrow page shows only the icon. */
export function ActionButton({ id, icon, label, title = label, pressed, onClick }: ActionButtonProps): VNode {
  return (
    <button
      type="button"
      class="action"
      data-key={id}
      title={title}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span class="actionText">{label}</span>
    </button>
  );
}
