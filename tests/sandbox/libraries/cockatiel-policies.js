import {
	BrokenCircuitError,
	BulkheadRejectedError,
	ConsecutiveBreaker,
	ConstantBackoff,
	ExponentialBackoff,
	SamplingBreaker,
	TaskCancelledError,
	TimeoutStrategy,
	bulkhead,
	circuitBreaker,
	fallback,
	handleAll,
	handleType,
	handleWhen,
	noop,
	retry,
	timeout,
	wrap,
	CircuitState
} from 'cockatiel';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const failing = (times) => {
	let count = 0;
	return () => {
		count++;
		if (count <= times) throw new Error(`call ${count}`);
		return `answered call ${count}`;
	};
};

const patient = retry(handleAll, { maxAttempts: 3, backoff: new ConstantBackoff(5) });
patient.onRetry(({ attempt, delay, error }) => console.log('retry', attempt, delay, error.message));
patient.onGiveUp(({ error }) => console.log('gives up', error.message));
console.log(await patient.execute(failing(2)));
console.log(await patient.execute(failing(9)).catch((error) => error.message));
console.log(
	await retry(handleType(RangeError), { maxAttempts: 2 })
		.execute(failing(1))
		.catch((error) => error.message)
);
const exponential = retry(
	handleWhen((error) => error.message !== 'call 3'),
	{ maxAttempts: 5, backoff: new ExponentialBackoff({ initialDelay: 1, maxDelay: 4 }) }
);
console.log(await exponential.execute(failing(4)).catch((error) => error.message));

const breaker = circuitBreaker(handleAll, { halfOpenAfter: 60, breaker: new ConsecutiveBreaker(2) });
breaker.onStateChange((state) => console.log('state', CircuitState[state]));
for (let index = 0; index < 3; index++)
	console.log(
		await breaker
			.execute(() => {
				throw new Error('down');
			})
			.catch((error) => `${error.constructor.name}: ${error.message}`)
	);
console.log(await breaker.execute(() => 1).catch((error) => error instanceof BrokenCircuitError));
await wait(90);
console.log(await breaker.execute(() => 'back'));
const isolated = circuitBreaker(handleAll, {
	halfOpenAfter: 10,
	breaker: new SamplingBreaker({ threshold: 0.5, duration: 100 })
});
const handle = isolated.isolate();
console.log(await isolated.execute(() => 1).catch((error) => error.message));
handle.dispose();
console.log(await isolated.execute(() => 1));

const hasty = timeout(20, TimeoutStrategy.Aggressive);
console.log(
	await hasty
		.execute(() => wait(200))
		.catch((error) => `${error instanceof TaskCancelledError} ${error.message}`)
);
console.log(
	await timeout(20, TimeoutStrategy.Cooperative).execute(async ({ signal }) => {
		await wait(40);
		return signal.aborted;
	})
);

const narrow = bulkhead(1, 1);
console.log(
	await Promise.all(
		[1, 2, 3].map((n) =>
			narrow
				.execute(async () => {
					await wait(5);
					return n;
				})
				.catch((error) => error instanceof BulkheadRejectedError)
		)
	)
);
console.log(narrow.executionSlots, narrow.queueSlots);
console.log(
	await wrap(
		fallback(handleAll, () => 'instead'),
		retry(handleAll, { maxAttempts: 1 }),
		timeout(10, TimeoutStrategy.Aggressive)
	).execute(() => {
		throw new Error('never');
	})
);
console.log(await noop.execute(() => 'plain'));
