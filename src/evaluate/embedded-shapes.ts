import type { JsonObject } from '../model/json.ts';
import { asList, asObject, asText, field } from './json-shape.ts';

/** Configurations that controls judge wherever they lie. */
export type Shape =
  | 'audit-policy'
  | 'encryption'
  | 'dex'
  | 'alertmanager'
  | 'falco'
  | 'component'
  | 'traefik'
  | 'keycloak-realm'
  | 'otel-collector'
  | 'vector'
  | 'promtail'
  | 'loki';

interface ShapeRow {
  readonly shape: Shape;
  /** How far it is looked for: at any depth of any object; in texts and values of charts; as the whole of a text only. */
  readonly within: 'everything' | 'configurations' | 'whole';
  readonly fits: (value: JsonObject) => boolean;
  /** Bears on texts that cannot be read: only what is hardly anything else. */
  readonly sure: RegExp;
}

const ROWS: readonly ShapeRow[] = [
  {
    shape: 'audit-policy',
    within: 'everything',
    fits: (value) => (asText(field(value, 'apiVersion')) ?? '').startsWith('audit.k8s.io/') && field(value, 'kind') === 'Policy',
    sure: /(^|[\s{,])["']?apiVersion["']?\s*:\s*["']?audit\.k8s\.io\//,
  },
  {
    shape: 'encryption',
    within: 'everything',
    fits: (value) =>
      (asText(field(value, 'apiVersion')) ?? '').startsWith('apiserver.config.k8s.io/') &&
      field(value, 'kind') === 'EncryptionConfiguration',
    sure: /(^|[\s{,])["']?kind["']?\s*:\s*["']?EncryptionConfiguration\b/,
  },
  {
    shape: 'dex',
    within: 'configurations',
    fits: isDex,
    // Its reader (encoding/json behind ghodss/yaml) takes field names in any case.
    sure: /^\s*["']?(enablePasswordDB|staticPasswords|staticClients)["']?\s*:/im,
  },
  {
    shape: 'alertmanager',
    within: 'configurations',
    fits: (value) => asObject(field(value, 'route')) !== undefined && Array.isArray(field(value, 'receivers')),
    sure: /^["']?receivers["']?\s*:/m,
  },
  { shape: 'falco', within: 'configurations', fits: isFalco, sure: /^["']?(rules_files?|json_output)["']?\s*:/m },
  {
    shape: 'component',
    within: 'everything',
    fits: (value) =>
      COMPONENTS.test(asText(field(value, 'kind')) ?? '') && /^(kubelet|kubeadm)\./.test(asText(field(value, 'apiVersion')) ?? ''),
    sure: /(^|[\s{,])["']?kind["']?\s*:\s*["']?(KubeletConfiguration|ClusterConfiguration)\b/,
  },
  {
    shape: 'traefik',
    within: 'configurations',
    fits: (value) => asObject(field(field(value, 'tls'), 'options')) !== undefined,
    sure: /^\s*["']?minVersion["']?\s*:\s*["']?VersionTLS1/m,
  },
  {
    shape: 'keycloak-realm',
    within: 'whole',
    fits: (value) => typeof field(value, 'realm') === 'string' && REALM.some((name) => field(value, name) !== undefined),
    sure: /^\s*["']?bruteForceProtected["']?\s*:/m,
  },
  { shape: 'otel-collector', within: 'configurations', fits: holdsObjects('exporters', 'service'), sure: /^exporters\s*:/m },
  { shape: 'vector', within: 'configurations', fits: holdsObjects('sources', 'sinks'), sure: /^sinks\s*:/m },
  {
    shape: 'promtail',
    within: 'configurations',
    fits: (value) => Array.isArray(field(value, 'clients')) && PROMTAIL.some((name) => field(value, name) !== undefined),
    sure: /^clients\s*:\s*$/m,
  },
  {
    shape: 'loki',
    within: 'configurations',
    fits: (value) => LOKI.some((name) => asObject(field(value, name)) !== undefined),
    sure: /^(limits_config|schema_config)\s*:/m,
  },
];

const PROMTAIL = ['scrape_configs', 'positions', 'snippets', 'logLevel'];

/** In the values of the chart the sections have names of another case, and some of them are in a section `structuredConfig`. */
const LOKI = ['limits_config', 'schema_config', 'schemaConfig', 'structuredConfig'];

function holdsObjects(...names: readonly string[]): (value: JsonObject) => boolean {
  return (value) => names.every((name) => asObject(field(value, name)) !== undefined);
}

const COMPONENTS = /^(KubeletConfiguration|ClusterConfiguration|InitConfiguration|JoinConfiguration)$/;

/** Fields by which the representation of a realm differs from a reference to one. */
const REALM = ['enabled', 'bruteForceProtected', 'failureFactor', 'sslRequired', 'identityProviders', 'authenticationFlows'];

/** A text without any of these is of no known shape, unless it spells one with escapes. */
export const MARKS =
  /audit\.k8s\.io|EncryptionConfiguration|enablePasswordDB|staticPasswords|staticClients|connectors|issuer|receivers|json_output|rules_file|http_output|KubeletConfiguration|(?:Cluster|Init|Join)Configuration|minVersion|cipherSuites|realm|exporters|sinks|scrape_configs|limits_config|schema_config/i;

/** The shapes of an object, where it stands: in any object, in a configuration, as the whole of a text. */
export function fitsShape(value: JsonObject, place: ShapeRow['within']): readonly Shape[] {
  return LOOKED_FOR[place].filter(({ fits }) => fits(value)).map(({ shape }) => shape);
}

const LOOKED_FOR: Readonly<Record<ShapeRow['within'], readonly ShapeRow[]>> = {
  everything: ROWS.filter(({ within }) => within === 'everything'),
  configurations: ROWS.filter(({ within }) => within !== 'whole'),
  whole: ROWS,
};

/** The shapes of which a text that cannot be read must be taken to be. */
export function surelyOf(text: string): readonly Shape[] {
  return ROWS.filter(({ sure }) => sure.test(text)).map(({ shape }) => shape);
}

function isDex(value: JsonObject): boolean {
  const fields = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]));
  const isConnector = (item: unknown): boolean => typeof item === 'object' && item !== null && 'type' in item && 'id' in item;
  return (
    fields.has('enablepassworddb') ||
    fields.has('staticpasswords') ||
    asList(fields.get('connectors')).some(isConnector) ||
    (typeof fields.get('issuer') === 'string' && (fields.has('storage') || fields.has('staticclients') || fields.has('connectors')))
  );
}

const FALCO = [
  'rules_file',
  'rules_files',
  'json_output',
  'http_output',
  'stdout_output',
  'file_output',
  'program_output',
  'priority',
  'rules',
];

/** A configuration of Falco, or the part of its chart's values of that name. */
function isFalco(value: JsonObject): boolean {
  const known = FALCO.filter((name) => field(value, name) !== undefined);
  return known.length >= 2 && known.some((name) => name.includes('_'));
}
