// Writes resources/attack.json: the names of the ATT&CK tactics and techniques, nothing else of the source.
import { jsonTable } from './json-table.mjs';
import { defineResource } from './resource.mjs';

const NOTICE =
  '© The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation. ' +
  'ATT&CK® is a registered trademark of MITRE. Terms of use: ' +
  'https://attack.mitre.org/resources/legal-and-branding/terms-of-use/';

/**
 * @typedef {{ id: string, name: string, shortname: string }} TacticFact
 * @typedef {{ id: string, name: string, tacticIds: string[], deprecated: boolean, revoked: boolean }} TechniqueFact
 * @typedef {{ source: string, tactics: TacticFact[], techniques: TechniqueFact[] }} AttackFacts
 */

export const attack = defineResource({
  file: 'attack.json',
  facts: 'attack.json',
  /** @param {AttackFacts} facts */
  write: ({ source, tactics, techniques }) =>
    jsonTable(
      { notice: NOTICE, source, version: '18.0' },
      {
        tactics: tactics.map(({ id, name, shortname }) => ({ id, name, shortName: shortname })),
        techniques: techniques.map(({ id, name, tacticIds, deprecated, revoked }) => ({
          id,
          name,
          tacticIds,
          deprecated,
          revoked,
        })),
      },
    ),
});
