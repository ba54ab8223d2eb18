import * as v from 'valibot';
import type { InspectedValue } from '../domain/report.ts';
import { CHECKS, DRAWINGS } from '../domain/limits.ts';
import { VERDICTS } from '../domain/verdict.ts';

/**
 * What the machine says to its host while a job runs. The machine is full of foreign code, so each
 * message is parsed, bounded and never believed to be more than text.
 */
const text = (max: number) =>
	v.pipe(
		v.string(),
		v.transform((value) => value.slice(0, max))
	);
const count = v.pipe(v.number(), v.finite());

const STACK_MAX = 8_000;
const VALUE_TEXT_MAX = 20_000;
const DEPTH_MAX = 12;

export const guestErrorSchema = v.object({
	name: text(100),
	message: text(CHECKS.messageMaxLength),
	stack: text(STACK_MAX)
});

const KINDS = [
	'string',
	'number',
	'boolean',
	'null',
	'undefined',
	'bigint',
	'symbol',
	'function',
	'error',
	'object',
	'array'
] as const;

const inspectedSchema: v.GenericSchema<unknown, InspectedValue> = v.object({
	kind: v.picklist(KINDS),
	text: text(VALUE_TEXT_MAX),
	entries: v.optional(
		v.pipe(v.array(v.object({ key: text(200), value: v.lazy(() => inspectedSchema) })), v.maxLength(200))
	),
	omittedCount: v.optional(count)
});

export const outputSchema = v.object({
	level: v.picklist(['log', 'info', 'debug', 'warn', 'error', 'table']),
	values: v.pipe(v.array(inspectedSchema), v.maxLength(100)),
	depth: v.pipe(count, v.maxValue(100)),
	atMs: count,
	node: v.optional(text(40)),
	stack: text(STACK_MAX)
});

export const drawingSchema = v.object({
	figure: text(60),
	title: text(200),
	data: v.unknown()
});

export const checkSchema = v.object({
	title: text(CHECKS.titleMaxLength),
	groups: v.pipe(v.array(text(CHECKS.titleMaxLength)), v.maxLength(DEPTH_MAX)),
	path: text(200),
	outcome: v.picklist([...VERDICTS, 'skipped']),
	message: v.nullable(text(CHECKS.messageMaxLength)),
	expected: v.nullable(text(CHECKS.messageMaxLength)),
	actual: v.nullable(text(CHECKS.messageMaxLength)),
	error: v.nullable(guestErrorSchema),
	virtualMs: count
});

export const stateSchema = v.object({
	state: v.picklist(['loading', 'checking', 'done', 'failed', 'waiting']),
	/** Why loading failed. */
	error: v.nullable(guestErrorSchema),
	virtualMs: count
});

export type GuestError = v.InferOutput<typeof guestErrorSchema>;

/** Null for anything that is not what it should be. */
export function parseMessage<Schema extends v.GenericSchema>(
	schema: Schema,
	json: string,
	lengthMax = MESSAGE_MAX
): v.InferOutput<Schema> | null {
	if (json.length > lengthMax) return null;
	try {
		const parsed = v.safeParse(schema, JSON.parse(json));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}

const MESSAGE_MAX = Math.max(DRAWINGS.dataMaxBytes * 2, 512 * 1024);
