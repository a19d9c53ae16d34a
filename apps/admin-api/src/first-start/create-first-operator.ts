import { randomBytes } from 'node:crypto';
import { OperatorEntity } from '@switchyard/persistence';
import type { DataSource } from 'typeorm';
import { hashPassword } from '../auth/password-hash.js';

const USERNAME = 'admin';
const GENERATED_BYTES = 18;

export type FirstOperator = { readonly username: string; readonly generatedPassword: string | null };

/**
 * Creates the first operator, with the given password or a generated one.
 * @returns null when there is an operator already: a password in the environment never replaces one in use
 */
export async function createFirstOperator(
  dataSource: DataSource,
  givenPassword: string | undefined,
): Promise<FirstOperator | null> {
  if (await dataSource.manager.existsBy(OperatorEntity, {})) return null;
  const generatedPassword = givenPassword ? null : randomBytes(GENERATED_BYTES).toString('base64url');
  const passwordHash = await hashPassword(givenPassword ?? generatedPassword ?? '');
  const { identifiers } = await dataSource.manager
    .createQueryBuilder()
    .insert()
    .into(OperatorEntity)
    .values({ username: USERNAME, passwordHash })
    .orIgnore()
    .execute();
  // Another process may have been first; then its password counts, not the one generated here.
  return identifiers[0] ? { username: USERNAME, generatedPassword } : null;
}
