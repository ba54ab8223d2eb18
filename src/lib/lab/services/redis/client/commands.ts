import { append } from '../../../runtime/host.ts';
import {
	boundText,
	doubleText,
	FORMS,
	millisecondsText,
	optionsOf,
	push,
	pushCounted,
	pushMany,
	secondsText,
	textOf,
	type Words
} from './argument-forms.ts';
import { COMMANDS, REFUSED } from './command-table.ts';
import { REPLY_FORMS, type ReplyForm } from './reply-forms.ts';

/** A method of the client: how its arguments become words, and its reply a value. */
export interface ClientCommand {
	/** `zRangeWithScores` and `ZRANGE_WITHSCORES`. */
	names: readonly [string, string];
	write(words: Words, args: readonly unknown[]): void;
	reply: ReplyForm | null;
}

/** Appends to words what becomes of the arguments from a place on; gives the place of the next. */
type Step = (words: Words, args: readonly unknown[], at: number) => number;

/** Takes one argument. */
function one(take: (words: Words, value: unknown) => void): Step {
	return (words, args, at) => {
		take(words, args[at]);
		return at + 1;
	};
}

const KINDS: Readonly<Record<string, Step>> = {
	s: one(append),
	n: one((words, value) => append(words, textOf(value))),
	d: one((words, value) => append(words, doubleText(value))),
	D: one((words, value) => append(words, boundText(value))),
	e: one((words, value) => append(words, secondsText(value))),
	p: one((words, value) => append(words, millisecondsText(value))),
	'*': one(pushMany),
	'#': one(pushCounted),
	'?': one((words, value) => {
		if (value) append(words, value);
	}),
	'?*': one((words, value) => {
		if (value) pushMany(words, value);
	}),
	'!': one((words, value) => {
		if (value !== undefined) append(words, String(value));
	})
};

function stepOf(token: string): Step {
	const kind = KINDS[token];
	if (kind) return kind;
	if (token.startsWith('{')) return optionsStep(token.slice(1, -1).split(','));
	if (!token.startsWith('@'))
		return (words, _, at) => {
			append(words, token);
			return at;
		};
	const form = FORMS[token.slice(1)];
	if (!form) throw new Error(`no form ${token}`);
	return (words, args, at) => {
		form(words, args.slice(at));
		return args.length;
	};
}

function optionsStep(wanted: readonly string[]): Step {
	const parts = wanted.map((text) => ({ name: text.replace(/[=~]$/, ''), kind: text.at(-1) ?? '' }));
	return one((words, value) => {
		const options = optionsOf(value);
		for (const { name, kind } of parts) {
			const given = options[name];
			if (kind === '=' ? given === undefined : !given) continue;
			append(words, name);
			if (kind === '=' || kind === '~') push(words, typeof given === 'number' ? String(given) : given);
		}
	});
}

function namesOf(text: string): readonly [string, string] {
	const [name = '', upper] = text.split('=');
	return [name.replace(/[_+]/g, ''), upper ?? name.toUpperCase().replace('+', '_')];
}

function commandOf(line: string): ClientCommand {
	const [name = '', ...tokens] = line.split(' ');
	const reply = tokens.at(-1)?.startsWith('>') ? (tokens.pop() ?? '').slice(1) : '';
	const first = name
		.replace(/[_=].*/, '')
		.toUpperCase()
		.split('+');
	const steps = tokens.map(stepOf);
	return {
		names: namesOf(name),
		reply: REPLY_FORMS[reply] ?? null,
		write(words, args) {
			push(words, ...first);
			let at = 0;
			for (const step of steps) at = step(words, args, at);
		}
	};
}

export const CLIENT_COMMANDS: readonly ClientCommand[] = COMMANDS.trim().split('\n').map(commandOf);

export const REFUSED_NAMES: readonly (readonly [string, string])[] = REFUSED.trim()
	.split('\n')
	.flatMap((line) => {
		const [prefix = '', rest = ''] = line.split(': ');
		const start = prefix.replace(':', '');
		return rest.split(' ').map((name) => {
			const [camel = '', upper] = name.split('=');
			return namesOf(`${start}${camel}${upper === undefined ? '' : `=${upper}`}`);
		});
	});
