import type ts from 'typescript';
import { TYPES } from '../../domain/limits.ts';

/** Why a type check failed, for a learner: in words, and as two types where two were compared. */
export interface TypeFailure {
	message: string;
	expected: string | null;
	actual: string | null;
}

/** TypeScript's number for a directive below which everything compiles. */
const UNUSED_EXPECT_ERROR = 2578;

export function typeFailure(
	typescript: typeof ts,
	checker: ts.TypeChecker,
	file: ts.SourceFile,
	diagnostic: ts.Diagnostic
): TypeFailure {
	const at = diagnostic.start ?? 0;
	if (diagnostic.code === UNUSED_EXPECT_ERROR) {
		return said(`This line should be a type error, and it is none: \`${codeBelow(file, at)}\``);
	}
	const compared = comparisonAt(typescript, checker, file, at);
	if (compared !== null) {
		const { expected, actual } = compared;
		return { message: `The type should be ${expected}, and yours is ${actual}.`, expected, actual };
	}
	return said(bounded(typescript.flattenDiagnosticMessageText(diagnostic.messageText, ' ')));
}

function said(message: string): TypeFailure {
	return { message, expected: null, actual: null };
}

/** The first line after a directive that is no comment. */
function codeBelow(file: ts.SourceFile, directiveAt: number): string {
	const { line } = file.getLineAndCharacterOfPosition(directiveAt);
	const below = file.text
		.split('\n')
		.slice(line + 1)
		.map((text) => text.trim());
	return bounded(below.find((text) => text !== '' && !text.startsWith('//')) ?? '');
}

/** `expectTypeOf(yours).toEqualTypeOf<expected>()` around a place: both types, printed. */
function comparisonAt(
	typescript: typeof ts,
	checker: ts.TypeChecker,
	file: ts.SourceFile,
	at: number
): { expected: string; actual: string } | null {
	const call = matcherCallAt(typescript, file, at);
	if (call === null) return null;
	const [actual, wanted] = typeArgumentsOf(checker, checker.getTypeAtLocation(call.receiver));
	const expected = expectedOf(typescript, checker, call);
	if (!actual || expected === null) return null;
	const isNegated = wanted !== undefined && checker.typeToString(wanted) === 'false';
	return {
		expected: `${isNegated ? 'something else than ' : ''}${expected}`,
		actual: printed(typescript, checker, actual)
	};
}

interface MatcherCall {
	/** `expectTypeOf(parse).returns` */
	receiver: ts.Expression;
	matcher: string;
	call: ts.CallExpression;
}

/** The innermost one whose own matcher did not hold, not one that only stands around the place. */
function matcherCallAt(typescript: typeof ts, file: ts.SourceFile, at: number): MatcherCall | null {
	let found: MatcherCall | null = null;
	const visit = (node: ts.Node): void => {
		if (at < node.getFullStart() || at >= node.end) return;
		if (
			typescript.isCallExpression(node) &&
			typescript.isPropertyAccessExpression(node.expression) &&
			/^to[A-Z]/.test(node.expression.name.text) &&
			at >= node.expression.name.getStart(file)
		) {
			found = { receiver: node.expression.expression, matcher: node.expression.name.text, call: node };
		}
		typescript.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

function typeArgumentsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
	return type.symbol?.name === 'ExpectTypeOf' && isReference(type) ? checker.getTypeArguments(type) : [];
}

/** An interface with its type arguments: only such types have a target. */
function isReference(type: ts.Type): type is ts.TypeReference {
	return 'target' in type;
}

/** `toEqualTypeOf<T>()` and `toEqualTypeOf(value)` name a type; `toBeString()` is its name. */
function expectedOf(
	typescript: typeof ts,
	checker: ts.TypeChecker,
	{ matcher, call }: MatcherCall
): string | null {
	const [named] = call.typeArguments ?? [];
	if (named) return printed(typescript, checker, checker.getTypeFromTypeNode(named));
	const plain = /^toBe([A-Z]\w+)$/.exec(matcher)?.[1];
	if (plain !== undefined && call.arguments.length === 0) return plain.toLowerCase();
	const [value] = call.arguments;
	return value && COMPARING.test(matcher)
		? printed(typescript, checker, checker.getTypeAtLocation(value))
		: null;
}

const COMPARING = /^to(EqualTypeOf|MatchTypeOf|MatchObjectType|Extend)$/;

/** What an alias stands for, rather than its name: two aliases of one name would look the same. */
function printed(typescript: typeof ts, checker: ts.TypeChecker, type: ts.Type): string {
	const { InTypeAlias, NoTruncation } = typescript.TypeFormatFlags;
	return bounded(checker.typeToString(type, undefined, InTypeAlias | NoTruncation));
}

function bounded(text: string): string {
	return text.length > TYPES.printedMaxLength ? `${text.slice(0, TYPES.printedMaxLength)}…` : text;
}
