import type { ConfigVersion } from '@switchyard/domain';
import { Any, type EntityManager, type EntityTarget, type FindOptionsWhere } from 'typeorm';

type Compiled<Entry> = { readonly version: string; readonly entry: Entry };
type RowVersion = { readonly id: number; readonly version: string };

/**
 * One table's rows as entries of the config. A row that did not change is not read again, and its entry stays the same
 * object: a change among ten thousand rows costs what that row costs, and a list of their versions.
 */
export class CompiledRows<Row extends { id: number }, Entry> {
  private known: ReadonlyMap<number, Compiled<Entry>> = new Map();
  private readAt: ConfigVersion | null = null;

  constructor(
    private readonly entity: EntityTarget<Row>,
    private readonly order: keyof Row & string,
    private readonly compile: (row: Row) => Entry,
  ) {}

  /** All entries in order, as the transaction of `manager` sees them, which has to see one state throughout. */
  async read(manager: EntityManager, at: ConfigVersion): Promise<Entry[]> {
    if (this.readAt && isOtherHistory(this.readAt, at)) this.known = new Map();
    const versions = await this.readVersions(manager);
    const fresh = await this.readChanged(manager, versions);
    this.known = new Map(
      versions.flatMap(({ id }) => {
        const compiled = fresh.get(id) ?? this.known.get(id);
        return compiled ? [[id, compiled] as const] : [];
      }),
    );
    this.readAt = at;
    return [...this.known.values()].map(({ entry }) => entry);
  }

  /** Postgres marks each version of a row with the transaction that wrote it, whoever that was. */
  private readVersions(manager: EntityManager): Promise<RowVersion[]> {
    return manager
      .createQueryBuilder(this.entity, 'row')
      .select('row.id', 'id')
      .addSelect('row.xmin::text', 'version')
      .orderBy(`row.${this.order}`)
      .getRawMany<RowVersion>();
  }

  private async readChanged(
    manager: EntityManager,
    versions: readonly RowVersion[],
  ): Promise<ReadonlyMap<number, Compiled<Entry>>> {
    const changed = versions.filter(({ id, version }) => this.known.get(id)?.version !== version);
    if (changed.length === 0) return new Map();
    const versionById = new Map(changed.map(({ id, version }) => [id, version]));
    const where = { id: Any([...versionById.keys()]) } as FindOptionsWhere<Row>;
    const rows = await manager.find(this.entity, { where });
    return new Map(
      rows.map((row) => [row.id, { version: versionById.get(row.id) ?? '', entry: this.compile(row) }]),
    );
  }
}

/** Another database, or an earlier state of this one: there the same numbers of transactions may stand for others. */
const isOtherHistory = (before: ConfigVersion, now: ConfigVersion): boolean =>
  before.epoch !== now.epoch || before.revision > now.revision;
