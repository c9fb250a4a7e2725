// Types of alerts that are never correlated: what people decided, and how they change it.
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { AloneType } from '../../shared/grouping/groupings.ts';
import type { CorrelationRuleEntry } from '../../shared/model/regrouping.ts';
import { useSession } from './session.tsx';
import { useStream } from './use-stream.ts';

export interface AloneTypes {
  /** undefined until they are read. */
  readonly types: readonly AloneType[] | undefined;
  /** Why the last change was not kept. */
  readonly failure: Failure | null;
  decide(
    rule: Pick<CorrelationRuleEntry, 'alertType' | 'tenantId' | 'mode' | 'reason'>,
  ): Promise<void>;
}

export function useAloneTypes(): AloneTypes {
  const { outbox } = useSession();
  const { item: types } = useStream('correlation.aloneTypes', null);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    types,
    failure,
    async decide(rule) {
      setFailure(await outbox.getState().write({ kind: 'correlationRule', ...rule }));
    },
  };
}
