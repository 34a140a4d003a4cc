import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { addressOf, type View } from '../address.ts';
import { ViewContext } from '../context.ts';

interface GoProps {
  /** What of the view changes. */
  readonly to: Partial<View>;
  readonly class?: string;
  readonly current?: boolean;
  readonly label?: string;
  /** Left out of the way of the keyboard where another link does the same. */
  readonly skip?: boolean;
  readonly children: ComponentChildren;
}

/** A link to another view: a real address, so that it opens in a new tab as well. */
export function Go({ to, class: className, current, label, skip, children }: GoProps) {
  const { view, go } = useContext(ViewContext);
  const next = { ...view, ...to };
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(next);
  };
  return (
    <a
      href={addressOf(next)}
      class={className}
      aria-current={current ? 'true' : undefined}
      aria-label={label}
      tabIndex={skip ? -1 : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
