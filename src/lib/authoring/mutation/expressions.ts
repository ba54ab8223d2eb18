import { editOf, type Operator } from './edit.ts';

/** What each operator is taken for by mistake. The first is the boundary, the second the opposite. */
const TAKEN_FOR: Readonly<Record<string, readonly string[]>> = {
	'<': ['<=', '>='],
	'<=': ['<', '>'],
	'>': ['>=', '<='],
	'>=': ['>', '<'],
	'===': ['!=='],
	'!==': ['==='],
	'==': ['!='],
	'!=': ['=='],
	'+': ['-'],
	'-': ['+'],
	'*': ['/'],
	'/': ['*'],
	'%': ['*'],
	'**': ['*'],
	'&&': ['||'],
	'||': ['&&'],
	'??': ['&&'],
	'&': ['|'],
	'|': ['&'],
	'^': ['&'],
	'<<': ['>>'],
	'>>': ['<<'],
	'>>>': ['<<'],
	'+=': ['-='],
	'-=': ['+='],
	'*=': ['/='],
	'/=': ['*='],
	'&&=': ['||='],
	'||=': ['&&='],
	'??=': ['&&=']
};

export const swapOperator: Operator = (typescript, node, file) => {
	if (!typescript.isBinaryExpression(node)) return [];
	const { operatorToken } = node;
	return (TAKEN_FOR[operatorToken.getText(file)] ?? []).map((text) => editOf(operatorToken, file, text));
};

/** `a && b` becomes `a`, and becomes `b`: each part of a condition is there for a reason. */
export const dropOperand: Operator = (typescript, node, file) => {
	if (!typescript.isBinaryExpression(node)) return [];
	const { operatorToken, left, right } = node;
	if (!['&&', '||'].includes(operatorToken.getText(file))) return [];
	return [
		{ start: left.end, end: right.end, text: '' },
		{ start: left.getStart(file), end: right.getStart(file), text: '' }
	];
};

export const swapIncrement: Operator = (typescript, node, file) => {
	if (!typescript.isPrefixUnaryExpression(node) && !typescript.isPostfixUnaryExpression(node)) return [];
	const { PlusPlusToken, MinusMinusToken } = typescript.SyntaxKind;
	if (node.operator !== PlusPlusToken && node.operator !== MinusMinusToken) return [];
	const text = node.operator === PlusPlusToken ? '--' : '++';
	const start = typescript.isPrefixUnaryExpression(node) ? node.getStart(file) : node.end - 2;
	return [{ start, end: start + 2, text }];
};

/** `!a` becomes `a`, `-a` becomes `a`. */
export const dropSign: Operator = (typescript, node, file) => {
	if (!typescript.isPrefixUnaryExpression(node)) return [];
	const { ExclamationToken, MinusToken } = typescript.SyntaxKind;
	if (node.operator !== ExclamationToken && node.operator !== MinusToken) return [];
	return [{ start: node.getStart(file), end: node.operand.getStart(file), text: ' ' }];
};

/** Where the condition is a comparison or begins with `!`, the opposite is made by the other operators. */
export const negateCondition: Operator = (typescript, node, file) => {
	const condition =
		typescript.isIfStatement(node) || typescript.isWhileStatement(node) || typescript.isDoStatement(node)
			? node.expression
			: typescript.isConditionalExpression(node) || typescript.isForStatement(node)
				? node.condition
				: undefined;
	if (!condition || typescript.isPrefixUnaryExpression(condition)) return [];
	const isComparison =
		typescript.isBinaryExpression(condition) &&
		/^([<>]=?|[!=]==?)$/.test(condition.operatorToken.getText(file));
	return isComparison ? [] : [editOf(condition, file, `!(${condition.getText(file)})`)];
};

export const dropAwait: Operator = (typescript, node, file) =>
	typescript.isAwaitExpression(node)
		? [{ start: node.getStart(file), end: node.expression.getStart(file), text: '' }]
		: [];

/** An arrow function that answers nothing; `void` says that it never did. */
export const dropArrowValue: Operator = (typescript, node, file) =>
	typescript.isArrowFunction(node) &&
	!typescript.isBlock(node.body) &&
	!typescript.isVoidExpression(node.body)
		? [editOf(node.body, file, 'undefined')]
		: [];
