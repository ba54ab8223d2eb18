import type ts from 'typescript';
import { editOf, type Edit, type Operator } from './edit.ts';

/** A call or an assignment that is forgotten. */
export const dropStatement: Operator = (typescript, node, file) =>
	typescript.isExpressionStatement(node) && !typescript.isStringLiteral(node.expression)
		? [editOf(node, file, ';')]
		: [];

/** `if (count === 0) return [];` is forgotten: what comes after meets the case it kept away. */
export const dropGuard: Operator = (typescript, node, file) => {
	if (!typescript.isIfStatement(node) || node.elseStatement) return [];
	return leaves(typescript, node.thenStatement) ? [editOf(node, file, ';')] : [];
};

export const dropElse: Operator = (typescript, node) =>
	typescript.isIfStatement(node) && node.elseStatement
		? [{ start: node.thenStatement.end, end: node.elseStatement.end, text: '' }]
		: [];

export const dropReturnValue: Operator = (typescript, node, file) =>
	typescript.isReturnStatement(node) && node.expression && node.expression.getText(file) !== 'undefined'
		? [editOf(node, file, 'return;')]
		: [];

export const swapLoopExit: Operator = (typescript, node, file) => {
	if (typescript.isContinueStatement(node) && !node.label) return [editOf(node, file, 'break;')];
	const isInLoop = typescript.isBreakStatement(node) && !node.label && !isInSwitch(typescript, node);
	return isInLoop ? [editOf(node, file, 'continue;')] : [];
};

/** Two statements in the wrong order, where the order looks as if it mattered. */
export const swapStatements: Operator = (typescript, node, file) => {
	if (!typescript.isBlock(node)) return [];
	return node.statements.flatMap((first, index): Edit[] => {
		const second = node.statements[index + 1];
		if (!second || !acts(typescript, first) || !acts(typescript, second)) return [];
		if (!dependOnEachOther(typescript, file, first, second)) return [];
		const [start, end] = [first.getStart(file), second.end];
		const between = file.text.slice(first.end, second.getStart(file));
		return [{ start, end, text: `${second.getText(file)}${between}${first.getText(file)}` }];
	});
};

function acts(typescript: typeof ts, node: ts.Statement): boolean {
	return (
		typescript.isExpressionStatement(node) ||
		(typescript.isIfStatement(node) && leaves(typescript, node.thenStatement))
	);
}

function leaves(typescript: typeof ts, node: ts.Statement): boolean {
	const last = typescript.isBlock(node) ? node.statements.at(-1) : node;
	return (
		last !== undefined &&
		(typescript.isReturnStatement(last) ||
			typescript.isThrowStatement(last) ||
			typescript.isContinueStatement(last) ||
			typescript.isBreakStatement(last))
	);
}

function isInSwitch(typescript: typeof ts, node: ts.Node): boolean {
	for (let at = node.parent; at && !typescript.isIterationStatement(at, false); at = at.parent) {
		if (typescript.isCaseClause(at) || typescript.isDefaultClause(at)) return true;
	}
	return false;
}

function namesIn(typescript: typeof ts, node: ts.Node): Set<string> {
	const names = new Set<string>();
	const visit = (each: ts.Node): void => {
		if (typescript.isIdentifier(each) || typescript.isPrivateIdentifier(each)) names.add(each.text);
		typescript.forEachChild(each, visit);
	};
	visit(node);
	return names;
}

/**
 * One changes what the other speaks of; both call something else about the same thing; or one is a
 * guard, and the other must not happen before it.
 */
function dependOnEachOther(
	typescript: typeof ts,
	file: ts.SourceFile,
	first: ts.Statement,
	second: ts.Statement
): boolean {
	const pair = [first, second].filter((each) => typescript.isExpressionStatement(each));
	const areRelated = sharesName(namesIn(typescript, first), namesIn(typescript, second));
	if (pair.length < 2) {
		return pair.length === 1 && areRelated && isSeenByGuard(typescript, file, first, second);
	}

	const [left, right] = [first, second].map((each) => targetOf(typescript, each)?.getText(file));
	if (left === undefined && right === undefined) {
		return areRelated && calleeOf(typescript, first, file) !== calleeOf(typescript, second, file);
	}
	return (
		(left !== undefined && second.getText(file).includes(left)) ||
		(right !== undefined && first.getText(file).includes(right))
	);
}

/** A variable that is set before the function is left anyway is seen only by a guard that asks for it. */
function isSeenByGuard(
	typescript: typeof ts,
	file: ts.SourceFile,
	first: ts.Statement,
	second: ts.Statement
): boolean {
	const [guard, effect] = typescript.isIfStatement(first) ? [first, second] : [second, first];
	const target = targetOf(typescript, effect);
	if (!typescript.isIfStatement(guard) || !target || !typescript.isIdentifier(target)) return true;
	const isAssignment = typescript.isBinaryExpression(effectOf(typescript, effect) ?? effect);
	return !isAssignment || namesIn(typescript, guard).has(target.getText(file));
}

/** What a statement changes: the left side of an assignment, the list of `list.push(…)`. */
function targetOf(typescript: typeof ts, node: ts.Statement): ts.Expression | null {
	const expression = effectOf(typescript, node);
	if (!expression) return null;
	if (typescript.isBinaryExpression(expression)) return expression.left;
	if (
		typescript.isCallExpression(expression) &&
		typescript.isPropertyAccessExpression(expression.expression)
	) {
		const owner = expression.expression.expression;
		return owner.kind === typescript.SyntaxKind.ThisKeyword ? null : owner;
	}
	return null;
}

function calleeOf(typescript: typeof ts, node: ts.Statement, file: ts.SourceFile): string {
	const expression = effectOf(typescript, node);
	return expression && typescript.isCallExpression(expression) ? expression.expression.getText(file) : '';
}

function effectOf(typescript: typeof ts, node: ts.Statement): ts.Expression | null {
	if (!typescript.isExpressionStatement(node)) return null;
	return typescript.isAwaitExpression(node.expression) ? node.expression.expression : node.expression;
}

function sharesName(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
	return [...left].some((name) => right.has(name));
}
