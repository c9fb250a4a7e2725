// The calls of the correlation worker over one engine, which is replaced when it is to start over.
import type { CorrelationEngineCalls } from '../../../shared/contract/correlation-engine.ts';
import type { CallHandlers } from '../../../shared/rpc.ts';
import { CorrelationEngine } from './engine.ts';

export function engineCalls(): CallHandlers<CorrelationEngineCalls> {
  let engine = new CorrelationEngine();
  return {
    'engine.startOver': ({ told }) => {
      engine = new CorrelationEngine(told);
      return null;
    },
    'engine.add': ({ alerts }) => engine.add(alerts),
    'engine.placements': ({ keys }) => engine.placements(keys),
    'engine.machines': ({ keys }) => engine.machines(keys),
    'engine.compare': ({ first, second }) => engine.compare(first, second),
  };
}
