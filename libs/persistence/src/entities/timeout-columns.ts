import { Column } from 'typeorm';

/** How long an endpoint may take, in milliseconds. Null leaves it to whoever is asked next. */
export abstract class TimeoutColumns {
  @Column('integer', { name: 'connect_timeout_ms', nullable: true })
  connectTimeoutMs!: number | null;

  @Column('integer', { name: 'first_event_timeout_ms', nullable: true })
  firstEventTimeoutMs!: number | null;

  @Column('integer', { name: 'idle_timeout_ms', nullable: true })
  idleTimeoutMs!: number | null;

  @Column('integer', { name: 'total_timeout_ms', nullable: true })
  totalTimeoutMs!: number | null;
}
