// What a hunting query run by the service returns.
import type { GraphObject } from './graph/contract.ts';

/** `schema` names the columns in order; each row is an open object of plain JSON values. */
export type HuntingQueryResults = GraphObject<'huntingQueryResults'>;
