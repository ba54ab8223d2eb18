import { PGlite } from '@electric-sql/pglite';
import { bytesToHex } from '@noble/hashes/utils.js';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import {
	POSTGRES_EXTENSIONS,
	POSTGRES_FILE_NAMES,
	POSTGRES_FILES,
	POSTGRES_SETTINGS,
	type PostgresFile
} from '../postgres/parts.ts';
import { withCancellation } from './postgres-wasm.ts';

const HERE = import.meta.dirname;
/** What decides how the files come out, beside the package itself. */
const SOURCES = [
	'build-postgres.ts',
	'postgres-wasm.ts',
	'fuel.ts',
	'wasm-module.ts',
	'../postgres/parts.ts'
];
/** Nearly as small as the highest, in a tenth of the time. */
const BROTLI_QUALITY = 9;

/**
 * Makes what PostgreSQL in the page is loaded from, and a compressed twin of each file for who serves
 * them: its WASM with the fuel, the files it is installed with, and a data directory, so that nobody
 * has to wait for initdb.
 */
export async function buildPostgres(folder: string): Promise<void> {
	const inputHash = hashOfInputs();
	const stamp = path.join(folder, 'postgres-inputs.txt');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputHash) return;
	mkdirSync(folder, { recursive: true });
	const wasm = withCancellation(packaged('@electric-sql/pglite/pglite.wasm'));
	const share = packaged('@electric-sql/pglite/pglite.data');
	const { cluster, extensions } = await newCluster();
	const files: Record<PostgresFile, Uint8Array> = {
		wasm,
		share,
		cluster,
		extensions: new TextEncoder().encode(JSON.stringify(extensions))
	};
	const sizes: Partial<Record<PostgresFile, number>> = {};
	for (const file of POSTGRES_FILE_NAMES) {
		const target = path.join(folder, POSTGRES_FILES[file]);
		writeFileSync(target, files[file]);
		writeFileSync(`${target}.br`, compressed(files[file]));
		sizes[file] = files[file].length;
	}
	// Answers that are compressed do not say how long they are.
	writeFileSync(path.join(folder, 'postgres-sizes.json'), JSON.stringify(sizes));
	writeFileSync(stamp, inputHash);
}

/** Segments of the log as small as they can be, no locales, and no templates for databases nobody makes. */
const INITDB_OPTIONS = ['--wal-segsize=1', '--no-locale', '--encoding=UTF8', '--username=postgres'];

async function newCluster(): Promise<{ cluster: Uint8Array; extensions: Record<string, string> }> {
	const settings = Object.entries(POSTGRES_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const pglite = await PGlite.create({
		extensions: Object.fromEntries(
			POSTGRES_EXTENSIONS.map((name) => [name, new URL(`./${name}.tar.gz`, import.meta.resolve(PACKAGE))])
		),
		initDbStartParams: INITDB_OPTIONS,
		startParams: [...PGlite.defaultStartParams, ...settings]
	});
	for (const name of POSTGRES_EXTENSIONS) await pglite.exec(`create extension ${name}`);
	for (const name of ['template0', 'template1']) {
		await pglite.exec(`update pg_database set datistemplate = false where datname = '${name}'`);
		await pglite.exec(`drop database ${name}`);
	}
	await pglite.exec('vacuum freeze');
	await pglite.exec('checkpoint');
	const extensions = extensionFiles(pglite);
	const dump = await pglite.dumpDataDir('none');
	await pglite.close();
	return { cluster: new Uint8Array(await dump.arrayBuffer()), extensions };
}

const PACKAGE = '@electric-sql/pglite';
const LIBRARIES_FOLDER = 'lib/postgresql';
const SCRIPTS_FOLDER = 'share/postgresql/extension';

/** As PGlite has unpacked them. */
function extensionFiles(pglite: PGlite): Record<string, string> {
	const { FS: fs, WASM_PREFIX: prefix } = pglite.Module;
	const files: Record<string, string> = {};
	for (const folder of [LIBRARIES_FOLDER, SCRIPTS_FOLDER]) {
		const names: string[] = fs.readdir(`${prefix}/${folder}`);
		for (const name of names.filter((name) => POSTGRES_EXTENSIONS.some((known) => isOf(name, known)))) {
			files[`${folder}/${name}`] = bytesToHex(fs.readFile(`${prefix}/${folder}/${name}`));
		}
	}
	return files;
}

/** `pg_trgm.so`, `pg_trgm.control`, `pg_trgm--1.5--1.6.sql`. */
function isOf(fileName: string, extension: string): boolean {
	return fileName.startsWith(`${extension}.`) || fileName.startsWith(`${extension}--`);
}

function packaged(name: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(name))));
}

function compressed(bytes: Uint8Array): Uint8Array {
	return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}

function hashOfInputs(): string {
	const hash = createHash('sha256').update(readFileSync(path.join(HERE, '../../../../package-lock.json')));
	for (const name of SOURCES) hash.update(readFileSync(path.join(HERE, name)));
	return hash.digest('hex');
}
