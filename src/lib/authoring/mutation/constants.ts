import type ts from 'typescript';
import { editOf, type Operator } from './edit.ts';

/** Numbers, truth values and texts, one step beside what they should be. */
export const changeConstant: Operator = (typescript, node, file) => {
	if (isNoValue(typescript, node) || isDefaultForTypes(typescript, node)) return [];
	const { TrueKeyword, FalseKeyword } = typescript.SyntaxKind;
	if (node.kind === TrueKeyword) return [editOf(node, file, 'false')];
	if (node.kind === FalseKeyword) return [editOf(node, file, 'true')];
	if (typescript.isNumericLiteral(node)) return [editOf(node, file, nextNumber(node.text))];
	if (typescript.isBigIntLiteral(node)) return [editOf(node, file, nextBigInt(node.text))];
	if (typescript.isStringLiteral(node) || typescript.isNoSubstitutionTemplateLiteral(node)) {
		return isProse(node.text) ? [] : [editOf(node, file, node.text === '' ? "'x'" : "''")];
	}
	if (typescript.isTemplateExpression(node) && !isProseTemplate(node)) return [editOf(node, file, "''")];
	return [];
};

/** Words for people may be put in another way: a text in which a letter stands beside a space. */
export function isProseTemplate(node: ts.TemplateExpression): boolean {
	return [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => isProse(text));
}

export function isProse(text: string): boolean {
	return /\p{L}[,.:;]* |[ ]\p{L}/u.test(text);
}

function nextNumber(text: string): string {
	const value = Number(text);
	if (value === 0) return '1';
	if (value === 1) return '0';
	return String(value + 1);
}

function nextBigInt(text: string): string {
	const value = BigInt(text.replace(/n$/, ''));
	if (value === 0n) return '1n';
	return value === 1n ? '0n' : `${value + 1n}n`;
}

/** Names that are written as literals: of a module, of a property. */
function isNoValue(typescript: typeof ts, node: ts.Node): boolean {
	const { parent } = node;
	return (
		typescript.isImportDeclaration(parent) ||
		typescript.isExportDeclaration(parent) ||
		(typescript.isPropertyAssignment(parent) && parent.name === node) ||
		typescript.isLiteralTypeNode(parent)
	);
}

/** In `list.at(-1) ?? 0` and `const [first = 0] = list` the default is often there for the types alone. */
function isDefaultForTypes(typescript: typeof ts, node: ts.Node): boolean {
	const { parent } = node;
	return (
		(typescript.isBinaryExpression(parent) &&
			parent.right === node &&
			parent.operatorToken.kind === typescript.SyntaxKind.QuestionQuestionToken) ||
		(typescript.isBindingElement(parent) && parent.initializer === node)
	);
}
