import {
	ASYMMETRIC_MATCHERS_OBJECT,
	JestAsymmetricMatchers,
	JestChaiExpect,
	JestExtend,
	addCustomEqualityTesters,
	getState,
	setState
} from '@vitest/expect';
import * as chai from 'chai';

/**
 * Vitest's own `expect`, loaded into the machine. The build gives its package a global of its own
 * (see sandbox/build/bundle-prelude.ts), so that its registries are out of reach of foreign code.
 */
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.config.truncateThreshold = 160;

// The library builds this function out of parts that its types do not join.
const make = (value: unknown, message?: string): unknown => {
	const { assertionCalls } = getState(expectFunction);
	setState({ assertionCalls: assertionCalls + 1 }, expectFunction);
	return chai.expect(value, message);
};
const expectFunction = make as unknown as Parameters<typeof getState>[0];

Object.assign(make, chai.expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT), {
	extend: (matchers: object) => Reflect.get(chai.expect, 'extend')(expectFunction, matchers),
	addEqualityTesters: (testers: Parameters<typeof addCustomEqualityTesters>[0]) =>
		addCustomEqualityTesters(testers),
	getState: () => getState(expectFunction),
	setState: (state: object) => setState(state, expectFunction),
	assertions: (count: number) => setState({ expectedAssertionsNumber: count }, expectFunction),
	hasAssertions: () => setState({ isExpectingAssertions: true }, expectFunction),
	unreachable: (message = 'this should not have been reached') => {
		throw new chai.AssertionError(message);
	}
});

export const expect = make;
export const { assert, AssertionError } = chai;

export function beginAssertions(): void {
	setState(
		{ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null },
		expectFunction
	);
}

/** Throws when a check promised more assertions than it made. */
export function endAssertions(): void {
	const { assertionCalls, expectedAssertionsNumber, isExpectingAssertions } = getState(expectFunction);
	if (typeof expectedAssertionsNumber === 'number' && assertionCalls !== expectedAssertionsNumber) {
		throw new chai.AssertionError(
			`expected ${expectedAssertionsNumber} assertions, but ${assertionCalls} were made`
		);
	}
	if (isExpectingAssertions && assertionCalls === 0)
		throw new chai.AssertionError('expected an assertion, but none was made');
}
