import { Text, type TextProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** Text that may hold a URL or a name without spaces: it breaks rather than widening the page. */
export function LongText({ children, ...props }: TextProps & { children: ReactNode }) {
  return (
    <Text size="sm" {...props} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  );
}
