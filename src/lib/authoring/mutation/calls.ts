import type ts from 'typescript';
import { editOf, type Operator } from './edit.ts';

/** Methods that are taken for each other. */
const TAKEN_FOR: Readonly<Record<string, string>> = {
	some: 'every',
	every: 'some',
	push: 'unshift',
	unshift: 'push',
	pop: 'shift',
	shift: 'pop',
	min: 'max',
	max: 'min',
	floor: 'ceil',
	ceil: 'floor',
	round: 'floor',
	trunc: 'ceil',
	find: 'findLast',
	findLast: 'find',
	findIndex: 'findLastIndex',
	findLastIndex: 'findIndex',
	indexOf: 'lastIndexOf',
	lastIndexOf: 'indexOf',
	startsWith: 'endsWith',
	endsWith: 'startsWith',
	padStart: 'padEnd',
	padEnd: 'padStart',
	toLowerCase: 'toUpperCase',
	toUpperCase: 'toLowerCase',
	trimStart: 'trimEnd',
	trimEnd: 'trimStart',
	add: 'delete',
	all: 'race',
	allSettled: 'all'
};

/** Only on `Promise` and `Math` do these names mean what the table says. */
const OWNERS: Readonly<Record<string, string>> = {
	all: 'Promise',
	allSettled: 'Promise',
	min: 'Math',
	max: 'Math',
	floor: 'Math',
	ceil: 'Math',
	round: 'Math',
	trunc: 'Math'
};

export const swapMethod: Operator = (typescript, node, file) => {
	const method = methodOf(typescript, node);
	if (!method) return [];
	const name = method.name.text;
	const text = Object.hasOwn(TAKEN_FOR, name) ? TAKEN_FOR[name] : undefined;
	const owner = Object.hasOwn(OWNERS, name) ? OWNERS[name] : undefined;
	const fits = owner === undefined || method.expression.getText(file) === owner;
	return text !== undefined && fits ? [editOf(method.name, file, text)] : [];
};

/** What gives back the same kind of thing, so that the program goes on without it. */
const LEFT_OUT = /^(filter|sort|toSorted|reverse|toReversed|slice|trim|trimStart|trimEnd|flat|toLowerCase)$/;

/** `list.filter(isOpen)` becomes `list`. */
export const dropMethod: Operator = (typescript, node) => {
	const method = methodOf(typescript, node);
	if (!method || !LEFT_OUT.test(method.name.text)) return [];
	return [{ start: method.expression.end, end: node.end, text: '' }];
};

/** `list.slice(0, 2)` becomes `list.slice(0)`: to the end instead of to a place. */
export const dropSliceEnd: Operator = (typescript, node) => {
	const method = methodOf(typescript, node);
	if (!method || !typescript.isCallExpression(node)) return [];
	const [first, second] = node.arguments;
	const isCut = ['slice', 'substring', 'subarray'].includes(method.name.text);
	return isCut && first && second ? [{ start: first.end, end: second.end, text: '' }] : [];
};

function methodOf(
	typescript: typeof ts,
	node: ts.Node
): (ts.PropertyAccessExpression & { name: ts.Identifier }) | null {
	if (!typescript.isCallExpression(node) || !typescript.isPropertyAccessExpression(node.expression))
		return null;
	return hasPlainName(typescript, node.expression) ? node.expression : null;
}

/** Not `this.#follow(…)`: a private method is the learner's own. */
function hasPlainName(
	typescript: typeof ts,
	node: ts.PropertyAccessExpression
): node is ts.PropertyAccessExpression & { name: ts.Identifier } {
	return typescript.isIdentifier(node.name);
}
