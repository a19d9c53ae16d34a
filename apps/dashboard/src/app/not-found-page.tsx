import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <EmptyState title="There is no such page">
        <LinkButton to="/endpoints" variant="default">
          Go to the endpoints
        </LinkButton>
      </EmptyState>
    </Page>
  );
}
