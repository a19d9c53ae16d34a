import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { OperatorEntity, OperatorSessionEntity } from '@switchyard/persistence';
import { LessThan, type Repository } from 'typeorm';
import { AdminError } from '../http/admin-error.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { SignInThrottle } from './sign-in-throttle.js';

const TOKEN_BYTES = 32;
export const SESSION_SECONDS = 12 * 60 * 60;

export type Operator = { readonly id: number; readonly username: string };

/** Who may use the admin side: checks passwords, keeps sessions. */
@Injectable()
export class OperatorsService {
  private readonly throttle = new SignInThrottle();
  /** Checked against when no such operator exists, so that the answer takes as long as for one who does. */
  private readonly hashOfNobody = hashPassword(randomBytes(TOKEN_BYTES).toString('base64'));

  constructor(
    @InjectRepository(OperatorEntity) private readonly operators: Repository<OperatorEntity>,
    @InjectRepository(OperatorSessionEntity) private readonly sessions: Repository<OperatorSessionEntity>,
  ) {}

  /** @throws {AdminError} 401 for a wrong name or password, 429 after too many */
  async checkPassword(username: string, password: string, address: string): Promise<Operator> {
    const waitMs = this.throttle.waitMs(address, Date.now());
    if (waitMs > 0) {
      throw new AdminError(
        429,
        'too_many_attempts',
        'Too many wrong passwords from this address. Wait, then try again.',
        {
          retryAfterSeconds: Math.ceil(waitMs / 1000),
        },
      );
    }
    const operator = await this.operators.findOneBy({ username });
    const isRight = await verifyPassword(password, operator?.passwordHash ?? (await this.hashOfNobody));
    if (!operator || !isRight) {
      this.throttle.failed(address, Date.now());
      throw new AdminError(401, 'wrong_credentials', 'The user name or the password is wrong.');
    }
    this.throttle.succeeded(address);
    return { id: operator.id, username: operator.username };
  }

  /** @returns the session's token, which is kept nowhere but with the browser */
  async openSession(operator: Operator): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.sessions.delete({ expiresAt: LessThan(new Date()) });
    await this.sessions.insert({
      tokenHash: hashOf(token),
      operatorId: operator.id,
      expiresAt: new Date(Date.now() + SESSION_SECONDS * 1000),
    });
    return token;
  }

  async findBySession(token: string): Promise<Operator | null> {
    const session = await this.sessions.findOne({
      where: { tokenHash: hashOf(token) },
      relations: { operator: true },
    });
    if (!session || session.expiresAt.getTime() <= Date.now()) return null;
    return { id: session.operator.id, username: session.operator.username };
  }

  async closeSession(token: string): Promise<void> {
    await this.sessions.delete({ tokenHash: hashOf(token) });
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
