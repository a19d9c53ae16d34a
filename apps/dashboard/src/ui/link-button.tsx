import { Button, type ButtonProps } from '@mantine/core';
import { Link } from 'react-router';

type LinkButtonProps = ButtonProps & { to: string; 'aria-label'?: string };

export function LinkButton(props: LinkButtonProps) {
  return <Button component={Link} {...props} />;
}
