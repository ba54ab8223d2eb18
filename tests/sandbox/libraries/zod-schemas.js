import { z } from 'zod';
import zDefault, { ZodError, object, string } from 'zod';
import * as mini from 'zod/mini';

const Player = z.object({
	name: z.string().min(2),
	level: z.number().int().positive().default(1),
	mail: z.email().optional()
});
console.log(Player.parse({ name: 'Ada' }));
const failed = Player.safeParse({ name: 'A', level: -1.5, mail: 'nobody' });
console.log(failed.success, failed.error.issues);
console.log(z.prettifyError(failed.error));
console.log(z.treeifyError(failed.error).properties.name);
console.log(z.flattenError(failed.error).fieldErrors);
console.log(failed.error instanceof ZodError, failed.error.name, failed.error.message);
try {
	z.string().parse(12);
} catch (error) {
	console.log(error.name, JSON.parse(error.message));
}

const Event = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('placed'),
		order: z.string(),
		items: z.array(z.object({ sku: z.string(), count: z.int() })).nonempty()
	}),
	z.object({ kind: z.literal('paid'), order: z.string(), cents: z.coerce.number() }),
	z.strictObject({ kind: z.literal('closed') })
]);
console.log(Event.parse({ kind: 'paid', order: 'o1', cents: '1250' }));
for (const wrong of [{ kind: 'lost' }, { kind: 'closed', why: 1 }, { kind: 'placed', order: 'o', items: [] }])
	console.log(Event.safeParse(wrong).error.issues);

const Trimmed = z
	.string()
	.trim()
	.transform((text) => text.length)
	.pipe(z.number().max(5));
console.log(Trimmed.parse('  abc '), Trimmed.safeParse('abcdefg').error.issues[0].message);
const Range = z
	.object({ from: z.number(), to: z.number() })
	.refine(({ from, to }) => from < to, { error: 'from must be below to', path: ['from'] });
console.log(Range.safeParse({ from: 2, to: 1 }).error.issues);
console.log(
	await z
		.string()
		.refine(async (text) => text !== 'taken')
		.safeParseAsync('taken')
		.then(({ error }) => error.issues)
);
console.log(
	z.record(z.string(), z.number()).safeParse({ a: 1, b: 'x' }).error.issues,
	z.tuple([z.string(), z.number()]).parse(['a', 1]),
	z.map(z.string(), z.date()).safeParse(new Map()).success
);
console.log(
	z.enum(['a', 'b']).options,
	z.set(z.number()).parse(new Set([1])),
	z.bigint().parse(3n),
	z.iso.datetime().safeParse('2024-02-30').success,
	z.uuid().safeParse('x').error.issues[0].format
);
const Category = z.object({
	name: z.string(),
	get children() {
		return z.array(Category);
	}
});
console.log(Category.parse({ name: 'a', children: [{ name: 'b', children: [] }] }).children[0].name);
console.log(JSON.stringify(z.toJSONSchema(Player)));
console.log(JSON.stringify(z.toJSONSchema(Event)));
console.log(
	Player.pick({ name: true })
		.extend({ tags: z.array(z.string()) })
		.partial()
		.parse({}),
	Player.shape.name.constructor.name
);
console.log(zDefault === z, object({ a: string() }).safeParse({ a: 1 }).error.issues[0].code);
console.log(
	z.codec(z.string(), z.number(), { decode: Number, encode: String }).encode(3),
	z.templateLiteral(['v', z.number()]).parse('v1')
);

const Small = mini.object({
	a: mini.optional(mini.string().check(mini.minLength(2))),
	b: mini._default(mini.number(), 3)
});
console.log(Small.parse({ a: 'xy' }), Small.safeParse({ a: 'x' }).error.issues);
console.log('en' in z.locales, z.globalRegistry.has(Player), z.config().customError);
