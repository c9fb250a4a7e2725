import { describe, expect, it } from 'vitest';
import { decodeAlert, encodeAlert } from './graph/decode.ts';
import { fromFile, sourceFile } from './source-file.ts';

describe('fromFile', () => {
  it('names the file through being stored and read again, and the last file only', () => {
    const wire = { '@odata.type': '#microsoft.graph.security.alert', id: 'da1', novel: 1 };
    const decoded = decodeAlert(wire);
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(sourceFile(decoded.alert)).toBeNull();
    const named = fromFile(fromFile(decoded.alert, 'old.json'), 'alerts.zip:new.json');
    const again = decodeAlert(encodeAlert(named));
    expect(again.ok && sourceFile(again.alert)).toBe('alerts.zip:new.json');
    expect(encodeAlert(named)).toEqual({ ...wire, '@clearpane.file': 'alerts.zip:new.json' });
  });
});
