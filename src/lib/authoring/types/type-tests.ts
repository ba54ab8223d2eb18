import type ts from 'typescript';

/** A test of `checks/types.ts`: what stands in its callback belongs to it. */
export interface TypeTest {
	title: string;
	groups: string[];
	/** Of the callback. */
	start: number;
	end: number;
}

/** The tests of a file in their order, found by reading: a file of type checks is never run. */
export function typeTestsIn(typescript: typeof ts, file: ts.SourceFile): TypeTest[] {
	const tests: TypeTest[] = [];
	const visit = (node: ts.Node, groups: string[]): void => {
		const call = blockOf(typescript, node);
		if (call?.kind === 'test') {
			tests.push({ title: call.title, groups, start: call.body.getFullStart(), end: call.body.end });
			return;
		}
		const inner = call ? [...groups, call.title] : groups;
		typescript.forEachChild(node, (child) => visit(child, inner));
	};
	visit(file, []);
	return tests;
}

function blockOf(
	typescript: typeof ts,
	node: ts.Node
): { kind: 'test' | 'group'; title: string; body: ts.Node } | null {
	if (!typescript.isCallExpression(node) || !typescript.isIdentifier(node.expression)) return null;
	const [title, body] = node.arguments;
	if (!title || !body || !typescript.isStringLiteralLike(title)) return null;
	const name = node.expression.text;
	if (name === 'test' || name === 'it') return { kind: 'test', title: title.text, body };
	return name === 'describe' ? { kind: 'group', title: title.text, body } : null;
}
