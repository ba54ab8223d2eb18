// expect: time_limit_exceeded
class S extends Set { *[Symbol.iterator](): any { for (;;) yield 1; } } console.log(new S())
