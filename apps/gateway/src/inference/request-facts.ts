import {
  type Candidate,
  type ErrorCode,
  GatewayError,
  type Outcome,
  type SettledUsage,
  settleUsage,
  type UsageRecord,
  type UsageReport,
  type VirtualModelConfig,
} from '@switchyard/domain';
import { estimateInputTokens } from '@switchyard/providers';
import type { Arrival } from './arrival.js';

const MAX_TEXT_LENGTH = 220;
const HTTP_OK = 200;

/**
 * Collects what becomes the ledger entry of one request. Metadata only: no prompt, no answer, no key.
 * It is settled exactly once, however the request ends, and before the client has the end of its answer: a process
 * that is killed right after it has answered has not forgotten what it answered.
 */
export class RequestFacts {
  private readonly startedAt = new Date();
  readonly startedAtMs = performance.now();
  private requestedModel: string | null = null;
  private isStream = false;
  private model: VirtualModelConfig | null = null;
  private candidate: Candidate | null = null;
  private firstTokenMs: number | null = null;
  /** What was sent to the endpoint that answered. */
  private sentBody: Buffer | null = null;
  private report: UsageReport = { usage: null, unreportedCharacters: 0 };
  private error: GatewayError | null = null;

  private settled: Promise<void> | null = null;

  constructor(
    private readonly arrival: Pick<Arrival, 'id' | 'route' | 'headers' | 'address'>,
    private readonly ledger: { append(record: UsageRecord): Promise<void> },
  ) {}

  requested(model: string, isStream: boolean): void {
    this.requestedModel = model;
    this.isStream = isStream;
  }

  resolved(model: VirtualModelConfig): void {
    this.model = model;
  }

  attempted(candidate: Candidate): void {
    this.candidate = candidate;
  }

  firstToken(): void {
    this.firstTokenMs ??= this.elapsedMs();
  }

  /** An endpoint answers this body, so that tokens are used whether it reports them or not. */
  answered(sentBody: Buffer): void {
    this.sentBody = sentBody;
  }

  /** @param report may go on changing until the answer ends */
  used(report: UsageReport): void {
    this.report = report;
  }

  failed(error: GatewayError): void {
    this.error ??= error;
  }

  /** Hands the entry over; what comes later changes nothing any more. @returns when it is safe from the end of this process */
  settle(): Promise<void> {
    this.settled ??= this.ledger.append(this.toRecord());
    return this.settled;
  }

  private toRecord(): UsageRecord {
    const endpoint = this.candidate?.endpoint ?? null;
    const model = this.candidate?.model ?? this.model;
    const settled = this.settledUsage();
    return {
      requestId: this.arrival.id,
      startedAt: this.startedAt.toISOString(),
      durationMs: this.elapsedMs(),
      firstTokenMs: this.firstTokenMs,
      route: this.arrival.route,
      stream: this.isStream,
      status: this.error?.status ?? HTTP_OK,
      outcome: outcomeOf(this.error),
      errorCode: this.error?.code ?? null,
      errorSummary: shorten(this.error?.message),
      requestedModel: shorten(this.requestedModel),
      virtualModelId: model?.id ?? null,
      virtualModelName: model?.name ?? null,
      endpointId: endpoint?.id ?? null,
      endpointName: endpoint?.name ?? null,
      endpointType: endpoint?.type ?? null,
      actualModel: this.candidate?.model.actualModel ?? null,
      usage: settled?.usage ?? null,
      usageEstimated: settled?.isEstimated ?? false,
      price: model?.price ?? null,
      clientAddress: this.arrival.address,
      userAgent: shorten(this.arrival.headers['user-agent']),
      source: shorten(textOf(this.arrival.headers['x-source'])),
    };
  }

  /** Null when no endpoint answered, unless one that failed before had reported what it used. */
  private settledUsage(): SettledUsage | null {
    const { sentBody } = this;
    if (sentBody === null && this.report.usage === null) return null;
    return settleUsage(this.report, () => estimateInputTokens(sentBody ?? ''));
  }

  private elapsedMs(): number {
    return Math.round(performance.now() - this.startedAtMs);
  }
}

const outcomeByCode: Partial<Record<ErrorCode, Outcome>> = { client_closed_request: 'client_closed' };

function outcomeOf(error: GatewayError | null): Outcome {
  if (!error) return 'success';
  const byFault = {
    caller: 'client_error',
    endpoint: 'upstream_error',
    credential: 'upstream_error',
    gateway: 'server_error',
  } as const;
  return outcomeByCode[error.code] ?? byFault[error.fault];
}

const textOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(', ') : header;

/** Bounded, and without NUL, which is the one character the ledger cannot hold. */
const shorten = (text: string | null | undefined): string | null =>
  text?.slice(0, MAX_TEXT_LENGTH).replaceAll('\0', '') ?? null;
