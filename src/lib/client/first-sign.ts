/**
 * Calls back once, when a place of the page has come into sight and the page has nothing else to do; never for a
 * reader who has asked to save data. Attach it to that place.
 */
export function whenIdleInSight(callback: () => void): (place: Element) => () => void {
	return (place) => {
		if (savesData()) return () => undefined;
		let handle = 0;
		const observer = new IntersectionObserver(([entry]) => {
			if (!entry?.isIntersecting) return;
			observer.disconnect();
			if ('requestIdleCallback' in window)
				handle = requestIdleCallback(() => callback(), { timeout: IDLE_MAX_MS });
			else callback();
		});
		observer.observe(place);
		return () => {
			observer.disconnect();
			if ('cancelIdleCallback' in window) cancelIdleCallback(handle);
		};
	};
}

const IDLE_MAX_MS = 2_000;

/** Not every browser tells, so the language's own types do not know of it. */
function savesData(): boolean {
	const connection: unknown = Reflect.get(navigator, 'connection');
	return (
		typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true
	);
}

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
