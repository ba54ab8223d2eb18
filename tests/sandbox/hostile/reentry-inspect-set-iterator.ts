// expect: accepted
class S extends Set { *[Symbol.iterator](): any { for (;;) yield 1; } } console.log(new S())
