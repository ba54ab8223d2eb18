import {
	ASYMMETRIC_MATCHERS_OBJECT,
	ChaiStyleAssertions,
	GLOBAL_EXPECT,
	JestAsymmetricMatchers,
	JestChaiExpect,
	JestExtend,
	addCustomEqualityTesters,
	customMatchers,
	getState,
	setState
} from '@vitest/expect';
import * as chai from 'chai';
import { running, type Task } from './current.ts';
import { isDecidedHere, light, lightExpectation } from './light-expectation.ts';
import { pollWith } from './poll.ts';
import { SnapshotMatchers, addSnapshotSerializer } from './snapshot.ts';

/**
 * Vitest's own `expect`, loaded into the machine. The build gives its package a global of its own
 * (see sandbox/build/bundle-prelude.ts), so that its registries are out of reach of foreign code.
 */
/** What others ask of any value: promises, printers, Chai itself. */
const MAY_BE_ASKED = new Set([
	'then',
	'catch',
	'inspect',
	'toJSON',
	'__flags',
	'__methods',
	'_obj',
	'assert'
]);

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(ChaiStyleAssertions);
chai.use(SnapshotMatchers);
chai.use(JestAsymmetricMatchers);
chai.config.truncateThreshold = 160;
sayWhatIsMisspelt();

// The library builds this function out of parts that its types do not join.
export type Expect = Parameters<typeof getState>[0];

/** @param task whose expect this is; that of whatever check runs, when it is null. */
export function createExpect(task: Task | null): Expect {
	const judged = (value: unknown, message: string | undefined): object => {
		const assertion = chai.expect(value, message);
		const test = task ?? running.task;
		return test ? Reflect.get(assertion, 'withTest').call(assertion, test) : assertion;
	};
	const make = (value: unknown, message?: string): object => {
		getState(expect).assertionCalls += 1;
		return lightExpectation(value, message, judged);
	};
	const counted = (value: unknown, message?: string): object => {
		getState(expect).assertionCalls += 1;
		return judged(value, message);
	};
	const expect = make as unknown as Expect;
	const soft = (value: unknown, message?: string): unknown => {
		const assertion = counted(value, message);
		return Reflect.get(assertion, 'withContext').call(assertion, { soft: true });
	};
	Object.assign(make, chai.expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT), {
		assert: chai.assert,
		soft,
		poll: pollWith(counted),
		extend: (matchers: object) => {
			if (Object.keys(matchers).some(isDecidedHere)) light.isOn = false;
			return Reflect.get(chai.expect, 'extend')(expect, matchers);
		},
		addEqualityTesters: (testers: Parameters<typeof addCustomEqualityTesters>[0]) => {
			light.isOn = false;
			addCustomEqualityTesters(testers);
		},
		addSnapshotSerializer,
		getState: () => getState(expect),
		setState: (state: object) => setState(state, expect),
		assertions: (count: number) => setState({ expectedAssertionsNumber: count }, expect),
		hasAssertions: () => setState({ isExpectingAssertions: true }, expect),
		unreachable: (message?: string) => {
			throw new chai.AssertionError(`expected${message ? ` "${message}" ` : ' '}not to be reached`);
		}
	});
	beginAssertions(expect, task);
	return expect;
}

export const expect = createExpect(null);
Reflect.set(globalThis, GLOBAL_EXPECT, expect);
Reflect.get(chai.expect, 'extend')(expect, customMatchers);

export const { assert, AssertionError, should } = chai;

/**
 * Chai wraps each assertion in a proxy that refuses names it does not know, for `expect(x).to.be.treu`
 * must not pass. Here that proxy stands behind the prototype, so that only unknown names meet it:
 * assertions take half the steps.
 */
function sayWhatIsMisspelt(): void {
	chai.config.useProxy = false;
	const { prototype } = chai.Assertion;
	const base: object = Object.getPrototypeOf(prototype);
	const refusing = new Proxy(base, {
		get(target, name, assertion) {
			if (typeof name === 'string' && !(name in target) && !MAY_BE_ASKED.has(name))
				throw new Error(`Invalid Chai property: ${name}`);
			return Reflect.get(target, name, assertion);
		}
	});
	Object.setPrototypeOf(prototype, refusing);
}

export function beginAssertions(of: Expect, task: Task | null): void {
	const begun = {
		assertionCalls: 0,
		isExpectingAssertions: false,
		expectedAssertionsNumber: null,
		currentTestName: task?.fullTestName ?? '',
		testPath: task?.file.filepath
	};
	// The library copies the state property by property, which is more than a small check costs.
	const state = getState(of);
	if (state) Object.assign(state, begun);
	else setState(begun, of);
}

/** Throws when a check promised more assertions than it made. */
export function endAssertions(of: Expect): void {
	const { assertionCalls, expectedAssertionsNumber, isExpectingAssertions } = getState(of);
	if (typeof expectedAssertionsNumber === 'number' && assertionCalls !== expectedAssertionsNumber) {
		throw new chai.AssertionError(
			`expected number of assertions to be ${expectedAssertionsNumber}, but got ${assertionCalls}`
		);
	}
	if (isExpectingAssertions && assertionCalls === 0)
		throw new chai.AssertionError('expected any number of assertion, but got none');
}
