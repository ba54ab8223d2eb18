import typescript from 'typescript';
import { describe, expect, test } from 'vitest';
import { equivalentsIn, isAbout } from '../../src/lib/authoring/mutation/equivalents.ts';
import { mutantsOf, OPERATORS } from '../../src/lib/authoring/mutation/mutants-of.ts';

type Name = keyof typeof OPERATORS;

/** What one operator makes of a program: each change, as it is told to an instructor. */
function changesBy(name: Name, code: string): string[] {
	return mutantsOf(typescript, code, [OPERATORS[name]]).map(({ from, to }) => `${from} → ${to}`);
}

describe('a small mistake', () => {
	const cases: Record<Name, [code: string, changes: string[]][]> = {
		swapOperator: [
			['const isLess = a < b;', ['< → <=', '< → >=']],
			['const sum = a + b * c;', ['+ → -', '* → /']],
			['const both = a && b;', ['&& → ||']],
			['const same = a === b;', ['=== → !==']],
			['total -= fee ?? 0;', ['-= → +=', '?? → &&']]
		],
		dropOperand: [['const ok = isOpen && count > 0;', ['isOpen && → nothing', '&& count > 0 → nothing']]],
		swapIncrement: [
			['count++;', ['++ → --']],
			['--count;', ['-- → ++']]
		],
		dropSign: [
			['const other = !open;', ['! → nothing']],
			['const lost = -amount;', ['- → nothing']]
		],
		negateCondition: [
			['if (isOpen(door)) enter();', ['isOpen(door) → !(isOpen(door))']],
			['while (queue.length) work();', ['queue.length → !(queue.length)']],
			['const word = isOne ? 1 : 2;', ['isOne → !(isOne)']],
			['if (a < b) enter();', []]
		],
		dropAwait: [['async () => { await commit(); };', ['await → nothing']]],
		dropArrowValue: [
			['list.map((item) => item.id);', ['item.id → undefined']],
			['list.map((item) => void send(item));', []]
		],
		dropStatement: [
			['seen.add(id);', ['seen.add(id); → nothing']],
			['async function run() { await commit(); }', ['await commit(); → nothing']],
			['total = 1;', ['total = 1; → nothing']]
		],
		dropGuard: [
			['() => { if (list.length === 0) return null; };', ['if (list.length === 0) return null; → nothing']],
			['() => { if (a) { log(); throw b; } };', ['if (a) { log(); throw b; } → nothing']],
			['if (a) log();', []]
		],
		dropElse: [['if (a) b(); else c();', ['else c(); → nothing']]],
		dropReturnValue: [
			['() => { return 1; };', ['return 1; → return;']],
			['() => { return; };', []]
		],
		swapLoopExit: [
			['for (;;) { break; }', ['break; → continue;']],
			['for (;;) { continue; }', ['continue; → break;']],
			['switch (a) { case 1: break; }', []]
		],
		swapStatements: [
			['() => { save(id); commit(id); };', ['save(id); commit(id); → commit(id); save(id);']],
			[
				'() => { list.push(a); last = list.length; };',
				['list.push(a); last = list.length; → last = list.length; list.push(a);']
			],
			[
				'() => { if (seen.has(id)) return; seen.add(id); };',
				['if (seen.has(id)) return; seen.add(id); → seen.add(id); if (seen.has(id)) return;']
			],
			['() => { left = 1; right = 2; };', []],
			['() => { const a = 1; log(a); };', []]
		],
		changeConstant: [
			['const a = [0, 1, 7, 0n, 5n];', ['0 → 1', '1 → 0', '7 → 8', '0n → 1n', '5n → 6n']],
			['const b = [true, false];', ['true → false', 'false → true']],
			["const c = ['', 'x', `y`];", ["'' → 'x'", "'x' → ''", "`y` → ''"]],
			['const d = `${a}/${b}`;', ["`${a}/${b}` → ''"]],
			["const e = 'words for people';", []],
			["throw new Error('nope');", []],
			['const f = list.at(-1) ?? 0;', ['1 → 0']],
			["import { a } from 'node:crypto';", []]
		],
		swapMethod: [
			['list.some(isOpen);', ['some → every']],
			['queue.push(job);', ['push → unshift']],
			['Math.min(a, b);', ['min → max']],
			['box.min(a, b);', []],
			['this.#push(job);', []]
		],
		dropMethod: [['const all = list.filter(isOpen);', ['.filter(isOpen) → nothing']]],
		dropSliceEnd: [['const two = list.slice(0, 2);', [', 2 → nothing']]]
	};
	const rows = Object.entries(OPERATORS).flatMap(([name]) =>
		Object.entries(cases).flatMap(([each, list]) =>
			each === name ? list.map(([code, changes]) => ({ name: each, code, changes })) : []
		)
	);

	test.each(rows)('$name in $code', ({ name, code, changes }) => {
		const operator = Object.keys(OPERATORS).find((each): each is Name => each === name);

		expect(operator && changesBy(operator, code)).toEqual(changes);
	});

	test('leaves a program that still reads as one, and differs', () => {
		const code = `export async function pay(queue: string[], limit = 3): Promise<number> {
	let paid = 0;
	for (const [index, id] of queue.entries()) {
		if (index >= limit || !id) continue;
		await send(id.slice(0, 2));
		paid += 1;
	}
	if (paid === 0) throw new Error('nobody was paid');
	else log(paid > 1 ? 'all' : 'one');
	return paid;
}
`;
		const mutants = mutantsOf(typescript, code);
		const broken = mutants.filter(
			({ text }) => typescript.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length !== 0
		);

		expect(mutants.length).toBeGreaterThan(25);
		expect(broken).toEqual([]);
		expect(new Set(mutants.map(({ text }) => text)).size).toBe(mutants.length);
		expect(mutants.map(({ text }) => text)).not.toContain(code);
	});

	test('says where it is', () => {
		const [mutant] = mutantsOf(typescript, 'const a = 1;\nconst b = a <\n  2;\n', [OPERATORS.swapOperator]);

		expect(mutant).toMatchObject({ line: 2, column: 13, from: '<', to: '<=' });
	});

	test('is made only where a learner writes, and never in types', () => {
		const code = [
			'const ours = 1;',
			'// region edit',
			"let a: 0 | 'x' = 0;",
			'// endregion',
			'const also = 2;'
		].join('\n');

		expect(mutantsOf(typescript, code).map(({ line, from }) => [line, from])).toEqual([[3, '0']]);
	});
});

describe('a note of an equivalent', () => {
	const noteIn = (text: string) => equivalentsIn(text)[0]?.note;

	test('is about the line below it, over further notes and lines of comment', () => {
		const text = [
			'// equivalent: > → >= because two equal values',
			'// are the same',
			'// equivalent: 1 → 0 because nobody counts',
			'const a = b > 1;'
		].join('\n');
		const [mutant] = mutantsOf(typescript, text, [OPERATORS.swapOperator]);
		const note = noteIn(text);

		expect(note).toMatchObject({ codeLine: 4, reason: 'two equal values are the same' });
		expect(note && mutant && isAbout(note, mutant)).toBe(true);
		expect(equivalentsIn(text)[1]?.note).toMatchObject({ line: 3, codeLine: 4, from: '1', to: '0' });
	});

	test('is about its own line when it stands behind code', () => {
		expect(noteIn('const a = b > 1; // equivalent: > → >= because it is')).toMatchObject({
			line: 1,
			codeLine: 1
		});
	});

	test('without a reason is none', () => {
		expect(equivalentsIn('// equivalent: > → >=')).toEqual([{ line: 1, note: null }]);
	});
});
