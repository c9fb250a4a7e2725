// The first answers of a start: told while the memory is being read, and kept anew when it is quiet.
import type { Clock } from '../../../shared/clock.ts';
import type { QueueView, QueueWindow } from '../../../shared/contract/queue.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { answerFrom, recordOf } from './first-answers.ts';
import type { AnsweringQueue, TimedRow } from './first-answers.ts';
import type { AnswerRecord } from './schema.ts';
import type { StoreChange, StoreMemory } from './store-memory.ts';

type AnyView = QueueView<string>;

export interface AnswerDisk {
  readonly memory: StoreMemory;
  /** Keeps what `make` makes of the present state. */
  saveAnswers(make: (watermark: number) => readonly AnswerRecord[]): Promise<void>;
}

export class KeptAnswers {
  readonly #clock: Clock;
  readonly #records: Promise<readonly AnswerRecord[]>;
  #tell: (records: readonly AnswerRecord[]) => void = () => undefined;
  /** What was asked first in this session: a start is likely to ask it again. */
  readonly #viewByQueue = new Map<QueueName, AnyView>();
  #areKept = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#records = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  /** To be called once, with what the disk has; with nothing when it cannot be opened. */
  start(records: readonly AnswerRecord[]): void {
    this.#areKept = records.length > 0;
    this.#tell(records);
  }

  /** null where the view has to wait for the memory. */
  async answer(queue: QueueName, view: AnyView): Promise<QueueWindow<TimedRow> | null> {
    if (!this.#viewByQueue.has(queue)) this.#viewByQueue.set(queue, view);
    const record = (await this.#records).find(({ id }) => id === queue);
    return record === undefined ? null : answerFrom(record, view, this.#clock.now());
  }

  /** What is kept is not what the queues show any more. */
  async changed(change: StoreChange, disk: AnswerDisk): Promise<void> {
    const isAny = Object.values(change).some(({ size }: ReadonlySet<unknown>) => size > 0);
    if (isAny && this.#areKept) await this.#drop(disk);
  }

  /** Where people wrote or decided something nothing is kept: the disk must not show it in clear. */
  async keep(
    queues: Readonly<Record<QueueName, AnsweringQueue>>,
    disk: AnswerDisk,
    hasRules: boolean,
  ): Promise<void> {
    const { written, groupings } = disk.memory;
    const { incidentOf, redirectOf } = groupings.people;
    const isAuthored = hasRules || written.hasLaid || incidentOf.size + redirectOf.size > 0;
    if (isAuthored) {
      if (this.#areKept) await this.#drop(disk);
      return;
    }
    if (this.#areKept || this.#viewByQueue.size === 0) return;
    this.#areKept = true;
    const answeredAt = this.#clock.now();
    await disk.saveAnswers((watermark) =>
      Array.from(this.#viewByQueue, ([name, view]) =>
        recordOf(name, queues[name], view, { answeredAt, watermark }),
      ),
    );
  }

  async #drop(disk: AnswerDisk): Promise<void> {
    this.#areKept = false;
    await disk.saveAnswers(() => []);
  }
}
