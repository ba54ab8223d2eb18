import type { SourceVerification } from '../../domain/source-draft.ts';
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
	#timer: ReturnType<typeof setTimeout> | undefined;
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

	dispose() {
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
