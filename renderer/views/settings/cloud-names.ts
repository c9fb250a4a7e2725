// The clouds as Microsoft's documentation calls them.
import type { Cloud } from '../../../shared/contract/connections.ts';

export const cloudNames: Readonly<Record<Cloud, string>> = {
  global: 'Global',
  usGovernmentL4: 'US Government L4 (GCC High)',
  usGovernmentL5: 'US Government L5 (DoD)',
  china: 'China (21Vianet)',
};
