import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that counts config changes. `epoch` tells this database from any other that may have stood here. */
@Entity('config_revision')
export class ConfigRevisionEntity {
  @PrimaryColumn('boolean', { default: true })
  singleton!: boolean;

  @Column('uuid')
  epoch!: string;

  /** Text, since the driver does not squeeze a bigint into a number. */
  @Column('bigint', { default: 0 })
  revision!: string;
}
