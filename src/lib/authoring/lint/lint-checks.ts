import type ts from 'typescript';
import type { SourceFault } from '../source-fault.ts';

/**
 * What a check must not do: look at the text of a solution (it would refuse right code that is
 * written differently), or ask the wall clock (it would answer differently tomorrow).
 */
export function lintChecks(
	typescript: typeof ts,
	checker: ts.TypeChecker,
	file: ts.SourceFile,
	source: string
): SourceFault[] {
	const faults: SourceFault[] = [];
	const refuse = (node: ts.Node, message: string) => {
		const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
		faults.push({ gate: 1, file: source, line, message });
	};
	const isFunction = (node: ts.Node) => checker.getTypeAtLocation(node).getCallSignatures().length > 0;

	const visit = (node: ts.Node): void => {
		if (typescript.isImportDeclaration(node) && typescript.isStringLiteral(node.moduleSpecifier)) {
			const name = node.moduleSpecifier.text;
			if (/^node:fs\b|\?raw$/.test(name))
				refuse(node, 'a check asks what the code does, not how it is written');
			if (name.startsWith('./')) refuse(node, `a learner's file is imported as '../${name.slice(2)}'`);
		}
		if (textOfFunction(typescript, node, isFunction)) {
			refuse(node, 'a check does not read the text of a function: call it and look at what it does');
		}
		if (asksWallClock(typescript, node)) {
			refuse(
				node,
				'a check does not ask the wall clock: give the moment as a value, or use vi.useFakeTimers()'
			);
		}
		typescript.forEachChild(node, visit);
	};
	visit(file);
	return faults;
}

function textOfFunction(
	typescript: typeof ts,
	node: ts.Node,
	isFunction: (node: ts.Node) => boolean
): boolean {
	if (typescript.isTemplateSpan(node)) return isFunction(node.expression);
	if (!typescript.isCallExpression(node)) return false;
	const { expression } = node;
	if (typescript.isIdentifier(expression) && expression.text === 'String') {
		return node.arguments.some(isFunction);
	}
	return (
		typescript.isPropertyAccessExpression(expression) &&
		(expression.name.text === 'toString' || expression.name.text === 'toSource') &&
		isFunction(expression.expression)
	);
}

function asksWallClock(typescript: typeof ts, node: ts.Node): boolean {
	if (typescript.isNewExpression(node)) {
		return isNamed(typescript, node.expression, 'Date') && (node.arguments?.length ?? 0) === 0;
	}
	if (!typescript.isPropertyAccessExpression(node)) return false;
	return (
		(isNamed(typescript, node.expression, 'Date') && node.name.text === 'now') ||
		(isNamed(typescript, node.expression, 'performance') && node.name.text === 'now')
	);
}

function isNamed(typescript: typeof ts, node: ts.Node, name: string): boolean {
	return typescript.isIdentifier(node) && node.text === name;
}
