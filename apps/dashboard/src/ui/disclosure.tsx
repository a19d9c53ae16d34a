import { type ReactNode, useState } from 'react';
import classes from './disclosure.module.css';

type DisclosureProps = { label: string; isForcedOpen: boolean; children: ReactNode };

/** Content that starts folded; `isForcedOpen` unfolds it, for instance to show an error inside. */
export function Disclosure({ label, isForcedOpen, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={classes.root}
      open={isOpen || isForcedOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>{label}</summary>
      <div className={classes.content}>{children}</div>
    </details>
  );
}
