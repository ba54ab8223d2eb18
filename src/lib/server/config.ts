import path from 'node:path';
import * as v from 'valibot';

/** What the surroundings decide. Read once, at start. */
export interface Config {
	/** `postgres://…` or the path of an SQLite file. */
	databaseUrl: string;
	/** Where browsers find the site: scheme, host and port. */
	origin: string;
	/** Cookies are bound to https unless the origin is plain http, as it is on one's own machine. */
	isSecure: boolean;
	judgeWorkersCount: number;
	logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
	/** The folder of the built machine: WASM, prelude, worker. */
	machineFolder: string;
	/** What is published at start: one folder an exercise. */
	exercisesFolder: string;
	/** What verification has found before, so that a second start takes seconds. */
	verificationsFolder: string;
}

const MACHINE_FOLDER_IN_DEVELOPMENT = path.join('src', 'lib', 'sandbox', 'generated');

const environmentSchema = v.object({
	DATABASE_URL: v.optional(
		v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty; leave it out for data/hotpath.db')),
		'data/hotpath.db'
	),
	ORIGIN: v.optional(
		v.pipe(v.string(), v.check(isOrigin, 'must be like https://learn.example.org, without a path'))
	),
	PORT: v.optional(integerFrom(0, 65_535), '3000'),
	JUDGE_WORKERS: v.optional(integerFrom(1, 64), '2'),
	LOG_LEVEL: v.optional(
		v.picklist(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug'),
		'info'
	),
	MACHINE_FOLDER: v.optional(v.string(), MACHINE_FOLDER_IN_DEVELOPMENT),
	EXERCISES_FOLDER: v.optional(v.string(), 'exercises')
});

/** Throws with a sentence that names the variable and what it may be. */
export function configFrom(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
	const parsed = v.safeParse(environmentSchema, environment);
	if (!parsed.success) {
		const reasons = parsed.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`);
		throw new Error(`The environment does not fit: ${reasons.join('; ')}.`);
	}
	const { DATABASE_URL, ORIGIN, PORT, JUDGE_WORKERS, LOG_LEVEL, MACHINE_FOLDER, EXERCISES_FOLDER } =
		parsed.output;
	const origin = new URL(ORIGIN ?? `http://localhost:${PORT}`).origin;
	return {
		databaseUrl: DATABASE_URL,
		origin,
		isSecure: origin.startsWith('https:'),
		judgeWorkersCount: JUDGE_WORKERS,
		logLevel: LOG_LEVEL,
		machineFolder: path.resolve(MACHINE_FOLDER),
		exercisesFolder: path.resolve(EXERCISES_FOLDER),
		verificationsFolder: path.resolve('.cache', 'verify')
	};
}

function integerFrom(min: number, max: number) {
	const range = `must be a whole number from ${min} to ${max}`;
	return v.pipe(
		v.string(),
		v.regex(/^\d{1,6}$/, range),
		v.transform(Number),
		v.minValue(min, range),
		v.maxValue(max, range)
	);
}

function isOrigin(text: string): boolean {
	const url = URL.parse(text);
	return (
		url !== null &&
		/^https?:$/.test(url.protocol) &&
		url.pathname === '/' &&
		url.search === '' &&
		url.hash === ''
	);
}
