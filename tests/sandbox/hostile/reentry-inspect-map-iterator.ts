// expect: accepted
class M extends Map { *[Symbol.iterator](): any { for (;;) yield ['k', 1]; } get size() { return 1e9; } } console.log(new M())
