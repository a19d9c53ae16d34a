import { Text } from '@mantine/core';
import { formatPrice } from '../../format/money';

type PriceCellProps = { price: number | null; cachedPrice: number | null };

export function PriceCell({ price, cachedPrice }: PriceCellProps) {
  return (
    <div>
      <Text size="sm" {...(price === null ? { c: 'dimmed' } : {})}>
        {formatPrice(price)}
      </Text>
      {cachedPrice !== null && (
        <Text size="xs" c="dimmed">
          cached {formatPrice(cachedPrice)}
        </Text>
      )}
    </div>
  );
}
