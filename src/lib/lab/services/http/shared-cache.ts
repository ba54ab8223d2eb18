import type { Process } from '../../kernel/process.ts';
import { CacheControl } from './cache-control.ts';
import { CacheEntry, mayStore, type Answer } from './cache-entry.ts';
import type { CacheStore } from './cache-store.ts';
import { reasonOf } from './reasons.ts';
import type { Forwarded, Upstream } from './upstream.ts';
import { fieldOf, type RequestHead } from './wire.ts';

/** Why a request went to the origin (RFC 9211, §2.2). */
type Forward = 'method' | 'partial' | 'uri-miss' | 'vary-miss' | 'request' | 'stale';

interface Outcome {
	forwarded: Forwarded;
	/** What is stored now, for all who wait for it; null when it is for one only. */
	entry: CacheEntry | null;
}

interface Decided {
	answer: Answer;
	/** Of Cache-Status, what follows the cache's name. */
	status: string;
}

/** RFC 5861, §4: failures that a stale answer may stand in for. */
const ERRORS = [500, 502, 503, 504];
const CONDITION = /^if-(?:none-match|modified-since|match|unmodified-since)$/i;

/** What a shared cache does with each request (RFC 9111, §4). Requests for one thing go to the origin once. */
export class SharedCache {
	readonly #process: Process;
	readonly #store: CacheStore;
	readonly #upstream: Upstream;
	readonly #underWay = new Map<string, Promise<Outcome>>();

	constructor(process: Process, store: CacheStore, upstream: Upstream) {
		this.#process = process;
		this.#store = store;
		this.#upstream = upstream;
	}

	async answer(request: RequestHead): Promise<Answer> {
		const { answer, status } = await this.#decide(request);
		const said = `${this.#process.name}; ${status}`;
		// Caches nearer to the origin stand first (RFC 9211, §2).
		const before = fieldOf(answer.fields, 'cache-status');
		const fields = before === null ? answer.fields : without(answer.fields, /^cache-status$/i);
		return { ...answer, fields: [...fields, 'Cache-Status', before === null ? said : `${before}, ${said}`] };
	}

