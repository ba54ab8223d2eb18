import { readFileSync } from 'node:fs';
import path from 'node:path';
import typescript from 'typescript';

const OPTIONS = {
	module: typescript.ModuleKind.ESNext,
	moduleResolution: typescript.ModuleResolutionKind.Bundler,
	target: typescript.ScriptTarget.ES2024
};

/**
 * A package's own declarations as one text: each of its files as `declare module`, by the name a program
 * imports or, for a file inside, by its path. A compiler needs no package to be resolved for them, neither
 * the editor's nor the server's.
 *
 * @param names what programs import of it.
 */
export function libraryDeclarations(names: readonly string[]): string {
	const files = new Map<string, string>();
	const aliases: string[] = [];
	const waiting: string[] = [];
	for (const name of names) {
		const file = resolved(name, path.join(import.meta.dirname, 'program.ts'));
		if (file === null) throw new Error(`There are no declarations of ${name}.`);
		const first = files.get(file);
		if (first !== undefined) {
			aliases.push(`declare module '${name}' { export * from '${first}'; }`);
			continue;
		}
		files.set(file, name);
		waiting.push(file);
	}
	const parsed = new Map<string, typescript.SourceFile>();
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		const source = typescript.createSourceFile(file, readFileSync(file, 'utf8'), OPTIONS.target, true);
		parsed.set(file, source);
		for (const { text } of specifiersIn(source)) {
			const target = resolved(text, file);
			if (target === null || files.has(target) || isLocale(target)) continue;
			files.set(target, innerName(target));
			waiting.push(target);
		}
	}
	const idOf = (specifier: string, from: string) =>
		files.get(resolved(specifier, from) ?? '') ?? (specifier.startsWith('.') ? null : specifier);
	const additions = augmentations([...parsed.values()], (file) => files.get(file) ?? '');
	const modules = [...parsed].map(([file, source]) =>
		moduleText(source, files.get(file) ?? '', idOf, additions)
	);
	return [...modules, ...aliases].join('\n');
}

function resolved(specifier: string, from: string): string | null {
	const { resolvedModule } = typescript.resolveModuleName(specifier, from, OPTIONS, typescript.sys);
	return resolvedModule?.resolvedFileName ?? null;
}

/** The machine has Zod's messages in English only. */
function isLocale(file: string): boolean {
	return /zod\/v4\/locales\/(?!index|en\.)/.test(file);
}

function innerName(file: string): string {
	return file.replace(/^.*\/node_modules\//, '').replace(/\.d\.[cm]?ts$/, '');
}

/** What a package adds to an interface of its own from another file, as `hono/jwt` to the variables of a context. */
interface Augmentation {
	interfaceName: string;
	parent: string;
	parentName: string;
	module: string;
}

function augmentations(
	sources: readonly typescript.SourceFile[],
	nameOf: (file: string) => string
): Augmentation[] {
	return sources.flatMap((source) =>
		source.statements.filter(isAugmentation).flatMap(({ body }) =>
			(body && typescript.isModuleBlock(body) ? [...body.statements] : [])
				.filter(typescript.isInterfaceDeclaration)
				.flatMap(({ name, heritageClauses = [] }) =>
					heritageClauses.flatMap(({ types }) =>
						types.map((type) => ({
							interfaceName: name.text,
							parent: type.getText(source),
							parentName: type.expression.getText(source),
							module: nameOf(source.fileName)
						}))
					)
				)
		)
	);
}

function isAugmentation(statement: typescript.Statement): statement is typescript.ModuleDeclaration {
	return typescript.isModuleDeclaration(statement) && typescript.isStringLiteral(statement.name);
}

interface Edit {
	start: number;
	end: number;
	text: string;
}

function moduleText(
	source: typescript.SourceFile,
	name: string,
	idOf: (specifier: string, from: string) => string | null,
	additions: readonly Augmentation[]
): string {
	const edits: Edit[] = [];
	const imports: string[] = [];
	const rename = (literal: typescript.StringLiteral) => {
		const id = idOf(literal.text, source.fileName);
		if (id !== null)
			edits.push({ start: literal.getStart(source), end: literal.end, text: JSON.stringify(id) });
	};
	const visit = (node: typescript.Node): void => {
		const specifier = specifierOf(node);
		if (specifier) rename(specifier);
		typescript.forEachChild(node, visit);
	};
	for (const statement of source.statements) {
		if (isAugmentation(statement) || isOfLocale(statement)) {
			edits.push({ start: statement.getStart(source), end: statement.end, text: '' });
			continue;
		}
		visit(statement);
		const ambient = typescript.canHaveModifiers(statement)
			? typescript.getModifiers(statement)?.find(({ kind }) => kind === typescript.SyntaxKind.DeclareKeyword)
			: undefined;
		if (ambient) edits.push({ start: ambient.getStart(source), end: ambient.end, text: '' });
		if (!typescript.isInterfaceDeclaration(statement)) continue;
		const added = additions.filter(({ interfaceName }) => interfaceName === statement.name.text);
		if (added.length === 0 || statement.heritageClauses) continue;
		const parents = added.map(({ parent }) => parent).join(', ');
		edits.push({ start: statement.name.end, end: statement.name.end, text: ` extends ${parents}` });
		imports.push(...added.map(({ parentName, module }) => `import type { ${parentName} } from '${module}';`));
	}
	let text = source.text;
	for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start))
		text = text.slice(0, start) + replacement + text.slice(end);
	// With a list of exports, what is not in it is not exported.
	return `declare module '${name}' {\n${[...imports, text.replace(/^\/\/[#/].*$/gm, '')].join('\n')}\nexport {};\n}`;
}

function isOfLocale(statement: typescript.Statement): boolean {
	return (
		typescript.isExportDeclaration(statement) &&
		/zod\/v4\/locales\/index/.test(statement.getSourceFile().fileName) &&
		!statement.getText().includes('./en.')
	);
}

function specifiersIn(source: typescript.SourceFile): typescript.StringLiteral[] {
	const found: typescript.StringLiteral[] = [];
	const visit = (node: typescript.Node): void => {
		const specifier = specifierOf(node);
		if (specifier) found.push(specifier);
		typescript.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function specifierOf(node: typescript.Node): typescript.StringLiteral | null {
	if (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) {
		const { moduleSpecifier } = node;
		return moduleSpecifier && typescript.isStringLiteral(moduleSpecifier) ? moduleSpecifier : null;
	}
	if (!typescript.isImportTypeNode(node) || !typescript.isLiteralTypeNode(node.argument)) return null;
	const { literal } = node.argument;
	return typescript.isStringLiteral(literal) ? literal : null;
}
