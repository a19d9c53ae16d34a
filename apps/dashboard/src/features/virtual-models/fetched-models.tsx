import { Alert, List } from '@mantine/core';
import type { EndpointModels } from '../../api/types';
import { LongText } from '../../ui/long-text';

/** What came of asking the endpoint for its models, with every address tried when that gave none. */
export function FetchedModels({ result }: { result: EndpointModels }) {
  const count = result.models.length;
  if (count > 0) {
    return (
      <div role="status">
        <LongText c="dimmed">
          {count === 1 ? '1 model' : `${count} models`} found: choose one from the list.
          {result.warning && ` ${result.warning}`}
        </LongText>
      </div>
    );
  }
  return (
    <Alert color="yellow" title="The endpoint named no models" role="status">
      <LongText>{result.warning ?? 'Type the name by hand.'}</LongText>
      <List size="sm">
        {result.attempts.map((attempt) => (
          <List.Item key={attempt.url}>
            <LongText>
              {[attempt.url, attempt.status && `status ${attempt.status}`, attempt.error]
                .filter(Boolean)
                .join(', ')}
            </LongText>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
