import type { Process } from '../../../kernel/process.ts';

/** Levels and entries of kafkajs' logger (`src/loggers`), with a default creator whose lines people can read. */
export const logLevel = { NOTHING: 0, ERROR: 1, WARN: 2, INFO: 4, DEBUG: 5 };

export interface LogEntry {
	namespace: string;
	level: number;
	label: string;
	log: { timestamp: string; logger: string; message: string; [extra: string]: unknown };
}

export type LogCreator = (level: number) => (entry: LogEntry) => void;

type Log = (message: string, extra?: object) => void;

export interface Logger {
	info: Log;
	error: Log;
	warn: Log;
	debug: Log;
	namespace(namespace: string, level?: number | null): Logger;
	setLogLevel(level: number): void;
}

export function createLogger(
	process: Process,
	{ level = logLevel.INFO, logCreator = consoleLog }: { level?: number; logCreator?: LogCreator }
): Logger {
	const ofEnvironment = Object.entries(logLevel).find(
		([name]) => name === (process.env['KAFKAJS_LOG_LEVEL'] ?? '').toUpperCase()
	);
	let current = ofEnvironment ? ofEnvironment[1] : level;
	const write = logCreator(current);
	const logFunction = (
		label: 'INFO' | 'ERROR' | 'WARN' | 'DEBUG',
		namespace: string,
		own: number | null
	): Log => {
		const ownLevel = logLevel[label];
		return (message, extra = {}) => {
			if (ownLevel > (own ?? current)) return;
			const timestamp = new Date(process.now()).toISOString();
			write({ namespace, level: ownLevel, label, log: { timestamp, logger: 'kafkajs', message, ...extra } });
		};
	};
	const loggerOf = (namespace: string, own: number | null): Logger => ({
		info: logFunction('INFO', namespace, own),
		error: logFunction('ERROR', namespace, own),
		warn: logFunction('WARN', namespace, own),
		debug: logFunction('DEBUG', namespace, own),
		namespace: (name, namespaceLevel = null) => loggerOf(name, namespaceLevel),
		setLogLevel: (newLevel) => {
			current = newLevel;
		}
	});
	return loggerOf('', null);
}

const UNSHOWN = ['timestamp', 'logger', 'message', 'stack'];

/** Not kafkajs' JSON with its time and its stack: the words, and what belongs to them as a value to look into. */
function consoleLog(): (entry: LogEntry) => void {
	return ({ namespace, level, log }) => {
		const entries = Object.entries(log).filter(
			([name, value]) => value !== undefined && !UNSHOWN.includes(name)
		);
		const words = [
			`[kafkajs] ${namespace && `[${namespace}] `}${log.message}`,
			...(entries.length > 0 ? [Object.fromEntries(entries)] : [])
		];
		if (level === logLevel.ERROR) console.error(...words);
		else if (level === logLevel.WARN) console.warn(...words);
		else if (level === logLevel.INFO) console.info(...words);
		else console.log(...words);
	};
}
