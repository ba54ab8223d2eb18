import type ts from 'typescript';
import type { FileTree } from '../domain/files.ts';

/**
 * Lets a context survive `await`, for `AsyncLocalStorage`.
 *
 * The engine continues an async function without asking anyone, so in jobs that use `node:async_hooks`
 * each `await x` becomes `restored(saved(), await settled(x))`: the context is taken before, and put back
 * when the function goes on, whether `x` is fulfilled or rejected. Other jobs are left as they are.
 */
export function usesContexts(files: FileTree): boolean {
	return Object.values(files).some((source) => /['"](?:node:)?async_hooks['"]/.test(source));
}

/** The module of the lab that does it; its name is no one a program would use. */
const MODULE = 'hotpath:await';
const [SAVED, SETTLED, RESTORED, RESTORE] = ['saved', 'settled', 'restored', 'restore'].map(
	(name) => `__${name}`
);

export function followAwait(typescript: typeof ts): ts.TransformerFactory<ts.SourceFile> {
	return (context) => (file) => {
		const { factory } = context;
		let isFollowed = false;
		const call = (name = '', ...args: ts.Expression[]) =>
			factory.createCallExpression(factory.createIdentifier(name), undefined, args);
		const statement = (expression: ts.Expression) => factory.createExpressionStatement(expression);

		const visit = (node: ts.Node): ts.VisitResult<ts.Node> => {
			const visited = typescript.visitEachChild(node, visit, context);
			if (typescript.isAwaitExpression(visited)) {
				isFollowed = true;
				const awaited = factory.createAwaitExpression(call(SETTLED, visited.expression));
				return typescript.setTextRange(call(RESTORED, call(SAVED), awaited), node);
			}
			return typescript.isForOfStatement(visited) && visited.awaitModifier ? inContext(visited) : visited;
		};

		/** `for await` waits before each turn and before it ends. */
		const inContext = (loop: ts.ForOfStatement): ts.Statement[] => {
			isFollowed = true;
			const name = factory.createUniqueName('context');
			const declared = factory.createVariableDeclaration(name, undefined, undefined, call(SAVED));
			const body = factory.createBlock([statement(call(RESTORE, name)), loop.statement]);
			return [
				factory.createVariableStatement(
					undefined,
					factory.createVariableDeclarationList([declared], typescript.NodeFlags.Const)
				),
				factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body),
				statement(call(RESTORE, name))
			];
		};

		const followed = typescript.visitEachChild(file, visit, context);
		return isFollowed
			? factory.updateSourceFile(followed, [importOf(factory), ...followed.statements])
			: followed;
	};
}

function importOf(factory: ts.NodeFactory): ts.ImportDeclaration {
	const names = [SAVED, SETTLED, RESTORED, RESTORE].map((name = '') =>
		factory.createImportSpecifier(
			false,
			factory.createIdentifier(name.slice(2)),
			factory.createIdentifier(name)
		)
	);
	const clause = factory.createImportClause(undefined, undefined, factory.createNamedImports(names));
	return factory.createImportDeclaration(undefined, clause, factory.createStringLiteral(MODULE));
}
