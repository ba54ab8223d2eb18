export interface Debounced<Arguments extends unknown[]> {
	(...args: Arguments): void;
	cancel(): void;
	flush(): void;
	readonly isPending: boolean;
}

export interface DebounceOptions {
	waitMs: number;
	maxWaitMs?: number;
	isLeading?: boolean;
}

/** Calls once it has been quiet for `waitMs`, and at the latest after `maxWaitMs`. */
export function debounce<Arguments extends unknown[]>(
	work: (...args: Arguments) => void,
	{ waitMs, maxWaitMs, isLeading = false }: DebounceOptions
): Debounced<Arguments> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let latest: Arguments | undefined;
	let firstAt = 0;

	const fire = () => {
		clearTimeout(timer);
		timer = undefined;
		const args = latest;
		latest = undefined;
		if (args) work(...args);
	};
	const debounced = (...args: Arguments) => {
		const now = Date.now();
		if (timer === undefined) {
			firstAt = now;
			if (isLeading) work(...args);
			else latest = args;
		} else latest = args;
		clearTimeout(timer);
		const left = maxWaitMs === undefined ? waitMs : Math.min(waitMs, firstAt + maxWaitMs - now);
		timer = setTimeout(fire, left);
	};
	return Object.defineProperty(
		Object.assign(debounced, {
			cancel() {
				clearTimeout(timer);
				timer = undefined;
				latest = undefined;
			},
			flush: fire,
			isPending: false
		}),
		'isPending',
		{ get: () => timer !== undefined }
	);
}

export function throttle<Arguments extends unknown[]>(
	work: (...args: Arguments) => void,
	waitMs: number
): Debounced<Arguments> {
	return debounce(work, { waitMs, maxWaitMs: waitMs, isLeading: true });
}
