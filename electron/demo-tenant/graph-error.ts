// Errors in the shape that Graph gives them.
import { guidFor } from '../../resources/demo-tenant/identifiers.ts';

/** Thrown by the routes, answered by the server. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string): GraphError =>
  new GraphError(400, 'BadRequest', message);

export const notFound = (message: string): GraphError =>
  new GraphError(404, 'ResourceNotFound', message);

/** The body of an error; `date` has no zone, as on the wire. */
export function errorBody(error: GraphError, requestId: string, now: number): unknown {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': requestId,
      },
    },
  };
}

/** Request ids of one server, in order. */
export function requestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return guidFor(`request/${count}`);
  };
}
