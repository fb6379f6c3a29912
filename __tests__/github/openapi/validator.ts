import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Operation, Webhook } from './operations.ts';
import { loadSlice, schemaFaults, type Parameter, type Schema, type Slice, type SliceOperation, type SliceResponse } from './slice.ts';

export interface OperationShape {
  readonly id: Operation;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Names the body knows; GitHub ignores others, a test should not. */
  readonly bodyProperties: ReadonlySet<string>;
}

export interface Validator {
  readonly operations: readonly OperationShape[];
  /** What is wrong with a request body, in ajv's words; empty when nothing is. */
  body(operation: OperationShape, body: unknown): string[];
  parameter(operation: OperationShape, parameter: Parameter, value: unknown): string[];
  /** What is wrong with one of our answers: an undocumented status or a body off the schema. */
  response(operation: OperationShape, status: number, body: unknown, mediaType: string): string[];
  webhook(name: Webhook, payload: unknown): string[];
}

/** The validator of the slice in the repository. Schemas are compiled when first met, and once for a whole test file. */
export function sharedValidator(): Validator {
  shared ??= createValidator(loadSlice());
  return shared;
}

let shared: Validator | undefined;

function createValidator(slice: Slice): Validator {
  const ajv = createAjv(slice);
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: string, value: unknown): string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `slice#${pointer}` });
    compiled.set(pointer, validate);
    return validate(value) === true ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`).slice(0, 12);
  };
  return {
    operations: listOperations(slice),
    body: (operation, body) => check(`${operationPointer(operation)}/requestBody/content/application~1json/schema`, body),
    parameter: (_operation, parameter, value) => (ajv.validate(parameter.schema, value) === true ? [] : [`${parameter.name} ${ajv.errorsText()}`]),
    response: (operation, status, body, mediaType) => {
      const found = findResponse(slice, operation, status);
      if (status >= 400) return checkRefusal(check, body, found);
      if (found === undefined) return [`status ${status} is not documented`];
      return checkContent(check, found, body, mediaType).filter((fault) => !isKnown(operation, fault));
    },
    webhook: (name, payload) => check(`/webhooks/${name}/content/application~1json/schema`, payload),
  };
}

function isKnown(operation: OperationShape, fault: string): boolean {
  return schemaFaults.some((known) => known.operation.test(operation.id) && known.fault.test(fault));
}

/** Tuned for short compilation: a test uses each schema a few times only. */
function createAjv(slice: Slice): Ajv {
  const ajv = new Ajv({ inlineRefs: false, code: { optimize: false }, strict: false, allErrors: false, coerceTypes: false });
  addFormats.default(ajv);
  // An author's address is whatever git was told, and GitHub's own bots have brackets in theirs: no `email` format holds.
  for (const format of ['email', 'repo.nwo', 'binary', 'timestamp', 'int32', 'int64', 'double']) ajv.addFormat(format, true);
  ajv.addSchema({ ...slice, $id: 'slice' });
  return ajv;
}

function listOperations(slice: Slice): OperationShape[] {
  return Object.entries(slice.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId as Operation,
      method: method.toUpperCase(),
      path,
      parameters: (operation.parameters ?? []).map((parameter) => dereference(slice, parameter)),
      bodyProperties: new Set(propertyNames(bodySchema(operation))),
    })),
  );
}

function bodySchema(operation: SliceOperation): Schema | undefined {
  return operation.requestBody?.content['application/json']?.schema;
}

function propertyNames(schema: Schema | undefined): string[] {
  if (schema === undefined) return [];
  const choices = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => (schema[key] as Schema[] | undefined) ?? []);
  return [...Object.keys((schema.properties as Schema | undefined) ?? {}), ...choices.flatMap(propertyNames)];
}

function dereference(slice: Slice, parameter: Parameter): Parameter {
  const name = parameter.$ref?.split('/').at(-1);
  return name === undefined ? parameter : (slice.components.parameters[name] ?? parameter);
}

function operationPointer(operation: OperationShape): string {
  return `/paths/${operation.path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${operation.method.toLowerCase()}`;
}

interface FoundResponse {
  readonly response: SliceResponse;
  readonly pointer: string;
}

function findResponse(slice: Slice, operation: OperationShape, status: number): FoundResponse | undefined {
  const response = slice.paths[operation.path]?.[operation.method.toLowerCase()]?.responses[status];
  if (response === undefined) return undefined;
  const name = response.$ref?.split('/').at(-1);
  const shared = name === undefined ? undefined : slice.components.responses[name];
  if (name !== undefined && shared !== undefined) return { response: shared, pointer: `/components/responses/${name}` };
  return { response, pointer: `${operationPointer(operation)}/responses/${status}` };
}

type Check = (pointer: string, value: unknown) => string[];

function checkContent(check: Check, found: FoundResponse, body: unknown, mediaType: string): string[] {
  const types = Object.keys(found.response.content ?? {});
  if (types.length === 0) return body === undefined ? [] : ['a body where none is documented'];
  // Raw media types are documented in prose alone.
  if (!types.includes(mediaType)) return mediaType.includes('json') ? [`media type ${mediaType} is not documented`] : [];
  return check(`${found.pointer}/content/${mediaType.replaceAll('/', '~1')}/schema`, body);
}

/** Refusals that GitHub can give anywhere (401, 403, 404, 5xx) are documented for few operations: their shape is checked for all. */
function checkRefusal(check: Check, body: unknown, found: FoundResponse | undefined): string[] {
  const documented = found?.response.content?.['application/json'] === undefined ? [] : checkContent(check, found as FoundResponse, body, 'application/json');
  const common = check('/components/schemas/basic-error', body);
  const shaped = typeof body === 'object' && body !== null && 'message' in body ? [] : ['a refusal says why in `message`'];
  return [...documented, ...common, ...shaped];
}
