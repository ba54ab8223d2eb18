import { Client } from '../client/client.ts';
import { currentProcess } from '../../../kernel/current.ts';
import { parseJson } from '../../../runtime/host.ts';
import { look } from '../pglite-backend.ts';
import { drawRelation, drawSnapshot } from './draw.ts';
import { isNode, planText } from './plan-text.ts';
import { messageText, resultText, type ServerError } from './print.ts';

/** Values stay the texts the server sent. */
const AS_TEXT = { getTypeParser: () => (value: string) => value };

/** What is printed, and whether it is an error. */
interface Printed {
	text: string;
	isError: boolean;
}

/** A script of SQL that is run as psql would: each statement by itself, and after an error the next. */
class PsqlSession {
	readonly #client = new Client();
	#isConnected = false;
	#plansCount = 0;
	readonly #drawn: string[] = [];
	#statement = '';
	#tag = '';
	#printed: Printed[] = [];

	constructor() {
		this.#client.on('notice', (notice) => this.#say(messageText(asServerError(notice), this.#statement)));
		this.#client.connection.on('commandComplete', ({ text }) => (this.#tag = text));
	}

	async run(statement: string): Promise<Printed[]> {
		this.#statement = statement;
		this.#printed = [];
		try {
			await this.#connected();
			const { text, isPlan } = asDrawable(statement);
			const result = await this.#query(text);
			if (isPlan) this.#showPlan(statement, result.rows[0]?.[0] ?? '[]');
			else this.#say(resultText(result, this.#tag));
			this.#draw();
		} catch (error) {
			this.#say(messageText(asServerError(error), statement), true);
		}
		return this.#printed;
	}

	/** `\draw accounts`: from here on the pages of a table or an index are drawn after each statement. */
	async command(line: string): Promise<Printed[]> {
		this.#printed = [];
		const [, name = '', argument = ''] = /^\\(\S*)\s*(.*?)\s*;?\s*$/.exec(line) ?? [];
		if (name !== 'draw' || argument === '') {
			this.#say(`invalid command \\${name}\nHINT:  There is \\draw <table or index>.`, true);
			return this.#printed;
		}
		await this.#connected();
		this.#drawn.push(...argument.split(/[\s,]+/));
		this.#draw();
		return this.#printed;
	}

	#say(text: string, isError = false): void {
		this.#printed.push({ text, isError });
	}

	async #connected(): Promise<void> {
		if (this.#isConnected) return;
		this.#isConnected = true;
		await this.#client.connect();
	}

	#query(text: string) {
		return this.#client.query<(string | null)[]>({ text, rowMode: 'array', types: AS_TEXT });
	}

	#showPlan(statement: string, json: string): void {
		const [explained] = parseJson(json);
		const plan: unknown = explained?.Plan;
		if (!isNode(plan)) return this.#say(json);
		this.#say(`QUERY PLAN\n${planText(plan)}`);
		this.#plansCount++;
		this.#tell(`plan/postgres/${this.#plansCount}`, { statement, plan });
	}

	#tell(key: string, value: object): void {
		currentProcess().image(key, value);
	}

	/** In a transaction that has failed nothing can be looked at. */
	#draw(): void {
		if (this.#drawn.length === 0) return;
		const { now } = Date;
		const query = (text: string) => look(text, now());
		const tell = (key: string, value: object) => this.#tell(key, value);
		const transactions = this.#drawn.flatMap((name) => drawRelation(name, query, tell));
		drawSnapshot(transactions, query, tell);
	}
}

/**
 * An EXPLAIN in text is asked for as JSON, from which both its text and its picture are made; with the estimates,
 * which both compare with what came.
 */
function asDrawable(statement: string): { text: string; isPlan: boolean } {
	const explain = /^explain\s*(?:\(([^)]*)\)|((?:analyze\s+)?(?:verbose\s+)?))/i.exec(statement);
	if (!explain || /\bformat\b/i.test(explain[1] ?? '')) return { text: statement, isPlan: false };
	const asked = explain[1]?.split(',') ?? explain[2]?.split(/\s+/) ?? [];
	const options = [
		...asked.map((option) => option.trim()).filter((option) => option !== '' && !/^costs\b/i.test(option)),
		'FORMAT JSON'
	];
	return { text: `EXPLAIN (${options.join(', ')}) ${statement.slice(explain[0].length)}`, isPlan: true };
}

function asServerError(error: unknown): ServerError {
	if (typeof error !== 'object' || error === null) return { message: String(error) };
	const text = (name: string): string | undefined => {
		const value: unknown = Reflect.get(error, name);
		return value === undefined || value === null ? undefined : String(value);
	};
	return {
		severity: text('severity'),
		message: text('message') ?? '',
		detail: text('detail'),
		hint: text('hint'),
		position: text('position')
	};
}

let session: PsqlSession | null = null;

/** What a file of SQL is compiled to: see sandbox/sql-module.ts. Printing is apart, so that it happens on the statement's line. */
export const psql = {
	run: (statement: string) => (session ??= new PsqlSession()).run(statement),
	command: (line: string) => (session ??= new PsqlSession()).command(line),
	print: (printed: readonly Printed[]) => {
		for (const { text, isError } of printed) console[isError ? 'error' : 'log'](text);
	}
};
