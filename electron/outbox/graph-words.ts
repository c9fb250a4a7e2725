// For tests: a faulty service that speaks Microsoft Graph.
import type { ServedItem, ServiceWords } from './service-words.ts';

export const graphWords: ServiceWords = {
  read({ method, url, body }) {
    const [set = '', id = '', action] = url.replace(/^\/v1\.0\/security\//, '').split('/');
    const path = `${set}/${decodeURIComponent(id)}`;
    if (method === 'GET') return { path, write: null, show: served, hide: served };
    const json = JSON.parse(body) as Readonly<Record<string, unknown>>;
    if (action !== 'comments') return { path, write: { patch: json }, show: served, hide: served };
    return {
      path,
      write: { comment: String(json['comment']) },
      show: (item) => ({ value: commentsOf(item) }),
      hide: () => ({ value: [] }),
    };
  },
};

function served(item: ServedItem | undefined, tenantId: string): unknown {
  return { ...item, tenantId, comments: commentsOf(item) };
}

function commentsOf(item: ServedItem | undefined): readonly unknown[] {
  return (item?.comments ?? []).map((comment) => ({ comment }));
}
