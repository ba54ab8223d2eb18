// expect: time_limit_exceeded
[].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true } as any)
