/** A small seeded generator of commands in which keys, members and scores collide all the time. */
export class CommandsAtRandom {
	#state: number;

	constructor(seed: number) {
		this.#state = seed;
	}

	below(limit: number): number {
		this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
		return Math.floor((this.#state / 2 ** 32) * limit);
	}

	pick<Item>(items: readonly Item[]): Item {
		const item = items[this.below(items.length)];
		if (item === undefined) throw new Error('nothing to pick from');
		return item;
	}

	/** A command from a shape, such as `SET k v`, whose lower-case words are drawn. */
	next(shapes: readonly string[] = SHAPES): string[] {
		return this.pick(shapes)
			.split(' ')
			.map((word) => this.#word(word));
	}

	#word(word: string): string {
		switch (word) {
			case 'k':
				return this.pick(['str', 'lst', 'hsh', 'set', 'zst', 'stm', 'oth', 'x']) + this.below(2);
			/** Ranges by bytes are specified only where all scores are the same. */
			case 'q':
				return this.pick(['lex0', 'lex1']);
			case 'v':
				return this.pick([
					'a',
					'b',
					'c',
					'1',
					'22',
					'-3',
					'x y',
					'',
					'1.5',
					'\x00\xff',
					'9223372036854775807'
				]);
			case 'f':
				return this.pick(['a', 'b', 'c', 'd', '1']);
			case 'i':
				return String(this.below(9) - 4);
			case 'n':
				return String(this.below(5));
			case 's':
				return this.pick([
					'0',
					'1',
					'2',
					'-1',
					'3.5',
					'0.1',
					'1e3',
					'inf',
					'-inf',
					'(1',
					'nan',
					'abc',
					'-0.25'
				]);
			case 'd':
				return this.pick(['0.1', '1.5', '-2', '3', '1e2', '0.2', 'abc', '10.25']);
			case 'z':
				return this.pick(['0', '1', '2', '-1', '3.5', '0.1', '7']);
			case 'l':
				return this.pick(['-', '+', '[a', '(a', '[b', '(c', '[c', 'b']);
			case 'id':
				return `${this.below(20)}-${this.below(3)}`;
			case 'nid':
				return this.pick([`${this.below(30)}-${this.below(3)}`, `${this.below(30)}-*`, `${this.below(30)}`]);
			case 'rid':
				return this.pick([
					'-',
					'+',
					'0',
					`${this.below(20)}-${this.below(3)}`,
					`(${this.below(20)}-1`,
					`${this.below(20)}`
				]);
			case 'g':
				return this.pick(['g1', 'g2']);
			case 'c':
				return this.pick(['alice', 'bob']);
			case 'b':
				return this.pick(['0', '1']);
			case 'nxx':
				return this.pick(['NX', 'XX', 'GT', 'LT', 'CH']);
			case 'enx':
				return this.pick(['NX', 'XX', 'GT', 'LT']);
			case 'side':
				return this.pick(['LEFT', 'RIGHT']);
			case 'p':
				return this.pick(['*', 's*', '?st0', '[hs]*1', '[^l]*', 'str\\0']);
			default:
				return word;
		}
	}
}

export const SHAPES: readonly string[] =
	`SET k v|SET k v NX|SET k v XX|SET k v XX GET|SET k v GET|SET k v KEEPTTL|SET k v EX 1000|SET k v PX 500000 NX
SET k v EXAT 4000000000|SET k v EX i|SET k v NX XX|SET k v EX 10 KEEPTTL|GET k|GET k|GETDEL k|GETEX k|GETEX k PERSIST|GETEX k EX 100|SETEX k 100 v|SETEX k i v
PSETEX k 1000000 v|SETNX k v|MSET k v k v|MSET k v k|MSETNX k v k v|MGET k k k|APPEND k v|STRLEN k|INCR k|DECR k|INCRBY k i|DECRBY k v|INCRBY k v|INCRBYFLOAT k d
GETRANGE k i i|SETRANGE k i v|SETRANGE k n v|GETSET k v|SETBIT k n b|SETBIT k i b|GETBIT k n|BITCOUNT k|BITCOUNT k i i|BITCOUNT k i i BIT|BITPOS k b|BITPOS k b i|BITPOS k b i i|BITPOS k b i i BIT
BITOP AND k k k|BITOP OR k k k|BITOP XOR k k|BITOP NOT k k|LCS k k|LCS k k LEN|SUBSTR k i i
DEL k|DEL k k|UNLINK k|EXISTS k k|EXPIRE k 1000|EXPIRE k 2000 enx|PEXPIRE k 1500000 enx|EXPIREAT k 4000000000|PEXPIREAT k 4000000000000 enx|EXPIRE k i|TTL k|PERSIST k|TYPE k|RENAME k k|RENAMENX k k|COPY k k|COPY k k REPLACE|COPY k k DB 1
KEYS p|DBSIZE|TOUCH k k|OBJECT ENCODING k|EXPIRETIME k|MOVE k 1|EXPIRE k 10 NX GT|EXPIRE k 10 WRONG
HSET k f v|HSET k f v f v|HSET k f|HMSET k f v|HSETNX k f v|HGET k f|HMGET k f f|HGETALL k|HKEYS k|HVALS k|HLEN k|HEXISTS k f|HSTRLEN k f|HDEL k f f|HINCRBY k f i|HINCRBY k f v|HINCRBYFLOAT k f d|HSCAN k 0|HSCAN k 0 MATCH p COUNT 5|HRANDFIELD k 9|HRANDFIELD k 9 WITHVALUES
LPUSH k v v|RPUSH k v|RPUSH k v v v|LPUSHX k v|RPUSHX k v|LPOP k|RPOP k|LPOP k n|RPOP k i|LLEN k|LRANGE k i i|LRANGE k 0 -1|LINDEX k i|LSET k i v|LREM k i v|LTRIM k i i|LINSERT k BEFORE v v|LINSERT k AFTER v v|LPOS k v|LPOS k v RANK i|LPOS k v COUNT n|LPOS k v RANK i COUNT n MAXLEN n|LMOVE k k side side|RPOPLPUSH k k|LMPOP 2 k k side|LMPOP 1 k side COUNT 2|BLPOP k k 0.01x|LMOVE k k UP LEFT
SADD k f v|SADD k n n|SREM k f v|SMOVE k k f|SISMEMBER k f|SMISMEMBER k f v|SCARD k|SMEMBERS k|SINTER k k|SUNION k k|SDIFF k k|SINTERSTORE k k k|SUNIONSTORE k k k|SDIFFSTORE k k k|SINTERCARD 2 k k|SINTERCARD 2 k k LIMIT n|SPOP k 9|SRANDMEMBER k 9|SSCAN k 0|SINTERCARD i k
ZADD q 0 f 0 f|ZADD k z f|ZADD k z f z f|ZADD k nxx z f|ZADD k nxx CH z f z f|ZADD k nxx INCR z f|ZADD k s f|ZADD k nxx nxx z f|ZINCRBY k s f|ZREM k f f|ZCARD k|ZSCORE k f|ZMSCORE k f f|ZRANK k f|ZREVRANK k f|ZRANGE k i i|ZRANGE k i i WITHSCORES|ZRANGE k i i REV|ZRANGE k s s BYSCORE|ZRANGE k s s BYSCORE REV LIMIT n i|ZRANGE q l l BYLEX|ZRANGE q l l BYLEX REV|ZRANGE k i i LIMIT 0 1
ZREVRANGE k i i WITHSCORES|ZRANGEBYSCORE k s s|ZRANGEBYSCORE k s s WITHSCORES LIMIT i i|ZREVRANGEBYSCORE k s s|ZRANGEBYLEX q l l|ZREVRANGEBYLEX q l l LIMIT 0 2|ZRANGESTORE k k i i|ZRANGESTORE k k s s BYSCORE|ZCOUNT k s s|ZLEXCOUNT q l l|ZREMRANGEBYRANK k i i|ZREMRANGEBYSCORE k s s|ZREMRANGEBYLEX q l l
ZPOPMIN k|ZPOPMAX k n|ZPOPMIN k i|ZMPOP 2 k k MIN|ZMPOP 1 k MAX COUNT 2|ZUNION 2 k k|ZUNION 2 k k WITHSCORES|ZINTER 2 k k WEIGHTS z s WITHSCORES|ZUNION 2 k k AGGREGATE MIN WITHSCORES|ZDIFF 2 k k WITHSCORES|ZUNIONSTORE k 2 k k|ZINTERSTORE k 2 k k AGGREGATE MAX|ZDIFFSTORE k 2 k k|ZINTERCARD 2 k k|ZSCAN k 0|ZRANDMEMBER k 9|ZUNION n k k
PFADD hll0 v v|PFADD hll1 v|PFCOUNT hll0|PFCOUNT hll0 hll1|PFMERGE hll0 hll1|PFCOUNT k
XADD k nid f v|XADD k nid f v f v|XADD k MAXLEN 3 nid f v|XADD k MAXLEN = 2 nid f v|XADD k NOMKSTREAM nid f v|XADD k MINID id nid f v|XADD k nid f|XLEN k|XRANGE k rid rid|XRANGE k - + COUNT n|XREVRANGE k rid rid|XREVRANGE k + - COUNT 2|XDEL k id id|XTRIM k MAXLEN n|XTRIM k MINID id|XSETID k id
XREAD COUNT 2 STREAMS k id|XREAD STREAMS k k id 0|XREAD STREAMS k $|XGROUP CREATE k g id|XGROUP CREATE k g $ MKSTREAM|XGROUP CREATE k g 0|XGROUP SETID k g id|XGROUP DESTROY k g|XGROUP CREATECONSUMER k g c|XGROUP DELCONSUMER k g c
XREADGROUP GROUP g c COUNT 2 STREAMS k >|XREADGROUP GROUP g c STREAMS k >|XREADGROUP GROUP g c NOACK STREAMS k >|XREADGROUP GROUP g c STREAMS k 0|XACK k g id id|XPENDING k g|XCLAIM k g c 0 id id|XCLAIM k g c 0 id JUSTID|XCLAIM k g c 0 id FORCE|XCLAIM k g c 100000 id|XAUTOCLAIM k g c 0 0|XAUTOCLAIM k g c 0 id COUNT 1|XAUTOCLAIM k g c 0 0 JUSTID|XINFO GROUPS k
PING|PING v|ECHO v|NOSUCH a b|GET|MULTI|EXEC|DISCARD|WATCH k|UNWATCH|MULTI|EXEC|SELECT 99|SELECT a|PUBLISH a b|PUBSUB NUMPAT|SWAPDB 0 a|EVAL r 0`
		.split(/[|\n]/)
		.filter((shape) => shape !== '' && !shape.startsWith('EVAL'));

/** Commands that wait, and those that may end the waiting; for schedules with several sessions. */
export const WAITING: readonly string[] =
	'BLPOP k k 0|BRPOP k 0|BLMOVE k k side side 0|BZPOPMIN k k 0|BZPOPMAX k 0|BLMPOP 0 2 k k side|BZMPOP 0 1 k MIN|XREAD BLOCK 0 STREAMS k $|XREAD BLOCK 0 STREAMS k k $ $|BRPOPLPUSH k k 0|XREADGROUP GROUP g c BLOCK 0 STREAMS k >'.split(
		'|'
	);
export const WAKING: readonly string[] =
	'LPUSH k v|RPUSH k v v|ZADD k z f|ZADD k z f z f|XADD k nid f v|DEL k|XGROUP CREATE k g $ MKSTREAM|RENAME k k|LMOVE k k side side|COPY k k REPLACE|SET k v|MULTI|EXEC'.split(
		'|'
	);
