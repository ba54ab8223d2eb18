// expect: time_limit_exceeded
const a: any[] = []; a[2 ** 32 - 2] = 0; a.reduceRight((x, y) => x + y); a.reverse()
