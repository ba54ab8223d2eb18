import type { FileTree } from '../domain/files.ts';
import { sameFiles } from '../domain/files.ts';
import type { SubmissionView } from '../domain/submission.ts';
import { callApi, type ApiFault } from './api.ts';
import type { KeyValueStore } from './drafts/local-drafts.ts';
import { forgetPending, keepPending, readPending } from './pending-submission.ts';
import { submissionViewFrom } from './submission-view.ts';

/** Where a submission stands, as the learner sees it. */
export type SubmittingState =
	| { state: 'idle' }
	| { state: 'sending' }
	/** The server has it: from here on nothing can be lost. */
	| { state: 'waiting'; view: SubmissionView }
	| { state: 'judged'; view: SubmissionView }
	/** The session is over, or there was none. The text and the key of this submission are kept. */
	| { state: 'signed_out' }
	| { state: 'offline' }
	| { state: 'busy'; retryAfterMs: number }
	| { state: 'refused'; message: string; faultCode: string }
	| { state: 'broken' };

/**
 * Sends a learner's files to be judged, once: the same files sent again after a broken connection,
 * an expired session or a reload carry the same key, and the server knows them by it.
 */
export class Submitting {
	#state = $state.raw<SubmittingState>({ state: 'idle' });
	readonly #slug: string;
	readonly #store: KeyValueStore;
	readonly #onjudged: (view: SubmissionView) => void;
	#isOver = false;

	constructor(slug: string, store: KeyValueStore, onjudged: (view: SubmissionView) => void) {
		this.#slug = slug;
		this.#store = store;
		this.#onjudged = onjudged;
	}

	get state() {
		return this.#state;
	}

	readonly isBusy = $derived(this.#state.state === 'sending' || this.#state.state === 'waiting');

	/** What was about to be submitted when the page was left to sign in. */
	pendingFiles(): FileTree | null {
		return readPending(this.#store, this.#slug)?.files ?? null;
	}

	async submit(files: FileTree) {
		if (this.isBusy) return;
		this.#state = { state: 'sending' };
		const pending = readPending(this.#store, this.#slug);
		const clientKey = pending && sameFiles(pending.files, files) ? pending.clientKey : crypto.randomUUID();
		keepPending(this.#store, this.#slug, { clientKey, files });

		const answer = await callApi('/api/submissions', {
			method: 'POST',
			body: { exerciseSlug: this.#slug, files, clientKey }
		});
		if (!answer.ok) return this.#refused(answer.fault);
		forgetPending(this.#store, this.#slug);
		const view = submissionViewFrom(answer.value);
		if (!view) this.#state = { state: 'broken' };
		else await this.#follow(view);
	}

	/** An earlier submission, looked at again. */
	show(view: SubmissionView) {
		if (!this.isBusy) this.#state = { state: 'judged', view };
	}

	dispose() {
		this.#isOver = true;
	}

	/** Asks until there is a verdict; the server answers when it has one, so this is no hammering. */
	async #follow(submitted: SubmissionView) {
		let view = submitted;
		while (view.state !== 'judged' && !this.#isOver) {
			this.#state = { state: 'waiting', view };
			const answer = await callApi(`/api/submissions/${view.id}?wait=1`);
			const latest = answer.ok ? submissionViewFrom(answer.value) : null;
			if (!answer.ok && answer.fault.code === 'sign_in_required') return this.#refused(answer.fault);
			if (latest) view = latest;
			else await pause(ASK_AGAIN_AFTER_MS);
		}
		if (view.state !== 'judged') return;
		this.#state = { state: 'judged', view };
		this.#onjudged(view);
	}

	#refused(fault: ApiFault) {
		switch (fault.code) {
			case 'offline':
				this.#state = { state: 'offline' };
				break;
			case 'sign_in_required':
				this.#state = { state: 'signed_out' };
				break;
			case 'busy':
				this.#state = { state: 'busy', retryAfterMs: fault.retryAfterMs };
				break;
			case 'refused':
				forgetPending(this.#store, this.#slug);
				this.#state = { state: 'refused', message: fault.message, faultCode: fault.faultCode };
				break;
			default:
				this.#state = { state: 'broken' };
		}
	}
}

const ASK_AGAIN_AFTER_MS = 3_000;

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
