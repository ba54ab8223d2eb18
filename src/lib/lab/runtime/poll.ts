import * as chai from 'chai';
import { requireTask } from './current.ts';
import { realNow, sleep } from './deadlines.ts';
import { append } from './host.ts';
import { advanceIfFake } from './fake-timers.ts';

/** `expect.poll(fn)`: asks again and again, on virtual time, until the assertion holds. */
const NOT_POLLED = new Set([
	'toMatchSnapshot',
	'toMatchInlineSnapshot',
	'toThrowErrorMatchingSnapshot',
	'toThrowErrorMatchingInlineSnapshot',
	'toThrow',
	'toThrowError'
]);

export function pollWith(expect: (value: unknown, message?: string) => object) {
	return (work: () => unknown, options: { interval?: number; timeout?: number; message?: string } = {}) => {
		const { interval = 50, timeout = 1_000, message } = options;
		const task = requireTask('expect.poll()');
		const assertion = expect(undefined, message);
		const proxy: object = new Proxy(assertion, {
			get(target, key, receiver) {
				const member: unknown = Reflect.get(target, key, receiver);
				if (typeof member !== 'function') return member instanceof chai.Assertion ? proxy : member;
				if (key === 'assert' || typeof key === 'symbol') return member;
				if (NOT_POLLED.has(key)) {
					throw new SyntaxError(
						`expect.poll() is not supported in combination with .${key}(). Use vi.waitFor() if your assertion condition is unstable.`
					);
				}
				return (...args: unknown[]) => {
					const later = new Later(() => untilItHolds(work, member, assertion, args, interval, timeout));
					task.onFinished ??= [];
					append(task.onFinished, () => {
						if (!later.isAwaited) {
							throw new Error(
								`expect.poll(assertion).${key}() was not awaited. This assertion is asynchronous and must be awaited; otherwise, it is not executed to avoid unhandled rejections:\n\nawait expect.poll(assertion).${key}()\n`
							);
						}
					});
					return later;
				};
			}
		});
		return proxy;
	};
}

async function untilItHolds(
	work: () => unknown,
	member: object,
	assertion: object,
	args: unknown[],
	interval: number,
	timeout: number
): Promise<unknown> {
	const end = realNow() + timeout;
	for (;;) {
		try {
			chai.util.flag(assertion, 'object', await withinTime(work, end));
			return await Reflect.apply(Object(member), assertion, args);
		} catch (error) {
			if (realNow() + interval > end) throw error;
			await sleep(interval);
			advanceIfFake(interval);
		}
	}
}

async function withinTime(work: () => unknown, end: number): Promise<unknown> {
	const late = async () => {
		await sleep(Math.max(0, end - realNow()));
		throw new chai.AssertionError("expect.poll() function didn't resolve in time.");
	};
	return Promise.race([Promise.resolve().then(() => work()), late()]);
}

/** A promise that begins when it is awaited. */
class Later {
	isAwaited = false;
	readonly #start: () => Promise<unknown>;
	#promise: Promise<unknown> | undefined;

	constructor(start: () => Promise<unknown>) {
		this.#start = start;
	}

	then(onFulfilled?: (value: unknown) => unknown, onRejected?: (reason: unknown) => unknown) {
		this.isAwaited = true;
		this.#promise ??= this.#start();
		return this.#promise.then(onFulfilled, onRejected);
	}

	catch(onRejected?: (reason: unknown) => unknown) {
		return this.then(undefined, onRejected);
	}

	finally(onFinally?: () => void) {
		return this.then().finally(onFinally);
	}
}
