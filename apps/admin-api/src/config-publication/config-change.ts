import { Injectable } from '@nestjs/common';
import { ConfigRevisionEntity } from '@switchyard/persistence';
import { DataSource, type EntityManager } from 'typeorm';
import { ConfigPublisher } from './config-publisher.js';

/** Every change of the config goes through here: all of it happens or none, it gets a revision, and it is published. */
@Injectable()
export class ConfigChange {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publisher: ConfigPublisher,
  ) {}

  async apply<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const result = await this.dataSource.transaction(async (manager) => {
      const value = await work(manager);
      await bumpRevision(manager);
      return value;
    });
    await this.publisher.publish();
    return result;
  }
}

/** The row lock it takes also puts concurrent changes in order. */
export const bumpRevision = (manager: EntityManager): Promise<unknown> =>
  manager.increment(ConfigRevisionEntity, { singleton: true }, 'revision', 1);
