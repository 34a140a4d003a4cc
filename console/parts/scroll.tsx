import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface ScrollProps {
  readonly label: string;
  readonly isTall?: boolean;
  readonly children: ComponentChildren;
}

/** A table that is wider than its place scrolls in it, by the keyboard as well; one that fits is no stop on the way. */
export function Scroll({ label, isTall, children }: ScrollProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isStop, setStop] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () =>
      setStop(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
    const resize = new ResizeObserver(measure);
    resize.observe(element);
    for (const child of element.children) resize.observe(child);
    return () => resize.disconnect();
  }, []);
  const stop = isStop ? ({ tabIndex: 0, role: 'group', 'aria-label': label } as const) : {};
  return (
    <div class={isTall ? 'scroll tall' : 'scroll'} ref={box} {...stop}>
      {children}
    </div>
  );
}
