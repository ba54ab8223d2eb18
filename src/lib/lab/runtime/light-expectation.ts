import {
	NOT_WITH_ARGUMENT,
	NOT_WITHOUT_ARGUMENT,
	WITH_ARGUMENT,
	WITHOUT_ARGUMENT
} from './plain-comparison.ts';

/**
 * What `expect(value)` gives: the assertions that checks make most, decided at once when they surely
 * hold, and everything else handed to the library's own assertion, which also says what failed.
 *
 * The library takes many times as long to find that one is one, and nearly every assertion of a right
 * answer holds. It judges whenever a plain comparison does not settle the matter.
 */
export type MakeAssertion = (value: unknown, message: string | undefined) => object;

/** Off when a check changes what equal means or what a matcher does: then the library judges all. */
export const light = { isOn: true };

const BOTH = { ...WITH_ARGUMENT, ...WITHOUT_ARGUMENT };

export function isDecidedHere(name: string): boolean {
	return Object.hasOwn(BOTH, name) || name === 'toThrow' || name === 'toThrowError';
}

class Expectation {
	readonly #value: unknown;
	readonly #message: string | undefined;
	readonly #make: MakeAssertion;
	readonly #isNegated: boolean;

	constructor(value: unknown, message: string | undefined, make: MakeAssertion, isNegated: boolean) {
		this.#value = value;
		this.#message = message;
		this.#make = make;
		this.#isNegated = isNegated;
	}

	static valueOf(of: Expectation): unknown {
		return of.#value;
	}

	static isNegated(of: Expectation): boolean {
		return of.#isNegated;
	}

	/** The library's assertion for the same, or for another value that stands for it. */
	static judged(of: Expectation, value: unknown = of.#value): object {
		const assertion = of.#make(value, of.#message);
		return of.#isNegated ? Reflect.get(assertion, 'not') : assertion;
	}

	static negated(of: Expectation): Expectation {
		return new Expectation(of.#value, of.#message, of.#make, !of.#isNegated);
	}
}

export function lightExpectation(value: unknown, message: string | undefined, make: MakeAssertion): object {
	return new Expectation(value, message, make, false);
}

const { valueOf, isNegated, judged, negated } = Expectation;
const { prototype } = Expectation;

function judge(assertion: object, name: string, args: readonly unknown[]): unknown {
	return Reflect.apply(Reflect.get(assertion, name), assertion, args);
}

for (const name of Object.keys(BOTH)) {
	const argumentsCount = Object.hasOwn(WITH_ARGUMENT, name) ? 1 : 0;
	const holds = BOTH[name];
	const holdsNegated = { ...NOT_WITH_ARGUMENT, ...NOT_WITHOUT_ARGUMENT }[name];
	Object.defineProperty(prototype, name, {
		value(this: Expectation, ...args: unknown[]): unknown {
			const decide = isNegated(this) ? holdsNegated : holds;
			const isDecided = light.isOn && args.length === argumentsCount && decide?.(valueOf(this), args[0]);
			return isDecided ? undefined : judge(judged(this), name, args);
		}
	});
}

/** The function is called once; when the library has to judge, what came of it is played again. */
for (const name of ['toThrow', 'toThrowError']) {
	Object.defineProperty(prototype, name, {
		value(this: Expectation, ...args: unknown[]): unknown {
			const value = valueOf(this);
			const [demand] = args;
			const isPlain = demand === undefined || typeof demand === 'string';
			if (!light.isOn || !isPlainFunction(value) || args.length > 1 || !isPlain)
				return judge(judged(this), name, args);
			const outcome = outcomeOf(value);
			const isDecided = isNegated(this)
				? !outcome.hasThrown && demand === undefined
				: outcome.hasThrown && isDemanded(outcome.error, demand);
			if (isDecided) return undefined;
			const played = () => {
				if (outcome.hasThrown) throw outcome.error;
				return outcome.result;
			};
			Object.defineProperty(played, 'name', { value: value.name });
			return judge(judged(this, played), name, args);
		}
	});
}

function isPlainFunction(value: unknown): value is (...args: unknown[]) => unknown {
	return typeof value === 'function' && Object.getPrototypeOf(value) === Function.prototype;
}

interface Outcome {
	hasThrown: boolean;
	error?: unknown;
	result?: unknown;
}

function outcomeOf(work: () => unknown): Outcome {
	try {
		return { hasThrown: false, result: work() };
	} catch (error) {
		return { hasThrown: true, error };
	}
}

function isDemanded(error: unknown, demand: string | undefined): boolean {
	if (!(error instanceof Error)) return false;
	const { message } = error;
	return typeof message === 'string' && (demand === undefined || message.includes(demand));
}

Object.defineProperty(prototype, 'not', {
	get(this: Expectation) {
		return negated(this);
	}
});

/** Every other name is the library's. */
Object.setPrototypeOf(
	prototype,
	new Proxy(Object.create(null), {
		get(_target, name, receiver: unknown) {
			if (!(receiver instanceof Expectation)) return undefined;
			const assertion = judged(receiver);
			const member: unknown = Reflect.get(assertion, name);
			return typeof member === 'function'
				? (...args: unknown[]) => Reflect.apply(member, assertion, args)
				: member;
		}
	})
);
Object.freeze(prototype);
Object.freeze(Expectation);
