const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

let waiting: Promise<void> | undefined;

/**
 * Resolves when the reader first does anything on the page. What is heavy and not yet needed waits
 * for it, so that a page that is only opened costs no more than its text.
 */
export function firstSign(): Promise<void> {
	waiting ??= new Promise((resolve) => {
		const done = new AbortController();
		for (const sign of SIGNS) {
			addEventListener(
				sign,
				() => {
					done.abort();
					resolve();
				},
				{ signal: done.signal, passive: true, capture: true }
			);
		}
	});
	return waiting;
}
