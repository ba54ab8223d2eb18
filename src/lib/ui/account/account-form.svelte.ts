import type { SubmitFunction } from '@sveltejs/kit';

/** A form while it is being sent. Whatever goes wrong on the way, what was typed stays. */
export class AccountForm {
	#isBusy = $state(false);
	#trouble = $state.raw<string | null>(null);

	get isBusy() {
		return this.#isBusy;
	}

	/** Why the answer did not come; null when it came, be it a refusal. */
	get trouble() {
		return this.#trouble;
	}

	readonly submit: SubmitFunction = ({ cancel }) => {
		if (this.#isBusy) return cancel();
		this.#isBusy = true;
		this.#trouble = null;

		return async ({ result, update, formElement }) => {
			this.#isBusy = false;
			if (result.type === 'error') {
				this.#trouble = troubleOf(result.error);
				return;
			}
			await update({ reset: result.type === 'success' });
			formElement.querySelector<HTMLElement>('[aria-invalid]')?.focus();
		};
	};
}

function troubleOf(error: unknown): string {
	if (typeof error === 'object' && error !== null && 'message' in error && !(error instanceof Error)) {
		return `${String(error.message)}. What you typed is still here; wait a minute and send it again.`;
	}
	return 'The site could not be reached. What you typed is still here; check the connection and send it again.';
}
