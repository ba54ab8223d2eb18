import * as v from 'valibot';
import { REQUESTS } from '#lib/domain/limits.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import { sentenceOf, STATUS, type ApiFault, type BodyFault } from './faults.ts';

/** What belongs to one person is kept by no cache on the way. */
const PRIVATE = { 'cache-control': 'private, no-store' };

export function answer(value: unknown, status = 200): Response {
	return Response.json(value, { status, headers: PRIVATE });
}

/** `{fault, message}`, with the status of its code. */
export function refusal(fault: ApiFault): Response {
	const response = answer({ fault, message: sentenceOf(fault) }, STATUS[fault.code]);
	if ('retryAfterMs' in fault) {
		response.headers.set('retry-after', String(Math.ceil(fault.retryAfterMs / 1000)));
	}
	return response;
}

export function answerOrRefusal<Value>(
	result: Result<Value, ApiFault>,
	body: (value: Value) => unknown
): Response {
	return result.ok ? answer(body(result.value)) : refusal(result.fault);
}

type Schema = v.GenericSchema;

/** Reads a JSON body of bounded size. Unknown keys are refused where the schema is strict. */
export async function bodyOf<const Shape extends Schema>(
	request: Request,
	schema: Shape
): Promise<Result<v.InferOutput<Shape>, BodyFault>> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') return invalid('its content type is application/json');
	const text = await boundedText(request);
	if (!text.ok) return text;

	let value: unknown;
	try {
		value = JSON.parse(text.value);
	} catch {
		return invalid('it is not JSON');
	}
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return ok(parsed.output);
	const [issue] = parsed.issues;
	return invalid(`${v.getDotPath(issue) ?? 'the body'}: ${issue.message}`);
}

export function invalid(reason: string): { ok: false; fault: BodyFault } {
	return refuse({ code: 'request_invalid', reason: reason.slice(0, 200) });
}

/** Stops reading where the limit is, whatever the length header said. */
async function boundedText(request: Request): Promise<Result<string, BodyFault>> {
	const tooLarge = refuse({ code: 'request_too_large', limitBytes: REQUESTS.bodyMaxBytes });
	if (Number(request.headers.get('content-length') ?? 0) > REQUESTS.bodyMaxBytes) return tooLarge;
	if (request.body === null) return invalid('it has no body');

	const decoder = new TextDecoder();
	let bytes = 0;
	let text = '';
	try {
		for await (const chunk of request.body) {
			bytes += chunk.byteLength;
			if (bytes > REQUESTS.bodyMaxBytes) return tooLarge;
			text += decoder.decode(chunk, { stream: true });
		}
	} catch (error) {
		// The server's own limit answers by breaking the stream.
		if (error instanceof Error && 'status' in error && error.status === 413) return tooLarge;
		throw error;
	}
	return ok(text + decoder.decode());
}

export const slugSchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/, 'is not a slug'));
export const nameSchema = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}_.-]{1,120}$/u, 'is not a name'));
export const versionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000));
export const filesSchema = v.record(v.string(), v.string());
export const momentSchema = v.pipe(
	v.string(),
	v.isoTimestamp('is not a moment like 2026-11-23T09:00:00Z'),
	v.transform((text) => new Date(text)),
	v.date('is not a moment')
);
