import type ts from 'typescript';
import { editableRanges } from '../../domain/exercise-view.ts';
import { changeConstant, isProse, isProseTemplate } from './constants.ts';
import { dropMethod, dropSliceEnd, swapMethod } from './calls.ts';
import { edited, type Edit, type Operator } from './edit.ts';
import {
	dropArrowValue,
	dropAwait,
	dropOperand,
	dropSign,
	negateCondition,
	swapIncrement,
	swapOperator
} from './expressions.ts';
import {
	dropElse,
	dropGuard,
	dropReturnValue,
	dropStatement,
	swapLoopExit,
	swapStatements
} from './statements.ts';

/** A right program with one small mistake in it. */
export interface Mutant {
	/** Of the place, from 1. */
	line: number;
	column: number;
	/** What stood there and what stands there now, each on one line: `<` and `<=`. */
	from: string;
	to: string;
	/** The whole file with the mistake. */
	text: string;
}

/** By name, so that a test can prove each one. */
export const OPERATORS = {
	swapOperator,
	dropOperand,
	swapIncrement,
	dropSign,
	negateCondition,
	dropAwait,
	dropArrowValue,
	dropStatement,
	dropGuard,
	dropElse,
	dropReturnValue,
	swapLoopExit,
	swapStatements,
	changeConstant,
	swapMethod,
	dropMethod,
	dropSliceEnd
} satisfies Record<string, Operator>;

/**
 * Every small mistake that could be made in what a learner writes, each once, in the order of the
 * file. Types, imports and words for people are left alone: nothing that is run depends on them.
 */
export function mutantsOf(
	typescript: typeof ts,
	text: string,
	operators: readonly Operator[] = Object.values(OPERATORS)
): Mutant[] {
	const file = typescript.createSourceFile('sample.ts', text, typescript.ScriptTarget.ES2024, true);
	const ranges = editableRanges(text);
	const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1;
	const isEditable = (edit: Edit) =>
		ranges === null ||
		ranges.some(({ fromLine, toLine }) => lineOf(edit.start) >= fromLine && lineOf(edit.end) <= toLine);

	const edits: Edit[] = [];
	const visit = (node: ts.Node): void => {
		if (isOutOfReach(typescript, node)) return;
		edits.push(...operators.flatMap((operator) => operator(typescript, node, file)));
		typescript.forEachChild(node, visit);
	};
	typescript.forEachChild(file, visit);

	const seen = new Set([codeOf(typescript, text)]);
	return edits
		.filter(isEditable)
		.toSorted((a, b) => a.start - b.start)
		.flatMap((edit): Mutant[] => {
			const mutated = edited(text, edit);
			const code = codeOf(typescript, mutated);
			if (seen.has(code)) return [];
			seen.add(code);
			const { line, character } = file.getLineAndCharacterOfPosition(edit.start);
			const from = inOneLine(codeOf(typescript, text.slice(edit.start, edit.end)));
			return [
				{
					line: line + 1,
					column: character + 1,
					from,
					to: inOneLine(codeOf(typescript, edit.text)),
					text: mutated
				}
			];
		});
}

/** What has no meaning when it runs, or is for people to read. */
function isOutOfReach(typescript: typeof ts, node: ts.Node): boolean {
	return (
		typescript.isTypeNode(node) ||
		typescript.isInterfaceDeclaration(node) ||
		typescript.isTypeAliasDeclaration(node) ||
		typescript.isImportDeclaration(node) ||
		(typescript.isTemplateExpression(node) && isProseTemplate(node)) ||
		(typescript.isStringLiteralLike(node) && isProse(node.text)) ||
		(typescript.isNewExpression(node) && /Error$/.test(node.expression.getText()))
	);
}

/** The text without comments and with one space between two words: two mutants of the same code are one. */
function codeOf(typescript: typeof ts, text: string): string {
	const scanner = typescript.createScanner(typescript.ScriptTarget.ES2024, false);
	scanner.setText(text);
	const parts: string[] = [];
	while (scanner.scan() !== typescript.SyntaxKind.EndOfFileToken) {
		const { NewLineTrivia, WhitespaceTrivia, SingleLineCommentTrivia, MultiLineCommentTrivia } =
			typescript.SyntaxKind;
		const kind = scanner.getToken();
		if (kind === SingleLineCommentTrivia || kind === MultiLineCommentTrivia) continue;
		parts.push(kind === WhitespaceTrivia || kind === NewLineTrivia ? ' ' : scanner.getTokenText());
	}
	return parts.join('').replace(/\s+/g, ' ');
}

const SNIPPET_MAX_LENGTH = 100;

function inOneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	if (line === '' || line === ';') return 'nothing';
	return line.length <= SNIPPET_MAX_LENGTH ? line : `${line.slice(0, SNIPPET_MAX_LENGTH)}…`;
}
