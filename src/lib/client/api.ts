import { ok, refuse, type Result } from '../domain/result.ts';

/** Why an answer of the server could not be had, whatever was asked. */
export type ApiFault =
	/** The server was not reached: no network, or it is down. */
	| { code: 'offline' }
	| { code: 'sign_in_required' }
	/** Later; after so many milliseconds when the server named a time. */
	| { code: 'busy'; retryAfterMs: number }
	/** A refusal with a code of the domain; `fault` is what the server sent. */
	| {
			code: 'refused';
			status: number;
			faultCode: string;
			message: string;
			fault: Readonly<Record<string, unknown>>;
	  }
	| { code: 'broken'; status: number };

const RETRY_AFTER_MS = 5_000;
const TIMEOUT_MS = 30_000;

/** Asks our own server. Every failure comes back as a value, because every one has words for the learner. */
export async function callApi(
	path: string,
	{
		method = 'GET',
		body,
		keepalive = false,
		fetcher = fetch
	}: {
		method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
		body?: unknown;
		/** The request outlives the page; for small bodies only. */
		keepalive?: boolean;
		fetcher?: typeof fetch;
	} = {}
): Promise<Result<unknown, ApiFault>> {
	let response: Response;
	try {
		response = await fetcher(path, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
			keepalive,
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
	} catch {
		return refuse({ code: 'offline' });
	}
	const answer: unknown = await response.json().catch(() => null);
	if (response.ok)
		return ok(isRecord(answer) && answer['ok'] === true && 'value' in answer ? answer['value'] : answer);
	return refuse(faultOf(response, answer));
}

function faultOf(response: Response, answer: unknown): ApiFault {
	const fault = isRecord(answer) && isRecord(answer['fault']) ? answer['fault'] : {};
	const faultCode = typeof fault['code'] === 'string' ? fault['code'] : '';
	if (response.status === 401) return { code: 'sign_in_required' };
	if (response.status === 429 || response.status === 503) {
		const named = fault['retryAfterMs'];
		const header = Number(response.headers.get('retry-after')) * 1000;
		return { code: 'busy', retryAfterMs: typeof named === 'number' ? named : header || RETRY_AFTER_MS };
	}
	if (faultCode !== '') {
		const message = isRecord(answer) && typeof answer['message'] === 'string' ? answer['message'] : faultCode;
		return { code: 'refused', status: response.status, faultCode, message, fault };
	}
	return { code: 'broken', status: response.status };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
