import { Alert, Button, Group, Text } from '@mantine/core';
import { ApiError } from '../api/api-error';
import { formatDuration } from '../format/duration';
import { LongText } from './long-text';

type ErrorAlertProps = { title: string; error: Error; onRetry?: () => void; isRetrying?: boolean };

export function ErrorAlert({ title, error, onRetry, isRetrying }: ErrorAlertProps) {
  const api = error instanceof ApiError ? error : null;
  return (
    <Alert color="red" title={title} role="alert">
      <LongText>{error.message}</LongText>
      {api?.fields.map(({ field, message }) => (
        <LongText key={field + message}>
          {field}: {message}
        </LongText>
      ))}
      {api?.retryAfterSeconds != null && (
        <Text size="sm">Try again in {formatDuration(api.retryAfterSeconds * 1000)}.</Text>
      )}
      {api?.requestId && (
        <Text size="xs" c="dimmed">
          Request {api.requestId}
        </Text>
      )}
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry} loading={isRetrying ?? false}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
