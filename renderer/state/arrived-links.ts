// Opens list links that the system handed to the app, and says what of them could not be done.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { QueueFilter } from '../../shared/contract/queue.ts';
import { readListLink } from '../../shared/queue/list-link.ts';
import type { ListLink } from '../../shared/queue/list-link.ts';
import type { QueueName } from '../../shared/queue/queue-filters.ts';

export interface LinkNotice {
  /** `refused` opened nothing. */
  readonly kind: 'refused' | 'partly';
  readonly sentences: readonly string[];
}

export interface ArrivedLinks {
  /** Of the link that was opened last; null where all of it was done. */
  readonly notice: LinkNotice | null;
  /** For a link in whatever way it came. Returns why it was refused, or null. */
  open(text: string): string | null;
  dismiss(): void;
}

export type ArrivedLinksStore = StoreApi<ArrivedLinks>;

interface LinkParts {
  readonly bridge: Pick<ShellBridge, 'call' | 'on'>;
  /** Shows the list. */
  readonly show: (link: ListLink) => void;
  /** Rows that a filter has, of those stored. Rejects with FailureError. */
  readonly count: (queue: QueueName, filter: QueueFilter) => Promise<number>;
}

export function createArrivedLinks({ bridge, show, count }: LinkParts): ArrivedLinksStore {
  const store = createStore<ArrivedLinks>()((set) => ({
    notice: null,
    open(text) {
      const reading = readListLink(text.trim());
      if (!reading.ok) return reading.problem;
      const { link } = reading;
      show(link);
      const notice = noticeOf(unreadSentences(link));
      set({ notice });
      strangeTenants(link, count).then(
        (sentences) => {
          if (sentences.length === 0 || store.getState().notice !== notice) return;
          set({ notice: noticeOf([...(notice?.sentences ?? []), ...sentences]) });
        },
        // The list itself says that the store does not answer.
        () => undefined,
      );
      return null;
    },
    dismiss: () => set({ notice: null }),
  }));
  const take = async (): Promise<void> => {
    const taken = await bridge.call('link.take', null);
    if (!taken.ok || taken.value === null) return;
    const problem = store.getState().open(taken.value);
    if (problem !== null) store.setState({ notice: { kind: 'refused', sentences: [problem] } });
  };
  bridge.on('link.arrived', () => void take());
  void take();
  return store;
}

function noticeOf(sentences: readonly string[]): LinkNotice | null {
  return sentences.length === 0 ? null : { kind: 'partly', sentences };
}

/** As many parts as can be read; the chips show all of them. */
const NAMED_PARTS = 3;
const MOST_CHARACTERS = 60;

function unreadSentences({ unread }: ListLink): readonly string[] {
  if (unread.length === 0) return [];
  const named = unread.slice(0, NAMED_PARTS).map((part) => part.slice(0, MOST_CHARACTERS));
  const more = unread.length - named.length;
  const names = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    `This version does not know ${unread.length === 1 ? 'a filter' : `${unread.length} filters`} of the link: ${names}. The list is shown without ${unread.length === 1 ? 'it' : 'them'}.`,
  ];
}

const everTimes = { kind: 'days', days: 99_999 } as const;

/** One sentence for each tenant of the link of which nothing is stored. */
async function strangeTenants(
  { queue, filter }: ListLink,
  count: LinkParts['count'],
): Promise<readonly string[]> {
  const condition = filter.conditions.find((one) => one.filter === 'tenant');
  if (condition?.kind !== 'values') return [];
  const tenants = condition.values.slice(0, NAMED_PARTS);
  const counts = await Promise.all(
    tenants.map((tenant) =>
      count(queue, {
        range: everTimes,
        conditions: [{ kind: 'values', filter: 'tenant', values: [tenant] }],
      }),
    ),
  );
  return tenants
    .filter((_tenant, index) => counts[index] === 0)
    .map(
      (tenant) =>
        `The link is about tenant ${tenant.slice(0, MOST_CHARACTERS)}, of which nothing is stored here. Connect it in the settings.`,
    );
}
