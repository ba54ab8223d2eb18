// expect: accepted
clearTimeout({ [Symbol.toPrimitive]() { for (;;); } } as any)
