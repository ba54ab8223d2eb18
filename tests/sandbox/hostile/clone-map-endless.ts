// expect: time_limit_exceeded
class M extends Map { *[Symbol.iterator](): any { for (let i = 0; ; i++) yield [i, i]; } } structuredClone(new M())
