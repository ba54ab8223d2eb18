import { CacheControl } from './cache-control.ts';
import { fieldOf, type Fields, type RequestHead } from './wire.ts';

/** An answer that came whole. */
export interface Answer {
	status: number;
	reason: string;
	fields: Fields;
	body: Uint8Array;
}

/** When a request went to the origin and its answer came, by the clock of the cache. */
export interface Exchanged {
	requestedAtMs: number;
	receivedAtMs: number;
}

/** A stored answer and how old it is (RFC 9111, §4.2). Of heuristics there are none: what says no lifetime has none. */
export class CacheEntry {
	readonly target: string;
	readonly answer: Answer;
	readonly control: CacheControl;
	/** The fields of the request that its Vary names, with what they were. */
	readonly selecting: readonly (readonly [name: string, value: string | null])[];
	readonly #initialAge: number;
	readonly #receivedAtMs: number;

	constructor(request: RequestHead, answer: Answer, { requestedAtMs, receivedAtMs }: Exchanged) {
		const { fields } = answer;
		this.target = request.target;
		this.answer = answer;
		this.control = new CacheControl(fields);
		this.selecting = varyingNames(fields).map((name) => [name, normalised(request.fields, name)] as const);
		this.#receivedAtMs = receivedAtMs;
		const dateMs = momentOf(fieldOf(fields, 'date')) ?? receivedAtMs;
		// Dates have whole seconds: what was sent in this second has no age.
		const apparentAge = Math.max(0, Math.floor(receivedAtMs / 1_000) - Math.floor(dateMs / 1_000));
		const ageValue = Number(fieldOf(fields, 'age') ?? 0) || 0;
		const delay = (receivedAtMs - requestedAtMs) / 1_000;
		this.#initialAge = Math.max(apparentAge, ageValue + delay);
	}

	/** Shown in figures, and unique: the target, with what selects this variant of it. */
	get key(): string {
		const parts = this.selecting.map(([name, value]) => `${name}: ${value ?? ''}`);
		return parts.length === 0 ? this.target : `${this.target} (${parts.join(', ')})`;
	}

	/** Seconds (§4.2.3). */
	age(nowMs: number): number {
		return this.#initialAge + Math.max(0, nowMs - this.#receivedAtMs) / 1_000;
	}

	/** Seconds, for a shared cache (§4.2.1). */
	get lifetime(): number {
		const { fields } = this.answer;
		const said = this.control.seconds('s-maxage') ?? this.control.seconds('max-age');
		if (said !== null) return said;
		const expires = fieldOf(fields, 'expires');
		if (expires === null) return 0;
		const date = momentOf(fieldOf(fields, 'date')) ?? this.#receivedAtMs;
		return Math.max(0, ((momentOf(expires) ?? 0) - date) / 1_000);
	}

	/** Seconds that it stays fresh; negative since when it is stale. */
	timeToLive(nowMs: number): number {
		return this.lifetime - this.age(nowMs);
	}

	get etag(): string | null {
		return fieldOf(this.answer.fields, 'etag');
	}

	get lastModified(): string | null {
		return fieldOf(this.answer.fields, 'last-modified');
	}

	/** §4.1 */
	isSelectedBy({ fields }: RequestHead): boolean {
		return this.selecting.every(([name, value]) => normalised(fields, name) === value);
	}

	/** Whether who asks has this already (RFC 9110, §13.2.2): the answer is then 304. */
	isKnownTo({ fields }: RequestHead): boolean {
		const known = fieldOf(fields, 'if-none-match');
		if (known !== null) {
			const own = this.etag?.replace(/^W\//, '');
			return known.trim() === '*' || known.split(',').some((each) => each.trim().replace(/^W\//, '') === own);
		}
		const since = momentOf(fieldOf(fields, 'if-modified-since'));
		const modified = momentOf(this.lastModified);
		return since !== null && modified !== null && modified <= since;
	}

	/** What a 304 says of it replaces what was stored (§3.2). */
	freshenedBy(request: RequestHead, validation: Answer, exchanged: Exchanged): CacheEntry {
		const fields: string[] = [];
		for (let index = 0; index < this.answer.fields.length; index += 2) {
			const name = this.answer.fields[index] ?? '';
			const isReplaced = fieldOf(validation.fields, name.toLowerCase()) !== null || /^age$/i.test(name);
			if (!isReplaced) fields.push(name, this.answer.fields[index + 1] ?? '');
		}
		for (let index = 0; index < validation.fields.length; index += 2) {
			const name = validation.fields[index] ?? '';
			if (!/^content-/i.test(name)) fields.push(name, validation.fields[index + 1] ?? '');
		}
		return new CacheEntry(request, { ...this.answer, fields }, exchanged);
	}
}

/** Whether a shared cache may store this answer (RFC 9111, §3), and ever use it again. */
export function mayStore(request: RequestHead, answer: Answer): boolean {
	const control = new CacheControl(answer.fields);
	if (request.method !== 'GET' || answer.status === 206 || answer.status === 304) return false;
	if (control.has('no-store') || control.has('private')) return false;
	if (new CacheControl(request.fields).has('no-store')) return false;
	if (varyingNames(answer.fields).includes('*')) return false;
	// §3.5
	const isForAll = ['public', 's-maxage', 'must-revalidate'].some((name) => control.has(name));
	if (fieldOf(request.fields, 'authorization') !== null && !isForAll) return false;
	const hasLifetime =
		['s-maxage', 'max-age'].some((name) => control.has(name)) || fieldOf(answer.fields, 'expires') !== null;
	const hasValidator =
		fieldOf(answer.fields, 'etag') !== null || fieldOf(answer.fields, 'last-modified') !== null;
	return (
		hasLifetime || (hasValidator && (control.has('public') || HEURISTICALLY_CACHEABLE.has(answer.status)))
	);
}

/** RFC 9110, §15.1: those that may be stored though nothing says so. */
const HEURISTICALLY_CACHEABLE = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501]);

function varyingNames(fields: Fields): string[] {
	const vary = fieldOf(fields, 'vary') ?? '';
	return vary
		.split(',')
		.map((name) => name.trim().toLowerCase())
		.filter((name) => name !== '');
}

function normalised(fields: Fields, name: string): string | null {
	return (
		fieldOf(fields, name)
			?.replace(/\s*,\s*/g, ', ')
			.trim() ?? null
	);
}

function momentOf(text: string | null): number | null {
	const moment = text === null ? NaN : Date.parse(text);
	return Number.isNaN(moment) ? null : moment;
}
