import { describe, expect, it } from 'vitest';
import { alertProduct, graphAlertId } from './alert-product.ts';

const GUID = '6ea6d429-b97a-4a17-b4a2-945fdf667737';

describe('graphAlertId', () => {
  it.each([
    ['MDATP', `${GUID}_1`, `da${GUID}_1`],
    ['MDATP', 'da638550964882706094_-1587025551', 'da638550964882706094_-1587025551'],
    ['MDATP', `ed${GUID}_1`, `ed${GUID}_1`],
    // The letters of a prefix, but of the GUID.
    ['MDATP', `da${GUID.slice(2)}`, `dada${GUID.slice(2)}`],
    ['Office 365 Advanced Threat Protection', `fa${GUID.slice(2)}`, `fafa${GUID.slice(2)}`],
    ['Azure Advanced Threat Protection', GUID, `aa${GUID}`],
    ['MCAS', '6683f782aa620f548a9a863c', 'ca6683f782aa620f548a9a863c'],
    [
      'Microsoft 365 Defender',
      'ra638568124097180486_-1459614537',
      'ra638568124097180486_-1459614537',
    ],
    [
      'MicrosoftThreatProtection',
      '638568124097180486_-1459614537',
      'ra638568124097180486_-1459614537',
    ],
    ['azure security center', `2516797850179999999_${GUID}`, `dc2516797850179999999_${GUID}`],
    ['IPC', 'ad'.repeat(32), `ad${'ad'.repeat(32)}`],
  ])("%s's %s is %s", (name, ownId, id) => {
    const product = alertProduct(name);
    expect(product && graphAlertId(product, ownId)).toBe(id);
  });
});

describe('alertProduct', () => {
  it('takes the first name that is known', () => {
    expect(alertProduct(null, 'Deep Security Agent', ' Azure Sentinel ')?.serviceSource).toBe(
      'microsoftSentinel',
    );
    expect(alertProduct(null, 'Deep Security Agent', '')).toBe(null);
  });
});