	async #decide(request: RequestHead): Promise<Decided> {
		if (request.method !== 'GET' && request.method !== 'HEAD') return this.#write(request);
		if (fieldOf(request.fields, 'range') !== null) return this.#pass(request, 'partial');
		const wishes = new CacheControl(request.fields);
		const { entry, hasVariants } = this.#store.find(request);
		const reason = entry ? this.#reasonToAsk(entry, wishes) : hasVariants ? 'vary-miss' : 'uri-miss';
		if (entry && reason === null) return this.#hit(request, entry);
		if (wishes.has('only-if-cached'))
			return { answer: failure(504), status: `fwd=${reason}; detail=only-if-cached` };
		if (entry && reason === 'stale' && this.#isWithin(entry, entry.control, 'stale-while-revalidate')) {
			void this.#shared(request, entry).outcome;
			return this.#hit(request, entry);
		}
		// The answer to HEAD has no body to store.
		if (!entry && request.method === 'HEAD') return this.#pass(request, reason ?? 'uri-miss');
		return this.#ask(request, entry, reason ?? 'stale');
	}

	/** Null when the stored answer may be used without asking (§4.2.4), as the request will have it (§5.2.1). */
	#reasonToAsk(entry: CacheEntry, wishes: CacheControl): Forward | null {
		const nowMs = this.#process.now();
		if (entry.control.has('no-cache')) return 'stale';
		const timeToLive = entry.timeToLive(nowMs);
		if (timeToLive <= 0) {
			const isToleratedFor = wishes.isBare('max-stale') ? Infinity : (wishes.seconds('max-stale') ?? 0);
			return !mustAsk(entry.control) && -timeToLive < isToleratedFor ? null : 'stale';
		}
		const maxAge = wishes.seconds('max-age');
		const isTooOld = maxAge !== null && entry.age(nowMs) > maxAge;
		const isTooShort = timeToLive < (wishes.seconds('min-fresh') ?? 0);
		return wishes.has('no-cache') || isTooOld || isTooShort ? 'request' : null;
	}

	/** Whether it went stale not longer ago than a directive allows (RFC 5861). */
	#isWithin(entry: CacheEntry, control: CacheControl, directive: string): boolean {
		const window = control.seconds(directive);
		if (window === null || mustAsk(entry.control)) return false;
		return -entry.timeToLive(this.#process.now()) <= window;
	}

	#hit(request: RequestHead, entry: CacheEntry): Decided {
		const seconds = Math.floor(entry.timeToLive(this.#process.now()));
		return { answer: this.#fromStore(request, entry), status: `hit; ttl=${seconds}` };
	}

	#fromStore(request: RequestHead, entry: CacheEntry): Answer {
		const { answer } = entry;
		const age = Math.floor(entry.age(this.#process.now()));
		const fields = [...without(answer.fields, /^age$/i), 'Age', String(age)];
		if (!entry.isKnownTo(request)) return { ...answer, fields };
		return {
			status: 304,
			reason: reasonOf(304),
			fields: without(fields, /^content-/i),
			body: new Uint8Array()
		};
	}

	/** Asks the origin, or waits for who has asked already. */
	async #ask(request: RequestHead, entry: CacheEntry | null, reason: Forward): Promise<Decided> {
		const { outcome, isCollapsed } = this.#shared(request, entry);
		const { forwarded, entry: stored } = await outcome;
		const said = `fwd=${reason}${forwarded.answer ? `; fwd-status=${forwarded.answer.status}` : ''}`;
		if (stored?.isSelectedBy(request)) {
			const isStored = !isCollapsed && forwarded.answer?.status !== 304;
			const status = `${said}${isCollapsed ? '; collapsed' : isStored ? '; stored' : ''}`;
			return { answer: this.#fromStore(request, stored), status };
		}
		if (entry && hasFailed(forwarded)) {
			const isAllowed =
				this.#isWithin(entry, entry.control, 'stale-if-error') ||
				this.#isWithin(entry, new CacheControl(request.fields), 'stale-if-error');
			if (isAllowed) return { answer: this.#fromStore(request, entry), status: said };
		}
		// What came may be used by who asked only, or by nobody: each asks for itself.
		if (isCollapsed) return this.#pass(request, reason);
		return { answer: forwarded.answer ?? unreachable(forwarded, entry), status: said };
	}

	#shared(
		request: RequestHead,
		entry: CacheEntry | null
	): { outcome: Promise<Outcome>; isCollapsed: boolean } {
		const key = entry?.key ?? request.target;
		const underWay = this.#underWay.get(key);
		if (underWay) return { outcome: underWay, isCollapsed: true };
		const outcome = this.#fetch(request, entry).finally(() => this.#underWay.delete(key));
		this.#underWay.set(key, outcome);
		return { outcome, isCollapsed: false };
	}

	/** Conditions are the cache's own (§4.3.1); those of the client are judged by what is stored then. */
	async #fetch(request: RequestHead, entry: CacheEntry | null): Promise<Outcome> {
		const fields = [...without(request.fields, CONDITION)];
		if (entry?.etag) fields.push('If-None-Match', entry.etag);
		if (entry?.lastModified) fields.push('If-Modified-Since', entry.lastModified);
		const asked: RequestHead = { ...request, method: 'GET', fields };
		const forwarded = await this.#upstream.forward(asked);
		const { answer, exchanged } = forwarded;
		if (!answer) return { forwarded, entry: null };
		let stored: CacheEntry | null = null;
		if (entry && answer.status === 304) stored = entry.freshenedBy(asked, answer, exchanged);
		else if (mayStore(asked, answer)) stored = new CacheEntry(asked, answer, exchanged);
		// A failure that a stale answer may stand in for does not replace it.
		const isKept = stored !== null && !(entry && hasFailed(forwarded));
		if (stored && isKept) this.#store.put(stored);
		else if (entry && !hasFailed(forwarded)) this.#store.invalidate(entry.target);
		return { forwarded, entry: isKept ? stored : null };
	}

	async #pass(request: RequestHead, reason: Forward): Promise<Decided> {
		const forwarded = await this.#upstream.forward(request);
		const { answer } = forwarded;
		if (!answer) return { answer: unreachable(forwarded, null), status: `fwd=${reason}` };
		return { answer, status: `fwd=${reason}; fwd-status=${answer.status}` };
	}

	/** What changes something makes stored answers of it invalid, when it went well (§4.4). */
	async #write(request: RequestHead): Promise<Decided> {
		const decided = await this.#pass(request, 'method');
		const { status, fields } = decided.answer;
		const isSafe = ['OPTIONS', 'TRACE'].includes(request.method);
		if (isSafe || status < 200 || status >= 400) return decided;
		this.#store.invalidate(request.target);
		for (const name of ['location', 'content-location']) {
			const url = URL.parse(fieldOf(fields, name) ?? '', `http://${this.#process.name}${request.target}`);
			if (url) this.#store.invalidate(url.pathname + url.search);
		}
		return decided;
	}
}

/**
 * It may not be used stale whatever else allows it (§4.2.4). An `s-maxage` beside `stale-while-revalidate`
 * or `stale-if-error` does not forbid what these allow, as caches in use have it.
 */
function mustAsk(control: CacheControl): boolean {
	return control.has('must-revalidate') || control.has('proxy-revalidate') || control.has('no-cache');
}

function hasFailed({ answer }: Forwarded): boolean {
	return answer === null || ERRORS.includes(answer.status);
}

/** 504 when an answer was to be validated and could not be (§5.2.2.2), else 502. */
function unreachable({ error }: Forwarded, entry: CacheEntry | null): Answer {
	const code: unknown = error === null ? null : Reflect.get(error, 'code');
	const isLate = code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT';
	return failure(isLate || (entry && mustAsk(entry.control)) ? 504 : 502);
}

function failure(status: number): Answer {
	return { status, reason: reasonOf(status), fields: [], body: new Uint8Array() };
}

function without(fields: readonly string[], name: RegExp): string[] {
	return fields.filter((_, index) => !name.test(fields[index - (index % 2)] ?? ''));
}
