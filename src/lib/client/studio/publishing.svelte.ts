import type { Replay, SourceVerification } from '../../domain/source-draft.ts';
import { callApi, isRecord, type ApiFault } from '../api.ts';
import type { Result } from '../../domain/result.ts';
import { sentenceOf } from './studio-api.ts';

const ASK_AGAIN_MS = 700;

/** From a draft to what learners have: the server's proof of it, publishing, retiring. */
export class Publishing {
	#verification = $state.raw<SourceVerification | null>(null);
	#fault = $state('');
	/** The revision published from this page. */
	#publishedNumber = $state<number | null>(null);
	#isBusy = $state(false);
	#replay = $state.raw<ReplayState>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#replayTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #path: string;

	constructor(draftId: string) {
		this.#path = `/api/studio/drafts/${draftId}`;
	}

	/** Null until the server has said. */
	get verification() {
		return this.#verification;
	}

	get fault() {
		return this.#fault;
	}

	get publishedNumber() {
		return this.#publishedNumber;
	}

	get isBusy() {
		return this.#isBusy;
	}

	async look() {
		this.#take(await callApi(`${this.#path}/verification`));
	}

	async verify() {
		this.#take(await callApi(`${this.#path}/verification`, { method: 'POST' }));
	}

	async publish(note: string) {
		const answer = await this.#ask('POST', { note });
		if (answer.ok && isRecord(answer.value) && typeof answer.value['number'] === 'number')
			this.#publishedNumber = answer.value['number'];
	}

	async retire() {
		await this.#ask('DELETE');
	}

	async restore() {
		await this.#ask('PUT');
	}

	get replay() {
		return this.#replay;
	}

	/** What publishing would do to what was sent in so far. */
	async replaySubmissions(method: 'GET' | 'POST' = 'POST') {
		clearTimeout(this.#replayTimer);
		const answer = await callApi(`${this.#path}/replay`, { method });
		this.#fault = answer.ok ? '' : sentenceOf(answer.fault);
		const replay = answer.ok && isRecord(answer.value) ? answer.value['replay'] : null;
		this.#replay = isReplay(replay) ? replay : null;
		if (this.#replay?.state === 'running')
			this.#replayTimer = setTimeout(() => void this.replaySubmissions('GET'), ASK_AGAIN_MS);
	}

	dispose() {
		clearTimeout(this.#replayTimer);
		clearTimeout(this.#timer);
	}

	async #ask(method: 'POST' | 'PUT' | 'DELETE', body?: unknown): Promise<Result<unknown, ApiFault>> {
		this.#isBusy = true;
		const answer = await callApi(`${this.#path}/publication`, { method, body });
		this.#isBusy = false;
		this.#fault = answer.ok ? '' : sentenceOf(answer.fault);
		return answer;
	}

	#take(answer: Result<unknown, ApiFault>) {
		clearTimeout(this.#timer);
		this.#fault = answer.ok ? '' : sentenceOf(answer.fault);
		if (!answer.ok) return;
		this.#verification = verificationFrom(answer.value);
		if (this.#verification?.state === 'verifying')
			this.#timer = setTimeout(() => void this.look(), ASK_AGAIN_MS);
	}
}

export type ReplayState =
	{ state: 'running'; done: number; total: number } | { state: 'done'; value: Replay } | null;

function isReplay(value: unknown): value is ReplayState {
	if (!isRecord(value)) return false;
	if (value['state'] === 'running') return typeof value['done'] === 'number';
	return value['state'] === 'done' && isRecord(value['value']) && Array.isArray(value['value']['flips']);
}

/** Null for whatever is not one. */
function verificationFrom(value: unknown): SourceVerification | null {
	return isVerification(value) ? value : null;
}

function isVerification(value: unknown): value is SourceVerification {
	if (!isRecord(value)) return false;
	switch (value['state']) {
		case 'unverified':
			return true;
		case 'verifying':
			return typeof value['done'] === 'number' && typeof value['total'] === 'number';
		case 'green':
			return typeof value['verifiedAt'] === 'string';
		case 'refused':
			return typeof value['verifiedAt'] === 'string' && Array.isArray(value['faults']);
		default:
			return false;
	}
}
