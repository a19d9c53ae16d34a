import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the control plane remembers about itself, by key. */
@Entity('settings')
export class SettingEntity {
  @PrimaryColumn('text')
  key!: string;

  @Column('jsonb')
  value!: unknown;
}
