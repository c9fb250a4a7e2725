// Writes resources/alert-catalogue.json: the alerts that Defender for Cloud's reference pages name.
import { jsonTable } from './json-table.mjs';
import { defineResource } from './resource.mjs';

const NOTICE =
  'Facts and titles from the alert reference of Microsoft Defender for Cloud, © Microsoft, CC BY 4.0 ' +
  '(https://creativecommons.org/licenses/by/4.0/); retyped and reduced to a table.';

/**
 * @typedef {{ alertType: string | null, displayName: string, plan: string, tactics: string[],
 *   tacticIds: string[], severities: string[], preview: boolean }} AlertFact
 * @typedef {{ alerts: AlertFact[] }} AlertReference
 */

export const alertCatalogue = defineResource({
  file: 'alert-catalogue.json',
  facts: 'alerts-reference.json',
  /** @param {AlertReference} facts */
  write: ({ alerts }) =>
    jsonTable(
      {
        notice: NOTICE,
        source:
          'MicrosoftDocs/defender-docs, MicrosoftDocs/azure-docs: articles/defender-for-cloud/alerts-*.md',
      },
      {
        alerts: alerts.map(
          ({ alertType, displayName, plan, tactics, tacticIds, severities, preview }) => ({
            alertType,
            displayName,
            plan,
            tactics,
            tacticIds,
            severities,
            preview,
          }),
        ),
      },
    ),
});
