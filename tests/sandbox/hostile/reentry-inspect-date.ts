// expect: accepted
// says: 1970
class D extends Date { toISOString(): string { for (;;); } getTime(): number { for (;;); } } console.log(new D(0))
