import path from 'node:path';
import { sql } from 'kysely';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { databases, testServices } from '../../support/services.ts';
import { ROOT, textOf } from '../../support/source-files.ts';

type Column = { column: string; type: 'integer' | 'text'; isNullable: boolean };
type Schema = Record<string, Column[]>;

describe('the schema', () => {
	test.each(databases)('of %s is what src/lib/server/db/tables.ts says', async (database) => {
		const { services } = await testServices(database);

		const found = schemaFrom(await services.db.introspection.getTables());

		expect(found).toEqual(declaredSchema());
	});

	test('is written out in migrations/schema.sql for who reads it (vitest -u writes it anew)', async () => {
		const { services } = await testServices('sqlite');

		const { rows } = await sql<{ sql: string }>`
			select sql from sqlite_master
			where sql is not null and name not like 'kysely_%' and name not like 'sqlite_%' order by tbl_name, type desc, name
		`.execute(services.db);

		const text = rows.map((row) => `${indented(row.sql)};\n`).join('\n');
		await expect(
			`-- Generated from the migrations beside it, as SQLite keeps them.\n\n${text}`
		).toMatchFileSnapshot(path.join(ROOT, 'migrations', 'schema.sql'));
	});
});

function schemaFrom(
	tables: { name: string; columns: { name: string; dataType: string; isNullable: boolean }[] }[]
): Schema {
	return sorted(
		tables.map(({ name, columns }) => [
			name,
			columns.map((column): Column => ({
				column: column.name,
				type: /int/i.test(column.dataType) ? 'integer' : 'text',
				isNullable: column.isNullable
			}))
		])
	);
}

/** Reads the types as text, because at run time there are none. */
function declaredSchema(): Schema {
	const source = ts.createSourceFile(
		'tables.ts',
		textOf('src/lib/server/db/tables.ts'),
		ts.ScriptTarget.Latest
	);
	const membersOf = new Map<string, [name: string, type: string][]>();
	source.forEachChild((node) => {
		if (!ts.isInterfaceDeclaration(node)) return;
		const members = node.members.filter(ts.isPropertySignature);
		membersOf.set(
			node.name.text,
			members.map((member) => [member.name.getText(source), member.type?.getText(source) ?? ''])
		);
	});
	return sorted(
		(membersOf.get('Tables') ?? []).map(([table, typeName]) => [
			table,
			(membersOf.get(typeName) ?? []).map(([column, type]): Column => ({
				column,
				type: /\b(Moment|number)\b/.test(type) ? 'integer' : 'text',
				isNullable: /\|\s*null\b/.test(type)
			}))
		])
	);
}

function sorted(tables: [string, Column[]][]): Schema {
	const byName = (a: Column, b: Column) => a.column.localeCompare(b.column);
	return Object.fromEntries(
		tables
			.toSorted(([a], [b]) => a.localeCompare(b))
			.map(([table, columns]) => [table, columns.toSorted(byName)])
	);
}

/** One column or constraint a line. */
function indented(statement: string): string {
	if (!/^create table/i.test(statement)) return statement;
	let depth = 0;
	let text = '';
	for (const character of statement.replace(/\s+/g, ' ')) {
		if (character === ')' && --depth === 0) text += '\n';
		text += character;
		if (character === '(' && depth++ === 0) text += '\n\t';
		if (character === ',' && depth === 1) text += '\n\t';
	}
	return text.replaceAll('\t ', '\t');
}
