import { describe, expect, it } from 'vitest';
import type { StoreQueries, StoreSummary } from '../../shared/contract/store-queries.ts';
import { FailureError } from '../../shared/failure.ts';
import { serve } from '../../shared/rpc.ts';
import { createStoreConnection } from './connection.ts';

const summary = (alerts: number): StoreSummary => ({
  alerts,
  folded: 0,
  incidents: 0,
  quarantined: 0,
  newestUpdateAt: null,
});

const unused = (): never => {
  throw new Error('not served here');
};

/** A store with `alerts` alerts behind a real port; returns the window's end and what was ended. */
function storeWith(alerts: number) {
  const { port1, port2 } = new MessageChannel();
  const ended: string[] = [];
  serve<StoreQueries>(
    port1,
    {
      'store.timings': () => (alerts < 0 ? new Promise<never>(() => {}) : { open: alerts }),
      'queue.incidentKeys': unused,
      'queue.alertKeys': unused,
      'incidents.manage': unused,
      'alerts.manage': unused,
      'quarantine.read': unused,
      'incidents.seen': unused,
      'item.find': unused,
      'alert.similar': unused,
      'incident.similar': unused,
      'incident.compare': unused,
      'machine.names': unused,
      'tuning.tryOut': unused,
    },
    {
      'queue.incidents': unused,
      'queue.alerts': unused,
      'queue.incidentOutline': unused,
      'queue.alertOutline': unused,
      'queue.histogram': unused,
      'incident.detail': unused,
      'incident.correlation': unused,
      'incident.regroupings': unused,
      'correlation.aloneTypes': unused,
      'correlation.waiting': unused,
      'alert.detail': unused,
      'tuning.reason': unused,
      'tuning.overview': unused,
      'tuning.alerts': unused,
      'store.summary': (_argument, emitter) => {
        emitter.item(summary(alerts));
        return () => ended.push('store.summary');
      },
    },
    () => {},
  );
  return { port: port2, ended };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the connection to the store', () => {
  it('keeps calls and subscriptions until a port comes', async () => {
    const connection = createStoreConnection();
    const items: StoreSummary[] = [];
    connection.watch('store.summary', null, (item) => items.push(item), unused);
    const timings = connection.call('store.timings', null);
    connection.attach(storeWith(1).port);
    expect(await timings).toEqual({ open: 1 });
    await settle();
    expect(items).toEqual([summary(1)]);
  });

  it('subscribes again on the next port, without a failure in between', async () => {
    const connection = createStoreConnection();
    const items: StoreSummary[] = [];
    const end = connection.watch('store.summary', null, (item) => items.push(item), unused);
    const lost = connection.attach(storeWith(1).port);
    await settle();
    lost();
    const second = storeWith(2);
    connection.attach(second.port);
    await settle();
    expect(items).toEqual([summary(1), summary(2)]);
    end();
    await settle();
    expect(second.ended).toEqual(['store.summary']);
  });

  it('is not bothered by the end of a port that it has left', async () => {
    const connection = createStoreConnection();
    const leftBehind = connection.attach(storeWith(1).port);
    connection.attach(storeWith(2).port);
    leftBehind();
    expect(await connection.call('store.timings', null)).toEqual({ open: 2 });
  });

  it('rejects a call whose port goes before the answer', async () => {
    const connection = createStoreConnection();
    const lost = connection.attach(storeWith(-1).port);
    const timings = connection.call('store.timings', null);
    await settle();
    lost();
    await expect(timings).rejects.toBeInstanceOf(FailureError);
  });
});
